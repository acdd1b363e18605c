"""LaTeX to MathML Core, with its source for those who cannot see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from notewright.formulas.aliases import ALIASES, hint
from notewright.formulas.blank import refuse_blank
from notewright.formulas.change import changed, origin
from notewright.formulas.dialect import translations
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import NO_MACROS, Macros, defined, expansions
from notewright.formulas.marks import MARK_SIGNS, Marks, Notice
from notewright.formulas.mend import mended
from notewright.formulas.numbers import NAMED, Number, Numbers, number_changes, of_tags

if TYPE_CHECKING:
    from math_core import LatexToMathML

# The library descends into groups by recursion in native code, where too deep an input ends the process.
_DEEPEST = 200
# Its search for the end of a bracket that has none doubles with each.
_MOST_UNCLOSED = 12
_LONGEST = 10_000
_UNSEEN = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f\ufdd0-\ufdef]")
_MARKED = {ord(sign): " " for sign in MARK_SIGNS}
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
_UNKNOWN = re.compile(r'Unknown command "\\(\w+)"')
_PLACE = re.compile(r"(?P<offset>\d+): (?P<message>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A formula as MathML, its number as HTML beside it, and what MathML has no words for."""

    element: str
    number: str = ""
    notices: tuple[Notice, ...] = ()
    display: bool = True

    @property
    def html(self) -> str:
        """The formula, with its number at the margin."""
        if not self.number:
            return self.element
        if not self.display:
            return f"{self.element} {self.number}"
        return f'<span class="notewright-equation">{self.element}{self.number}</span>'


def to_mathml(latex: str, *, display: bool, macros: Macros = NO_MACROS) -> str:
    """HTML for a formula. `FormulaError` for LaTeX that cannot be shown, with the place the library names.

    `macros` are those that hold before this formula; its own are added.
    """
    return show(latex, display=display, macros=macros).html


def show(latex: str, *, display: bool, macros: Macros = NO_MACROS, numbers: Numbers | None = None) -> Shown:
    """A formula with its numbers, by default those that it gives itself."""
    _refuse_what_breaks_the_library(latex)
    own = defined(latex, macros)
    expanded = expansions(latex, own)
    plain, marks = changed(latex, expanded), Marks(_inner)
    known = numbers or (of_tags(plain) if NAMED.search(plain) else Numbers())
    numbered, number = number_changes(plain, known, marks)
    unnumbered = changed(plain, numbered)
    translated = translations(unnumbered, marks, in_lines=display)

    def written(offset: int, *, at_once: bool = False) -> int:
        place = origin(numbered, offset if at_once else origin(translated, offset))
        return min(origin(expanded, place), len(latex))

    try:
        text = changed(unnumbered, translated)
        if text != latex:
            _refuse_what_breaks_the_library(text.translate(_MARKED))
        element = marks.filled(_converted(text, display))
    except FormulaError as error:
        raise FormulaError(error.message, written(error.offset)) from None
    if not number:
        refuse_blank(element, latex, expanded, own)
    source = escape(" ".join(latex.split()), quote=True)
    notices = tuple(Notice(written(at, at_once=True), message) for at, message in marks.notices)
    shown = number and _outside(number, macros)
    return Shown(element.replace("<math", f'<math alttext="{source}"', 1), shown or "", notices, display)


def _converted(text: str, display: bool) -> str:
    """MathML for LaTeX in the words of the library."""
    from math_core import LatexError

    try:
        element = _converter().convert_with_local_state(text, displaystyle=display)
    except LatexError as error:
        place = _PLACE.match(str(error))
        message, at = (place["message"], int(place["offset"])) if place else (str(error), 0)
        command = _UNKNOWN.match(message)
        advice = hint(command[1]) if command else ""
        raise FormulaError(message.rstrip(".") + advice if advice else message, at) from None
    return mended(element)


def _inner(latex: str) -> str:
    """MathML for a part of a formula, without its element."""
    marks = Marks(_inner)
    translated = translations(latex, marks)
    try:
        text = changed(latex, translated)
        _refuse_what_breaks_the_library(text.translate(_MARKED))
        element = marks.filled(_converted(text, display=True))
    except FormulaError as error:
        raise FormulaError(error.message, origin(translated, error.offset)) from None
    return element.removesuffix("</math>").partition(">")[2]


def _outside(number: Number, macros: Macros) -> str:
    """The number of a formula as HTML beside it."""
    text = escape(number.text)
    if not number.is_plain:
        text = show(rf"\text{{{number.text}}}", display=False, macros=macros).element
    return f"<span{number.attributes}>{text}</span>"


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML(macros=ALIASES, allow_unreliable_rendering=True, fancy_error=False)


def _refuse_what_breaks_the_library(latex: str) -> None:
    if len(latex) > _LONGEST:
        raise FormulaError(f"the formula is longer than {_LONGEST} characters", _LONGEST)
    if found := _UNSEEN.search(latex):
        raise FormulaError(f"the character U+{ord(found[0]):04X} cannot be shown", found.start())
    if len(latex) <= _MOST_UNCLOSED:
        return
    unclosed = _first_too_many_unclosed(latex)
    if unclosed is not None:
        raise FormulaError(f"more than {_MOST_UNCLOSED} brackets before this place are not closed", unclosed)
    nesting = _first_too_deep(latex) if len(latex) > _DEEPEST else None
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
    if sum(map(latex.count, "([{⟨⌊⌈⟦\\")) <= _MOST_UNCLOSED:
        return None
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
