r"""Formulas that say something and would show nothing, such as one whose only macro stands for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notewright.formulas.change import Change
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import Macros

# Elements that draw nothing by themselves.
_NOTHING = re.compile(
    r"</?(?:math|mrow|mi|mo|mn|mtext|mstyle|mpadded|code)(?:\s(?!class=)[^<>]*+)?>|<mspace/>|[\s\u2061-\u2064]++"
)
# What a formula may hold to no sight: comments, names, colours, and commands without the signs that they are about.
_SAYS_NOTHING = re.compile(
    r"\\(?:label|require|color|definecolor)\s*+(?:\[[^\]]*+\]|\{[^{}]*+\})*+|(?<!\\)%[^\n]*+"
    r"|\\(?:let|newcommand|renewcommand|providecommand|def)(?![A-Za-z])|\\(?P<name>[A-Za-z]++|.)|[\s{}&~]++",
    re.DOTALL,
)


def refuse_blank(element: str, latex: str, expanded: Sequence[Change], macros: Macros) -> None:
    """`FormulaError` at the first sign of a formula of which the MathML shows nothing."""
    if _NOTHING.sub("", element):
        return
    at = 0
    for change in (*expanded, Change(len(latex), len(latex), "")):
        start = _first_sign(latex, at, change.start, macros)
        if start is not None:
            raise FormulaError("nothing of this formula would be seen; write what it is to show, or delete it", start)
        if (found := _SAYS_NOTHING.match(latex, change.start)) and found["name"] in macros:
            message = rf"the macro \{found['name']} stands for nothing, so nothing would be seen; mend its definition"
            raise FormulaError(message, change.start)
        at = change.end


def _first_sign(latex: str, at: int, end: int, macros: Macros) -> int | None:
    """Where something stands that a reader should see."""
    while at < end:
        found = _SAYS_NOTHING.match(latex, at, end)
        if found is None or found["name"] in macros:
            return at
        at = found.end()
    return None
