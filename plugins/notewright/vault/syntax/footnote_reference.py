"""`[^1]`: the number of a footnote; what it says stands elsewhere, behind `[^1]:`."""

from __future__ import annotations

import re

from notewright.text import Span
from notewright.vault.token import Token, token

OPENER = "[^"

# Before a round bracket it is the text of a link.
_REFERENCE = re.compile(r"\[\^([^\s\[\]]++)\](?!\()")


@token
class FootnoteReference(Token):
    """A reference to a footnote; `label` is as written."""

    label: str


def match(text: str, at: int, end: int) -> FootnoteReference | None:
    """The reference at `at`."""
    found = _REFERENCE.match(text, at, end)
    return FootnoteReference(Span(*found.span()), found[1]) if found else None
