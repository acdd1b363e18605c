"""The left side of a formula: a name for the value, never an expression of it."""

from __future__ import annotations

from dataclasses import dataclass

from notewright.formulas.error import FormulaError
from notewright.formulas.lexer import END, Token
from notewright.formulas.names import NAMING, symbol_name
from notewright.formulas.parser import Parser

_OPEN, _CLOSE = ("(", "[", "{", r"\{"), (")", "]", "}", r"\}")
_NAMES = frozenset(r"\log \exp \max \min \sum \prod \sqrt \int \arg".split())


@dataclass(frozen=True, slots=True)
class LeftSide:
    """What a formula says it defines. A derivative names its variable; `element` when what it derives has an index."""

    variable: str | None = None
    element: bool = False
    offset: int = 0


def read_left_side(parser: Parser, end: int) -> LeftSide:
    """Check that the tokens up to `end` are a name: a coefficient, sign or power there would change the value."""
    tokens = parser.tokens[:end]
    if not tokens:
        raise FormulaError("a name must stand before the equals sign", 0)
    derivative = _derivative(tokens)
    if derivative is not None:
        return derivative
    depth = 0
    for place, token in enumerate(tokens):
        previous = tokens[place - 1].text if place else ""
        depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth == 0 or token.text in _OPEN:
            _check(token, previous, place)
    _check_one_name(tokens)
    return LeftSide(offset=tokens[0].offset)


def _check(token: Token, previous: str, place: int) -> None:
    if token.kind == "number" and previous not in ("_",):
        raise FormulaError("the left side must be a name, without factor or power", token.offset)
    if token.text in ("+", "-", "*", "/", r"\cdot", r"\times", r"\frac") or token.text in _NAMES:
        raise FormulaError("the left side must be a name: move what is computed to the right", token.offset)
    if token.text in ("<", ">", r"\le", r"\ge", r"\ne", r"\approx", r"\propto", r"\in"):
        raise FormulaError("only an equation can be verified", token.offset)


def _check_one_name(tokens: list[Token]) -> None:
    """One name with its scripts and arguments; running words in braces count as one."""
    at = _skip_name(tokens, 0)
    while at < len(tokens):
        text = tokens[at].text
        if text == "^" and tokens[min(at + 1, len(tokens) - 1)].kind == "number":
            raise FormulaError("the left side must be a name without a power", tokens[at].offset)
        if text in ("_", "^"):
            at = _skip_group(tokens, at + 1)
        elif text in ("(", "["):
            at = _skip_group(tokens, at)
        elif text in ("'", "*", "!"):
            at += 1
        elif tokens[at].kind == "word" or tokens[0].kind == "word" or tokens[at - 1].kind == tokens[at].kind == "letter":
            at = _skip_name(tokens, at)
        else:
            raise FormulaError("the left side must be one name", tokens[at].offset)


def _skip_name(tokens: list[Token], at: int) -> int:
    """A nabla with its variable, a styled name, or a letter."""
    if at < len(tokens) and tokens[at].text in (r"\nabla", r"\partial"):
        at += 1
        if at < len(tokens) and tokens[at].text == "_":
            at = _skip_group(tokens, at + 1)
    if at < len(tokens) and tokens[at].text in NAMING:
        return _skip_group(tokens, at + 1)
    return at + 1


def _skip_group(tokens: list[Token], at: int) -> int:
    if at < len(tokens) and tokens[at].text in NAMING:
        at += 1
    depth = 0
    while at < len(tokens):
        depth += (tokens[at].text in _OPEN) - (tokens[at].text in _CLOSE)
        at += 1
        if depth == 0:
            return at
    return at


def _derivative(tokens: list[Token]) -> LeftSide | None:
    """`\\frac{\\partial L_i}{\\partial \\hat{y}_i}`."""
    if tokens[0].text != r"\frac":
        return None
    middle = _skip_group(tokens, 1)
    end = _skip_group(tokens, middle)
    if end < len(tokens) and tokens[end].text in ("(", "["):
        end = _skip_group(tokens, end)
    above, below = _inner(tokens[1:middle]), _inner(tokens[middle:end])
    signs = (r"\partial", "d")
    if end != len(tokens) or not above or not below or above[0].text not in signs or below[0].text not in signs:
        raise FormulaError("the left side must be a name or one derivative", tokens[0].offset)
    element = any(token.text == "_" and above[place + 1].text in "ij{" for place, token in enumerate(above[:-1]))
    return LeftSide(_variable(below[1:]), element and _indexed(above), tokens[0].offset)


def _indexed(above: list[Token]) -> bool:
    """Whether the numerator has a one-letter index that is an index by custom: `\\ell_i`."""
    texts = [token.text for token in above if token.text not in ("{", "}")]
    return "_" in texts and texts[texts.index("_") + 1 :][:1] in (["i"], ["j"], ["k"], ["n"])


def _inner(tokens: list[Token]) -> list[Token]:
    return tokens[1:-1] if tokens and tokens[0].text == "{" else tokens


def _variable(tokens: list[Token]) -> str | None:
    """The canonical name of what is derived by, without its index."""
    text = " ".join(token.text for token in tokens if token.kind != END)
    base = text.split("_")[0].split("^")[0]
    try:
        return symbol_name(base)
    except FormulaError:
        return None
