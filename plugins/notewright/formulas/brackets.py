"""Groups: brackets, absolute values, norms, inner products, positive parts."""

from __future__ import annotations

from fractions import Fraction

from notewright.formulas.application import CLOSING
from notewright.formulas.conditions import RELATIONS, braced_array, finish_relation
from notewright.formulas.expression import Call, Element, Expression, Index, Indicator, Number
from notewright.formulas.indices import lower_first, read_indices
from notewright.formulas.lexer import Token
from notewright.formulas.parser import Parser

_INDEXED = frozenset(["softmax"])


def enclosed(parser: Parser) -> Expression:
    """A group in brackets, between bars, or an inner product."""
    token = parser.next()
    if token.text in ("|", r"\lvert"):
        value = Call("abs", (_between(parser, "|" if token.text == "|" else r"\rvert"),), token.offset)
        return _short_norm(parser, value)
    if token.text in ("‖", r"\lVert"):
        return _norm(parser, token)
    if token.text == r"\langle":
        left = parser.isolated(parser.expression)
        if not parser.accept(",", "|"):
            parser.fail("an inner product has two vectors with a comma between")
        right = parser.isolated(parser.expression)
        parser.expect(r"\rangle", "the inner product is not closed")
        return Call("inner", (left, right), token.offset)
    return _brackets(parser, token)


def _brackets(parser: Parser, token: Token) -> Expression:
    if token.text == r"\{" and parser.token.text == r"\begin":
        return braced_array(parser)
    value = parser.isolated(parser.expression)
    if token.text == "[" and parser.token.text in RELATIONS:
        condition = finish_relation(parser, value)
        parser.expect("]", "the bracket is not closed")
        return Indicator(condition, token.offset)
    parser.expect(CLOSING[token.text], "the bracket is not closed")
    lower_first(parser)
    if parser.token.text == "_" and parser.peek().text in ("+", "{") and _is_plus(parser):
        return Call("relu", (value,), token.offset)
    if parser.token.text == "_" and isinstance(value, Call) and value.function in _INDEXED:
        return Element(value, read_indices(parser), token.offset)
    return value


def _is_plus(parser: Parser) -> bool:
    if parser.peek().text == "+":
        parser.position += 2
        return True
    if parser.peek(2).text == "+" and parser.peek(3).text == "}":
        parser.position += 4
        return True
    return False


def _between(parser: Parser, closing: str) -> Expression:
    bars, parser.bars = parser.bars, [closing]
    value = parser.expression()
    parser.bars = bars
    parser.bare = parser.closed = None
    parser.expect(closing, "the bar is not closed")
    return value


def _short_norm(parser: Parser, value: Call) -> Expression:
    """`|w|_1`: a norm with single bars, which its order tells."""
    if parser.token.text != "_" or parser.peek().text not in ("1", "2"):
        return value
    parser.position += 2
    order = Number(Fraction(parser.tokens[parser.position - 1].text))
    return Call("norm", (*value.arguments, order), value.offset)


def _norm(parser: Parser, token: Token) -> Expression:
    value = _between(parser, "‖" if token.text == "‖" else r"\rVert")
    lower_first(parser)
    if not parser.accept("_"):
        return Call("norm", (value, Number(Fraction(2))), token.offset)
    if parser.token.text == r"\infty" or (parser.token.text == "{" and parser.peek().text == r"\infty"):
        parser.position += 1 if parser.token.text == r"\infty" else 3
        return Call("norm_infinity", (value,), token.offset)
    if parser.token.text == "F" and "F" not in parser.symbols:
        parser.next()
        return Call("norm_frobenius", (value,), token.offset)
    order = parser.script("order of the norm")
    if isinstance(order, Index):
        parser.fail("the order of a norm is a number", token.offset)
    return Call("norm", (value, order), token.offset)
