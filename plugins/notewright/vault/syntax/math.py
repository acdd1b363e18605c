"""`$x$` and `$$x$$`: math. Money (`$5 and $10`) is not: a closing dollar has no space before and no digit after it."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = ("$", "$$")

_INLINE = re.compile(r"\$(?![\s$])((?:[^$\\]++|\\[\s\S])++)(?<!\s)\$(?!\d)")
_DISPLAY = re.compile(r"\$\$(?!\$)((?:[^$\\]++|\\[\s\S]|\$(?!\$))++)\$\$")


@token
class Math(Token):
    """A formula. `latex` is what stands between the dollars, without white space around it."""

    latex: str
    display: bool


def match(text: str, at: int, end: int) -> Math | None:
    """The formula at `at`."""
    found = _INLINE.match(text, at, end)
    display = found is None
    if display:
        if at and text[at - 1] == "$":
            return None  # four dollars hold nothing, and open nothing
        found = _DISPLAY.match(text, at, end)
    latex = found[1].strip() if found else ""
    return Math(span_of((at, found.end())), latex, display) if found and latex else None
