r"""What authors write for MathJax, in the words of the library that makes MathML of it.

Every change keeps its place, so that an error is told where the author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.formulas.change import Change
from notewright.formulas.chemistry import chemical
from notewright.formulas.macros import group_end

ALIASES = {
    "mathds": r"\mathbb", "mbox": r"\text", "hbox": r"\text", "bold": r"\mathbf", "Bbb": r"\mathbb",
    "pmb": r"\boldsymbol", "scr": r"\mathscr", "sl": r"\it", "cr": r"\\",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "smash": "{#1}", "llap": "{#1}", "rlap": "{#1}", "mathllap": "{#1}", "mathrlap": "{#1}",
    "href": "{#2}", "style": "{#2}", "class": "{#2}", "cssId": "{#2}", "colorbox": "{#2}",
}  # fmt: skip
"""Commands by others that look alike, or for want of one by their content alone."""

_SIZES = "tiny|scriptsize|small|normalsize|large|Large|LARGE|huge|Huge"
_TEX_MATRICES = {
    "cases": "cases",
    "matrix": "matrix",
    "pmatrix": "pmatrix",
    "eqalign": "aligned",
    "displaylines": "gathered",
}
_SPECIAL = re.compile(
    r"\\(?P<text>text(?:rm|normal|it|bf|sf|tt|up)?|mbox|hbox)\s*\{"
    r"|\\ce\s*\{(?P<ce>)"
    rf"|\\(?P<matrix>{'|'.join(_TEX_MATRICES)})\s*\{{"
    r"|\\tag(?P<star>\*?)\s*\{(?P<tag>[^{}]*)\}"
    rf"|(?P<nothing>\\(?:label\*?|require)\s*\{{[^{{}}]*\}}|\\(?:notag|nonumber|{_SIZES})(?![A-Za-z]))"
    r"|\\(?P<operator>operatorname\*?)\s*\{(?=[^{}]*\\)"
    r"|\\(?P<side>left|right)\s*(?P<angle>[<>])"
    r"|\\(?P<edge>begin|end)\s*\{smallmatrix\}"
    r"|\\\\|\\[{}]"
)
# Signs that a text may hold in MathJax.
_PLAIN_SIGN = re.compile(r"\\.|[_&#%]|\$", re.DOTALL)


def translations(latex: str) -> list[Change]:
    """What the library has other words for; the formula holds no macros of its author any more."""
    return sorted(_changes(latex))


def _changes(latex: str) -> Iterator[Change]:
    at = 0
    while found := _SPECIAL.search(latex, at):
        at = found.end()
        if found["text"]:
            end = group_end(latex, at - 1) or len(latex)
            yield from _in_text(latex, found["text"], at, end - 1)
            at = end
        elif found["ce"] is not None:
            end = group_end(latex, at - 1) or len(latex)
            yield Change(found.start(), end, f"{{{chemical(latex[at : end - 1])}}}")
            at = end
        else:
            yield from _one(latex, found)


def _one(latex: str, found: re.Match[str]) -> Iterator[Change]:
    start, end = found.span()
    if found["matrix"] and (closing := group_end(latex, end - 1)):
        name = _TEX_MATRICES[found["matrix"]]
        yield Change(start, end, rf"\begin{{{name}}}")
        yield Change(closing - 1, closing, rf"\end{{{name}}}")
    elif found["tag"] is not None:
        shown = found["tag"] if found["star"] else f"({found['tag']})"
        yield Change(start, end, rf"\qquad \text{{{shown}}}")
    elif found["operator"] and group_end(latex, end - 1):
        yield from _operator(latex, found)
    elif found["side"]:
        yield Change(start, end, rf"\{found['side']}\{'langle' if found['angle'] == '<' else 'rangle'} ")
    elif found["nothing"]:
        yield Change(start, end, " ")
    elif found["edge"]:
        yield Change(start, end, rf"\{found['edge']}{{matrix}}")


def _operator(latex: str, found: re.Match[str]) -> Iterator[Change]:
    """The library takes letters only for the name of an operator."""
    closing = group_end(latex, found.end() - 1) or len(latex)
    yield Change(*found.span(), r"\mathop{\mathrm{")
    yield Change(closing - 1, closing, "}}")


def _in_text(latex: str, command: str, start: int, end: int) -> Iterator[Change]:
    """In a text a sign is a sign, and a formula between dollars interrupts it."""
    in_formula = False
    for sign in _PLAIN_SIGN.finditer(latex, start, end):
        if sign[0] == "$":
            in_formula = not in_formula
            yield Change(*sign.span(), "}{" if in_formula else rf"}}\{command}{{")
        elif not in_formula and sign[0] in "_&#%":
            yield Change(*sign.span(), f"{{\\{sign[0]}}}")
