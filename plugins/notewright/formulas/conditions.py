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
from notewright.formulas.lexer import END, Token
from notewright.formulas.names import raw_group
from notewright.formulas.parser import Parser

RELATIONS: dict[str, Relation] = {
    "<": "<", ">": ">", r"\le": "<=", r"\ge": ">=", "=": "=", r"\ne": "!=",
}  # fmt: skip
_INTRODUCTIONS = frozenset(("if", "for", "when", "where", "if:"))
_REST = frozenset(("otherwise", "else", "otherwise.", "else.", "otherwise,", "otherwise;"))
_TEXTS = frozenset(r"\text \mathrm \operatorname".split())
_TABLES = ("cases", "dcases", "rcases")


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
    return bool(parser.accept(command)) or _accept_text(parser, frozenset((word,))) is not None


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


def cases(parser: Parser, token: Token) -> Expression:
    """A table of values and conditions."""
    name = raw_group(parser)
    if name not in _TABLES:
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
    value = parser.isolated(parser.expression)
    parser.accept(",", ";")
    if not parser.accept("&") and not _text_follows(parser):
        parser.fail("a row of cases is VALUE & CONDITION")
    rest = _accept_text(parser, _REST)
    if rest is not None:
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


def _text_follows(parser: Parser) -> bool:
    return parser.token.text in _TEXTS or parser.token.text in _INTRODUCTIONS | _REST


def _accept_text(parser: Parser, words: frozenset[str]) -> str | None:
    """A word of running text, as `\\text{…}` or plain in a Unicode formula."""
    start = parser.position
    if parser.token.kind == "word" and parser.token.text in words:
        return parser.next().text
    if parser.token.text in _TEXTS:
        parser.next()
        word = raw_group(parser)
        if word.lower() in words:
            return word
    parser.position = start
    return None
