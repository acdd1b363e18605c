"""`^[text]`: a footnote that says what it says where it is referred to."""

from __future__ import annotations

import re

from notewright.text import Span
from notewright.vault.token import Token, token

OPENER = "^["
CLOSER = "]"

_PLAIN = r"[^\[\]\\`$]|\\[\s\S]|`[^`\n]*+`|\$[^$\n]*+\$|[`$]"
_DEEPEST = 4


def _balanced(depth: int) -> str:
    """Text whose square brackets are answered, so many deep; those in code and math do not count."""
    inner = rf"|\[{_balanced(depth - 1)}\]" if depth else ""
    return rf"(?:{_PLAIN}{inner})*+"


_FOOTNOTE = re.compile(rf"\^\[({_balanced(_DEEPEST)})\]")


@token
class InlineFootnote(Token):
    """A footnote. `text` is Markdown; its links and tags are the note's."""

    text: str


def match(text: str, at: int, end: int) -> InlineFootnote | None:
    """The footnote at `at`, unless it is empty."""
    found = _FOOTNOTE.match(text, at, end)
    return InlineFootnote(Span(*found.span()), found[1]) if found and found[1].strip() else None
