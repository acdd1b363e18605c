r"""`\*`: a sign that means itself. What follows the backslash opens nothing."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = "\\"
GUARD = r"(?=[!-/:-@\[-`{-~])"

_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")


@token
class Escape(Token):
    """A backslash and the sign it protects."""


def match(text: str, at: int, end: int) -> Escape | None:
    """The escape at `at`; a backslash before a letter or a line's end is only a backslash."""
    found = _ESCAPE.match(text, at, end)
    return Escape(span_of(found.span())) if found else None
