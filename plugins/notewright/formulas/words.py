r"""Text in a formula: `\text{…}`, in which a sign is a sign and dollars open a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.formulas.change import Change

_SIGN = re.compile(r"\\(?P<edge>[()])|\\.|``|''|---?|[_&#%^]|\$", re.DOTALL)
_QUOTES = {"``": "\u201c", "''": "\u201d", "---": "\u2014", "--": "\u2013"}


def in_text(latex: str, command: str, start: int, end: int) -> Iterator[Change]:
    """What becomes of the signs in a text, which stands between `start` and `end`."""
    in_formula = False
    for sign in _SIGN.finditer(latex, start, end):
        if sign[0] == "$" or sign["edge"]:
            in_formula = not in_formula
            yield Change(*sign.span(), "}{" if in_formula else rf"}}\{command}{{")
        elif not in_formula and sign[0] in _QUOTES:
            yield Change(*sign.span(), _QUOTES[sign[0]])
        elif not in_formula and sign[0] == "^":
            yield Change(*sign.span(), r"{\textasciicircum}")
        elif not in_formula and sign[0] in "_&#%":
            yield Change(*sign.span(), f"{{\\{sign[0]}}}")
