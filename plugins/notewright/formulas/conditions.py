"""Conditions, and what depends on them: `cases` and indicators."""

from __future__ import annotations

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import (
    Cases,
    Comparison,
    Condition,
    Expression,
    Indicator,
    Logical,
    Relation,
    Row,
)
from notewright.formulas.labels import TEXTS
from notewright.formulas.lexer import END, Token
from notewright.formulas.names import raw_group
from notewright.formulas.parser import Parser

RELATIONS: dict[str, Relation] = {
    "<": "<", ">": ">", r"\le": "<=", r"\ge": ">=", "=": "=", r"\ne": "!=",
}  # fmt: skip
_INTRODUCTIONS = frozenset(("if", "for", "when", "where", "whenever", "provided", "providedthat", "forall"))
_REST = frozenset(("otherwise", "else", "elsewhere", "inallothercases", "inothercases", "forallother"))
_JOINTS = frozenset(("and", "or", "but"))
_WORDS = _INTRODUCTIONS | _REST | _JOINTS | {"with", "foreach", "forevery", "i.e"}
_STOPS = ".,;:"
_TABLES = ("cases", "dcases", "rcases", "cases*")
_ARRAYS = ("array", "matrix", "aligned", "split", "gathered")


def condition(parser: Parser) -> Condition:
    """Relations joined by `and` or `or`."""
    parts = [_conjunction(parser)]
    while _joint(parser, "or", r"\lor"):
        parts.append(_conjunction(parser))
    return parts[0] if len(parts) == 1 else Logical("or", tuple(parts))


def _conjunction(parser: Parser) -> Condition:
    parts = [_chain(parser)]
    while _joint(parser, "and", r"\land"):
        parts.append(_chain(parser))
    return parts[0] if len(parts) == 1 else Logical("and", tuple(parts))


def _joint(parser: Parser, word: str, command: str) -> bool:
    words = frozenset(("and", "but")) if word == "and" else frozenset((word,))
    return bool(parser.accept(command)) or _accept_text(parser, words) is not None


def _chain(parser: Parser) -> Condition:
    return finish_relation(parser, parser.isolated_keeping_bars(parser.expression))


def finish_relation(parser: Parser, left: Expression) -> Condition:
    """The relation whose left side has been read; `a < b < c` is two."""
    parts: list[Condition] = []
    while parser.token.text in RELATIONS and parser.token.kind != END:
        token = parser.next()
        right = parser.isolated_keeping_bars(parser.expression)
        parts.append(Comparison(RELATIONS[token.text], left, right, token.offset))
        left = right
    if not parts:
        parser.fail("a condition needs a relation such as < or =")
    return parts[0] if len(parts) == 1 else Logical("and", tuple(parts))


def indicator(parser: Parser, token: Token) -> Expression:
    """`\\mathbb{1}[…]`, `\\mathbb{1}_{…}` and with other brackets."""
    if parser.accept("_"):
        parser.expect("{", "the condition of an indicator needs braces")
        if parser.token.text in (r"\{", "["):
            value = indicator_inside(parser, token)
            parser.expect("}", "the indicator is not closed")
            return value
        closing = "}"
    else:
        opening = parser.accept("[", "(", r"\{", "{")
        if opening is None:
            parser.fail("an indicator needs its condition in brackets")
        closing = {"[": "]", "(": ")", r"\{": r"\}", "{": "}"}[opening.text]
    inner = condition(parser)
    parser.expect(closing, "the indicator is not closed")
    if closing == "}" and parser.token.text in ("(", "["):
        parser.fail("what follows the indicator could be its argument: write a \\cdot between")
    return Indicator(inner, token.offset)


def indicator_inside(parser: Parser, token: Token) -> Expression:
    """A condition in brackets of its own."""
    closing = r"\}" if parser.next().text == r"\{" else "]"
    inner = condition(parser)
    parser.expect(closing, "the indicator is not closed")
    return Indicator(inner, token.offset)


def braced_array(parser: Parser) -> Expression:
    """`\\left\\{\\begin{array}{ll} … \\end{array}\\right.`: cases as they were written before `cases`."""
    value = cases(parser, parser.next(), _ARRAYS)
    parser.expect(r"\rnone", "the brace of the cases is closed by \\right.")
    return value


def cases(parser: Parser, token: Token, names: tuple[str, ...] = _TABLES) -> Expression:
    """A table of values and conditions."""
    name = raw_group(parser)
    if name == "array" and parser.token.text == "{":
        raw_group(parser)
    if name not in names:
        raise FormulaError(f"the environment `{name}` is not understood inside a formula", token.offset)
    rows: list[Row] = []
    while True:
        rows.append(_row(parser))
        if parser.accept(r"\\") and parser.token.text != r"\end":
            continue
        parser.expect(r"\end", "the cases are not closed")
        if raw_group(parser) != name:
            parser.fail(f"`{name}` must be closed by \\end{{{name}}}")
        _check_rows(rows, token)
        return Cases(tuple(rows), token.offset)


def _row(parser: Parser) -> Row:
    parser.accept("&")
    value = parser.isolated(parser.expression)
    comma = parser.accept(",", ";") is not None
    if not parser.accept("&") and not comma and not text_follows(parser):
        parser.fail("a row of cases is VALUE & CONDITION")
    parser.accept("&")
    parser.accept(",", ";")
    parser.accept(":")
    if _accept_text(parser, _REST) is not None:
        parser.accept(",", ".", ";")
        return Row(value, None)
    _accept_text(parser, _INTRODUCTIONS)
    where = condition(parser)
    parser.accept(",", ".", ";")
    return Row(value, where)


def _check_rows(rows: list[Row], token: Token) -> None:
    if len(rows) < 2:
        raise FormulaError("cases need two rows at least", token.offset)
    if any(row.condition is None for row in rows[:-1]):
        raise FormulaError("`otherwise` must be the last row", token.offset)


def conditional(parser: Parser, value: Expression) -> Expression:
    """`A if C else B` and `A if C, B otherwise` of a Unicode formula."""
    token = parser.token
    rows: list[Row] = []
    while True:
        if _accept_text(parser, frozenset(("if",))) is None:
            parser.fail("the value where no condition holds is missing: end with `else` and a value")
        rows.append(Row(value, condition(parser)))
        parser.accept(",", ";")
        is_rest = _accept_text(parser, _REST) is not None
        if not is_rest and len(rows) > 1 and parser.token.kind == END:
            return Cases(tuple(rows), token.offset)
        value = parser.isolated(parser.expression)
        parser.accept(",")
        if is_rest or _accept_text(parser, _REST) is not None:
            return Cases((*rows, Row(value, None)), token.offset)


def text_follows(parser: Parser) -> bool:
    """Whether a word of running text is next, and no name."""
    start = parser.position
    found = _accept_text(parser, _WORDS) is not None
    parser.position = start
    return found


def _accept_text(parser: Parser, words: frozenset[str]) -> str | None:
    """A word of running text, as `\\text{…}`, in braces of its own, or plain in a Unicode formula."""
    start = parser.position
    if parser.token.kind == "word" and parser.token.text in words and parser.token.text not in parser.symbols:
        return parser.next().text
    braced = parser.accept("{") is not None and parser.token.text in TEXTS
    if parser.token.text in TEXTS:
        parser.next()
        word = raw_group(parser).strip(_STOPS).lower() if parser.token.text == "{" else ""
        if word in words and (not braced or parser.accept("}")):
            return word
    parser.position = start
    return None
