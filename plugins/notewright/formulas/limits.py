"""What stands under a sum's sign, read: its index variables, how far they run, and under which conditions."""

from __future__ import annotations

from fractions import Fraction

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import (
    Binary,
    Comparison,
    Condition,
    Expression,
    Index,
    Logical,
    Number,
)
from notewright.formulas.lexer import END
from notewright.formulas.parser import Parser, number

SET = "a sum over a set cannot be verified: give its index limits, or write the set as \\{1, \\dots, n\\}"
_DOTS = (r"\ldots", r"\dots", r"\cdots")


class Range:
    """What stands under and over the sign, as it is read."""

    def __init__(self) -> None:
        self.indices: tuple[str, ...] = ()
        self.lower: Expression | None = None
        self.upper: Expression | None = None
        self.others: tuple[Expression, ...] = ()
        """The upper limits of the second and further indices, where each has its own."""
        self.conditions: list[Condition] = []

    def condition(self) -> Condition | None:
        """All conditions as one."""
        if len(self.conditions) > 1:
            return Logical("and", tuple(self.conditions))
        return self.conditions[0] if self.conditions else None


def name_of_index(parser: Parser) -> str:
    """An index variable, taken."""
    token = parser.next()
    if token.kind == END or token.kind != "letter":
        raise FormulaError("an index variable must stand under the sign", token.offset)
    if token.text in parser.symbols:
        raise FormulaError(f"{token.text} is bound to an argument and cannot be an index too", token.offset)
    return token.text


def read_chain(parser: Parser, limits: Range) -> None:
    """`1 \\le i \\le n`, `1 \\le i < j \\le n`, `1 \\le i, j \\le n`."""
    limits.lower = _first(parser)
    offset = parser.token.offset
    names = [name_of_index(parser)]
    if parser.accept(","):
        names.append(name_of_index(parser))
    elif parser.peek().kind == "letter" and parser.peek(2).text in ("<", r"\le"):
        relation = parser.next()
        names.append(name_of_index(parser))
        left, right = (Index(name, offset) for name in names)
        limits.conditions.append(Comparison("<" if relation.text == "<" else "<=", left, right, relation.offset))
    sign = parser.accept("<", r"\le")
    if sign is None:
        parser.fail("how far does the index run? Write 1 \\le i \\le n")
    upper = parser.isolated(parser.expression)
    limits.upper = Binary("-", upper, Number(Fraction(1)), sign.offset) if sign.text == "<" else upper
    limits.indices = tuple(names)
    if len(set(names)) < len(names):
        parser.fail("an index stands twice under the sign", offset)


def _first(parser: Parser) -> Expression:
    """The number before the index and its sign, as the lower limit."""
    lower = number(parser.next())
    return Number(lower.value + 1) if parser.next().text == "<" else lower


def read_set(parser: Parser) -> tuple[Expression, Expression]:
    """The limits that a set of whole numbers gives: `\\{1, \\dots, n\\}`, `\\{0, 1\\}`, `[n]`."""
    offset = parser.token.offset
    if parser.accept("["):
        upper = parser.isolated(parser.expression)
        if not parser.accept("]"):
            raise FormulaError(SET, offset)
        return Number(Fraction(1)), upper
    closing = "}" if parser.notation == "unicode" and parser.token.text == "{" else r"\}"
    if not parser.accept(r"\{" if closing == r"\}" else "{"):
        raise FormulaError(SET, offset)
    members = [_member(parser)]
    dotted = False
    while parser.accept(","):
        if parser.accept(*_DOTS):
            dotted = True
            parser.expect(",", "the end of the set is missing")
            members.append(_member(parser))
            break
        members.append(_member(parser))
    parser.expect(closing, "the set is not closed")
    numbers = members[:-1] if dotted else members
    values = [member.value for member in numbers if isinstance(member, Number)]
    if len(values) < len(numbers) or values != [values[0] + step for step in range(len(values))]:
        raise FormulaError(SET, offset)
    return members[0], members[-1]


def _member(parser: Parser) -> Expression:
    if parser.token.text == "-":
        parser.fail(SET)
    return parser.isolated(parser.expression)
