"""Sums, products, maxima and minima over indices."""

from __future__ import annotations

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Call, Comparison, Condition, Expression, Logical, Reduce, ReduceKind
from notewright.formulas.lexer import END, Token
from notewright.formulas.parser import Parser


class Range:
    """What stands under and over the sign, as it is read."""

    def __init__(self) -> None:
        self.indices: tuple[str, ...] = ()
        self.lower: Expression | None = None
        self.upper: Expression | None = None
        self.conditions: list[Condition] = []

    def condition(self) -> Condition | None:
        """All conditions as one."""
        if len(self.conditions) > 1:
            return Logical("and", tuple(self.conditions))
        return self.conditions[0] if self.conditions else None


def reduction(parser: Parser, kind: ReduceKind, token: Token) -> Expression:
    """A sum or product with its limits and its body: the factors up to the next plus or minus."""
    limits = read_range(parser)
    body = parser.term()
    value = Reduce(kind, limits.indices, limits.lower, limits.upper, limits.condition(), body, token.offset)
    parser.bare = parser.closed = None
    return value


def extremum(parser: Parser, kind: ReduceKind, token: Token) -> Expression:
    """`\\max(a, b)`, or `\\max_j` of what follows."""
    if parser.token.text in ("_", "^") and parser.token.text == "_":
        limits = read_range(parser)
        bracketed = parser.token.text in ("(", "[", r"\{")
        body = parser.factor()
        value: Expression = Reduce(
            kind, limits.indices, limits.lower, limits.upper, limits.condition(), body, token.offset
        )
    else:
        from notewright.formulas.atoms import _arguments

        if parser.token.text not in ("(", r"\{", "["):
            parser.fail(f"{kind} needs its arguments in parentheses")
        bracketed = True
        value = Call(kind, _arguments(parser), token.offset)
    parser.bare, parser.closed = (None, value) if bracketed else (value, None)
    return value


def read_range(parser: Parser) -> Range:
    """The scripts of a sign, in either order."""
    limits = Range()
    for _ in range(2):
        if limits.upper is None and parser.token.text == "^":
            parser.next()
            limits.upper = parser.script("upper limit")
        elif not limits.indices and parser.token.text == "_":
            parser.next()
            _lower(parser, limits)
    if limits.upper is not None and not limits.indices:
        parser.fail("a sum with an upper limit must name its index")
    return limits


def _lower(parser: Parser, limits: Range) -> None:
    if not parser.accept("{"):
        limits.indices = (_name(parser),)
        return
    first = parser.token
    names = [_name(parser)]
    while parser.token.text == "," and parser.peek().kind == "letter" and parser.peek(2).text in (",", "}", "="):
        parser.next()
        names.append(_name(parser))
    limits.indices = tuple(names)
    if len(set(names)) < len(names):
        parser.fail("an index stands twice under the sign", first.offset)
    if parser.token.text == "=":
        _start(parser, limits)
    elif parser.token.text in _relations() and len(names) == 1:
        _pair(parser, limits, names[0], first)
    while parser.accept(",", ":", ";"):
        from notewright.formulas.conditions import condition

        limits.conditions.append(condition(parser))
    parser.expect("}", "what stands under the sign is not understood")


def _start(parser: Parser, limits: Range) -> None:
    parser.next()
    limits.lower = parser.isolated(parser.expression)


def _pair(parser: Parser, limits: Range, name: str, first: Token) -> None:
    """`j \\ne k`: over j where k is known; `i < j` over both where neither is (settled when the scope is checked)."""
    from notewright.formulas.conditions import finish_relation
    from notewright.formulas.expression import Index

    limits.conditions.append(finish_relation(parser, Index(name, first.offset)))


def _relations() -> frozenset[str]:
    from notewright.formulas.conditions import RELATIONS

    return frozenset(RELATIONS)


def _name(parser: Parser) -> str:
    token = parser.next()
    if token.kind == END or token.kind != "letter":
        raise FormulaError("an index variable must stand under the sign", token.offset)
    if token.text in parser.symbols:
        raise FormulaError(f"{token.text} is bound to an argument and cannot be an index too", token.offset)
    return token.text


__all__ = ["Comparison", "extremum", "reduction"]
