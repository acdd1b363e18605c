"""Functions and what they are applied to."""

from __future__ import annotations

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Call, Constant, Element, Expression, Number
from notewright.formulas.indices import read_indices
from notewright.formulas.lexer import END, Token
from notewright.formulas.parser import Parser

_NEAR = 80
_ENTRIES = frozenset(["softmax", "logsoftmax"])
CLOSING = {"(": ")", "[": "]", r"\{": r"\}", r"\langle": r"\rangle"}


def apply(parser: Parser, function: str, token: Token) -> Expression:
    """A function with its base, its power, and its arguments in parentheses or the one atom that follows."""
    before = read_indices(parser) if function in _ENTRIES and parser.token.text == "_" else ()
    base = _base(parser, function)
    power = _function_power(parser)
    enclosed = parser.token.text in ("(", "[", r"\{", "{") and not _is_entry(parser)
    # Braces are not seen: `\log{a} b` is as ambiguous as `\log a b`.
    bracketed = enclosed and (parser.token.text != "{" or parser.peek().text in ("(", "["))
    given = arguments(parser) if enclosed else (_bare_argument(parser, token),)
    value: Expression = Call(function, given, token.offset)
    if base is not None:
        value = Binary("/", value, Call("log", (base,), token.offset), token.offset)
    if function in _ENTRIES:
        value = _entry(parser, function, given, before, token)
    if power is not None:
        value = Binary("^", value, power, token.offset)
    parser.bare, parser.closed = (None, value) if bracketed else (value, None)
    return value


def _is_entry(parser: Parser) -> bool:
    """Whether brackets follow with a subscript behind them: `\\log [\\operatorname{softmax}(z)]_k`."""
    if parser.token.text != "[":
        return False
    depth = 0
    for ahead in range(_NEAR):
        token = parser.peek(ahead)
        depth += (token.text == "[") - (token.text == "]")
        if depth == 0 or token.kind == END:
            return parser.peek(ahead + 1).text == "_" and parser.peek(ahead + 2).text != "+"
    return False


def _entry(
    parser: Parser, function: str, given: tuple[Expression, ...], before: tuple[Expression, ...], token: Token
) -> Expression:
    """`\\operatorname{softmax}(z)_k`, `\\operatorname{softmax}_k(z)`, and the logarithm of an entry."""
    call = Call("softmax", given, token.offset)
    indices = before or (read_indices(parser) if parser.token.text == "_" else ())
    value = Element(call, indices, token.offset) if indices else call
    return value if function == "softmax" else Call("log", (value,), token.offset)


def _base(parser: Parser, function: str) -> Expression | None:
    if function != "log" or not parser.accept("_"):
        return None
    base = parser.script("base")
    return None if base == Constant("e") else base


def _function_power(parser: Parser) -> Expression | None:
    caret = parser.accept("^")
    if caret is None:
        return None
    power = parser.script("power of the function")
    if not isinstance(power, Number) or power.value.denominator != 1 or power.value < 2:
        raise FormulaError("this power of a function has two readings: write (f(x))^a", caret.offset)
    return power


def arguments(parser: Parser) -> tuple[Expression, ...]:
    """Values between brackets, separated by commas."""
    opening = parser.next().text
    closing = "}" if opening == "{" else CLOSING[opening]
    found = [parser.isolated(parser.expression)]
    while parser.accept(",", ";"):
        found.append(parser.isolated(parser.expression))
    parser.expect(closing, "the arguments are not closed")
    return tuple(found)


def _bare_argument(parser: Parser, token: Token) -> Expression:
    if parser.token.text in ("+", "-"):
        parser.fail("put the argument of the function into parentheses")
    value = parser.factor()
    if isinstance(value, Number) and parser.token.kind in ("letter", "number"):
        raise FormulaError("where does the argument of the function end? Put it into parentheses", token.offset)
    return value
