"""LaTeX to MathML Core, with its source for those who cannot see it."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from notewright.formulas.change import changed, origin
from notewright.formulas.dialect import ALIASES, translations
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import NO_MACROS, Macros, defined, expansions

if TYPE_CHECKING:
    from math_core import LatexToMathML

# The library descends into groups by recursion in native code, where too deep an input ends the process.
_DEEPEST = 200
# Its search for the end of a bracket that has none doubles with each.
_MOST_UNCLOSED = 12
_LONGEST = 10_000
_OPENERS = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|[^\W\d_](?=\s*\^)")
_PAIRS = {
    "(": ")", "[": "]", r"\{": r"\}", r"\lbrace": r"\rbrace", r"\langle": r"\rangle", r"\lfloor": r"\rfloor",
    r"\lceil": r"\rceil", r"\lbrack": r"\rbrack", r"\lvert": r"\rvert", r"\lVert": r"\rVert",
    "⟨": "⟩", "⌊": "⌋", "⌈": "⌉",
    r"\lgroup": r"\rgroup", r"\lmoustache": r"\rmoustache", r"\ulcorner": r"\urcorner", r"\llcorner": r"\lrcorner",
    r"\lparen": r"\rparen", r"\lBrace": r"\rBrace", r"\llbracket": r"\rrbracket", r"\lBrack": r"\rBrack", "⟦": "⟧",
}  # fmt: skip
_BRACKETS = re.compile(r"\\[A-Za-z]+|\\.|[][(){}⟨⟩⌊⌋⌈⌉⟦⟧]", re.DOTALL)
_DEEPER, _SHALLOWER = ("{", "\\left", "\\begin"), ("}", "\\right", "\\end")
_PLACE = re.compile(r"(?P<offset>\d+): (?P<message>.*)", re.DOTALL)


def to_mathml(latex: str, *, display: bool, macros: Macros = NO_MACROS) -> str:
    """One `<math>` element. `FormulaError` for LaTeX that cannot be shown, with the place the library names.

    `macros` are those that hold before this formula; its own are added.
    """
    _refuse_what_breaks_the_library(latex)
    from math_core import LatexError

    expanded = expansions(latex, defined(latex, macros))
    plain = changed(latex, expanded)
    translated = translations(plain)
    text = changed(plain, translated)
    _refuse_what_breaks_the_library(text)
    try:
        element = _converter().convert_with_local_state(text, displaystyle=display)
    except LatexError as error:
        place = _PLACE.match(str(error))
        at = origin(expanded, origin(translated, int(place["offset"]))) if place else 0
        raise FormulaError(place["message"] if place else str(error), min(at, len(latex))) from None
    source = " ".join(latex.split())
    return element.replace("<math", f'<math alttext="{escape(source, quote=True)}"', 1)


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(macros=ALIASES, allow_unreliable_rendering=True, fancy_error=False)


def _refuse_what_breaks_the_library(latex: str) -> None:
    if len(latex) > _LONGEST:
        raise FormulaError(f"the formula is longer than {_LONGEST} characters", _LONGEST)
    for at, character in enumerate(latex):
        if "\ud800" <= character <= "\udfff" or (character < " " and character not in "\t\n\r\f"):
            raise FormulaError(f"the character U+{ord(character):04X} cannot be shown", at)
    unclosed = _first_too_many_unclosed(latex)
    if unclosed is not None:
        raise FormulaError(f"more than {_MOST_UNCLOSED} brackets before this place are not closed", unclosed)
    nesting = _first_too_deep(latex)
    if nesting is not None:
        raise FormulaError(f"groups are nested more than {_DEEPEST} deep", nesting)


def _first_too_deep(latex: str) -> int | None:
    """Each of a run of commands may be the argument of the one before: an upper bound of the real depth."""
    depth = run = end = 0
    for match in _OPENERS.finditer(latex):
        token = match.group()
        depth += (token in _DEEPER) - (token in _SHALLOWER)
        run = run + 1 if not latex[end : match.start()].strip() else 1
        end = match.end()
        if depth + run > _DEEPEST:
            return match.start()
    return None


def _first_too_many_unclosed(latex: str) -> int | None:
    """Where a braced group, or all, ends with too many brackets open."""
    groups: list[list[str]] = [[]]
    for match in _BRACKETS.finditer(f"{latex}}}"):
        token = match.group()
        if token == "{":
            groups.append([])
        elif token == "}":
            if len(groups.pop()) > _MOST_UNCLOSED:
                return min(match.start(), len(latex))
            groups = groups or [[]]
        elif token in _PAIRS:
            groups[-1].append(_PAIRS[token])
        elif token in groups[-1]:
            groups[-1].remove(token)
    return None
