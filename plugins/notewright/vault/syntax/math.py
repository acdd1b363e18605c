"""`$x$` and `$$x$$`: math. Money (`$5 and $10`) is not: a closing dollar has no space before and no digit after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewright.text import Span
from notewright.vault.token import Token

OPENER = ("$", "$$")

_INLINE = re.compile(r"\$(?![\s$])((?:[^$\\]++|\\[\s\S])++)(?<!\s)\$(?!\d)")
_DISPLAY = re.compile(r"\$\$(?!\$)((?:[^$\\]++|\\[\s\S]|\$(?!\$))++)\$\$")


@dataclass(frozen=True, slots=True)
class Math(Token):
    """A formula. `latex` is what stands between the dollars, without white space around it."""

    latex: str
    display: bool


def match(text: str, at: int, end: int) -> Math | None:
    """The formula at `at`."""
    display = text.startswith("$$", at, end)
    if display and text.startswith("$", at - 1) and at:
        return None  # four dollars hold nothing, and open nothing
    found = (_DISPLAY if display else _INLINE).match(text, at, end)
    if found is None or not found[1].strip():
        return None
    return Math(Span(*found.span()), found[1].strip(), display)
