"""The left side of a formula: a name for the value, or one first derivative of a name; never computed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from notewright.formulas.error import FormulaError
from notewright.formulas.labels import bound_name
from notewright.formulas.left_name import Name, argument_end, group_end, inside, read_name
from notewright.formulas.lexer import END, Token
from notewright.formulas.names import read_base, symbol_name
from notewright.formulas.parser import Parser
from notewright.formulas.runs import letter_run

_INDICES = ("i", "j", "k")
_SIGNS = (r"\partial", "d")
_ONE_DERIVATIVE = "the left side must be a name or one first derivative"


@dataclass(frozen=True, slots=True)
class LeftSide:
    """What a formula says it defines. A derivative may name its variable; `element` is the index of what it derives."""

    derivative: bool = False
    variable: str | None = None
    label: str = ""
    """The lowered index or label of the variable."""
    element: str | None = None
    offset: int = 0
    name: str = ""
    """The name of a value, in its canonical form."""
    index: str | None = None
    """The index of that name."""
    letters: frozenset[str] = frozenset()
    """The letters i, j, k that stand as an index anywhere in it."""


def read_left_side(parser: Parser, end: int) -> LeftSide:
    """Check that the tokens up to `end` are a name: a coefficient, sign or power there would change the value."""
    tokens = _plain_signs(parser.tokens[:end])
    if not tokens:
        raise FormulaError("a name must stand before the equals sign", 0)
    if tokens[0].text == r"\frac":
        return _quotient(tokens, parser.symbols)
    slash = next((at for at, token in enumerate(tokens) if token.text == "/"), 0)
    if slash and tokens[0].text in _SIGNS:
        return _divided(tokens[:slash], tokens[slash + 1 :], parser.symbols, tokens[0].offset)
    if tokens[0].text in (r"\nabla", r"\partial"):
        return _operator(tokens, parser.symbols)
    name = read_name(tokens, parser.symbols)
    known, letters = ("" if name.primed else _known_name(parser, tokens)), _letters(tokens)
    element = name.index if name.primed else None
    return LeftSide(
        name.primed, element=element, offset=tokens[0].offset, name=known, index=name.index, letters=letters
    )


def _known_name(parser: Parser, tokens: list[Token]) -> str:
    """The name that the left side is, as the right side would have it."""
    closed = [*tokens, parser.tokens[-1]]
    run = letter_run(closed, 0)
    if run > 1:
        return "".join(token.text for token in tokens[:run])
    kept, parser.tokens, parser.position = parser.tokens, closed, 0
    try:
        base = read_base(parser)
        starred = [token.text for token in tokens if token.text not in ("{", "}")][-2:] == ["^", "*"]
        name = bound_name(parser, base)
        return f"{name}^*" if starred and name == base else name
    except FormulaError:
        return ""
    finally:
        parser.tokens, parser.position = kept, 0


def _letters(tokens: list[Token]) -> frozenset[str]:
    """The letters that stand as an index right behind the sign or the bracket of a subscript."""
    pairs = pairwise(tokens)
    return frozenset(token.text for before, token in pairs if before.text in ("_", "{") and token.text in _INDICES)


def _plain_signs(tokens: list[Token]) -> list[Token]:
    """The tokens with each upright `\\mathrm{d}` as a letter."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        if [part.text for part in found[-4:]] == [r"\mathrm", "{", "d", "}"]:
            found[-4:] = [found[-2]]
    return found


def check_name(tokens: list[Token], symbols: Collection[str]) -> None:
    """Refuse what is computed or derived."""
    if read_name(tokens, symbols).primed:
        raise FormulaError("a prime is not understood here: name the gradient on the left side only", tokens[0].offset)


def _operator(tokens: list[Token], symbols: Collection[str]) -> LeftSide:
    """`\\nabla L`, `\\nabla_x L`, `\\partial_x L`."""
    offset, variable, at = tokens[0].offset, "", 1
    if at < len(tokens) and tokens[at].text == "_":
        at = group_end(tokens, at + 1)
        variable = _variable(inside(tokens[2:at]), symbols)
    name = _derived(tokens[at:], symbols, offset)
    return _by(variable, name, offset)


def _quotient(tokens: list[Token], symbols: Collection[str]) -> LeftSide:
    """`\\frac{\\partial L_i}{\\partial \\hat{y}_i}`, also with the operator first, also with its arguments behind."""
    offset = tokens[0].offset
    middle = group_end(tokens, 1)
    end = group_end(tokens, middle)
    above, below, rest = inside(tokens[1:middle]), inside(tokens[middle:end]), tokens[end:]
    if len(above) == 1:
        above, rest = [*above, *rest], []
    if rest and (rest[0].text not in ("(", "[") or argument_end(rest, 0, symbols) != len(rest)):
        raise FormulaError(_ONE_DERIVATIVE, rest[0].offset)
    return _divided(above, below, symbols, offset)


def _divided(above: list[Token], below: list[Token], symbols: Collection[str], offset: int) -> LeftSide:
    """`\\partial L` by `\\partial x`."""
    if not above or not below or above[0].text not in _SIGNS or below[0].text != above[0].text:
        raise FormulaError(_ONE_DERIVATIVE, offset)
    name = _derived(above[1:], symbols, offset)
    return _by(_variable(below[1:], symbols), name, offset)


def _by(variable: str, name: Name, offset: int) -> LeftSide:
    base, _, label = variable.partition("_")
    return LeftSide(True, base or None, label, name.index, offset)


def _derived(tokens: list[Token], symbols: Collection[str], offset: int) -> Name:
    """What stands behind the sign of a derivative: a name, and no power of the sign itself."""
    if not tokens:
        raise FormulaError(_ONE_DERIVATIVE, offset)
    if tokens[0].text == "^":
        raise FormulaError("only a first derivative can be compared with a gradient", tokens[0].offset)
    name = read_name(tokens, symbols)
    texts = [token.text for token in tokens if token.text != "{"]
    squared = ("^", "2") in pairwise(texts)
    if name.primed or squared:
        raise FormulaError("only a first derivative can be compared with a gradient", tokens[0].offset)
    return name


def _variable(tokens: list[Token], symbols: Collection[str]) -> str:
    """The canonical name of what is derived by, with its lowered indices."""
    if not tokens or tokens[0].kind == END:
        raise FormulaError(_ONE_DERIVATIVE, tokens[0].offset if tokens else 0)
    if read_name(tokens, symbols, inner=True).primed:
        raise FormulaError("a derivative is by one symbol", tokens[0].offset)
    texts = [token.text for token in tokens]
    plain = texts[: texts.index("^")] if "^" in texts else texts
    try:
        return symbol_name(" ".join(plain))
    except FormulaError:
        raise FormulaError("a derivative is by one symbol", tokens[0].offset) from None
