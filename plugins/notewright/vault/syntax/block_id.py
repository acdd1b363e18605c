"""` ^name` at the end of a block: a name by which links can point to it; it is not shown."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = "^"
# Obsidian asks for white space before it, but takes one right behind a displayed formula too.
GUARD = r"(?<![^\s$]\^)(?=[A-Za-z0-9-])"

_ID = re.compile(r"\^([A-Za-z0-9-]+)[ \t]*")


@token
class BlockId(Token):
    """The name of a block; `name` is without the `^`."""

    name: str


def match(text: str, at: int, end: int) -> BlockId | None:
    """The name at `at`, if it ends the block and follows white space."""
    if at and not text[at - 1].isspace() and text[max(at - 2, 0) : at] != "$$":
        return None
    found = _ID.match(text, at, end)
    return BlockId(span_of((at, found.end())), found[1]) if found and found.end() == end else None
