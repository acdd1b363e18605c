"""The indices behind an array's name: lowered, raised in parentheses, or in parentheses on the line."""

from __future__ import annotations

from notewright.formulas.expression import Binary, Constant, Element, Expression, Index, Negate, Number, Symbol
from notewright.formulas.lexer import END
from notewright.formulas.names import NAMING, bare_symbol, symbol
from notewright.formulas.parser import Parser, number


def lower_first(parser: Parser) -> None:
    """`w^2_j` is `w_j^2`: TeX sets both alike, and here what is lowered is read first."""
    if parser.token.text != "^" or _raised_index(parser):
        return
    start, middle = parser.position, _script_end(parser, parser.position)
    if parser.tokens[middle].text == "_":
        end = _script_end(parser, middle)
        parser.tokens[start:end] = [*parser.tokens[middle:end], *parser.tokens[start:middle]]


def _script_end(parser: Parser, at: int) -> int:
    """Where the script whose sign stands at a place ends."""
    at, depth = at + 1, 0
    while parser.tokens[at].kind != END:
        depth += (parser.tokens[at].text == "{") - (parser.tokens[at].text == "}")
        at += 1
        if depth == 0:
            break
    return at


def read_indices(parser: Parser) -> tuple[Expression, ...]:
    """The indices after an array's name: raised in parentheses first, then lowered, or in parentheses on the line."""
    lower_first(parser)
    raised: list[Expression] = []
    lowered: list[Expression] = []
    for _ in range(2):
        if not raised and _raised_index(parser):
            parser.position += 3
            raised = _list(parser, ")")
            parser.expect("}", "the raised index is not closed")
        elif not lowered and parser.accept("_"):
            lowered = _subscript(parser)
    if not raised and not lowered and parser.token.text in ("(", "[") and _is_index(parser):
        closing = ")" if parser.next().text == "(" else "]"
        return tuple(_list(parser, closing))
    return (*raised, *lowered)


def _raised_index(parser: Parser) -> bool:
    return (
        parser.token.text == "^" and parser.peek().text == "{" and parser.peek(2).text == "(" and _closes_script(parser)
    )


def _closes_script(parser: Parser) -> bool:
    """Whether `^{(…)}` holds nothing but the parentheses and index variables: `y^{(i)}`, not `y^{(1-p)}`."""
    return parser.peek(3).kind == "letter" and parser.peek(4).text == ")" and parser.peek(5).text == "}"


def _is_index(parser: Parser) -> bool:
    """`p(x)` and `p[i, j]` are elements when each argument is a letter that is no symbol."""
    ahead = 1
    while parser.peek(ahead).kind == "letter" and parser.peek(ahead).text not in parser.symbols:
        if parser.peek(ahead + 1).text in (")", "]"):
            return parser.peek(ahead).text not in ("n", "N", "e", "\\pi")
        if parser.peek(ahead + 1).text != ",":
            return False
        ahead += 2
    return False


def _subscript(parser: Parser) -> list[Expression]:
    if parser.accept("{"):
        return _list(parser, "}")
    token = parser.token
    if token.kind == "number" and len(token.text) > 1:
        parser.fail(f"TeX lowers only the first digit of `{token.text}`: write {{{token.text}}}")
    if token.kind not in ("letter", "number"):
        parser.fail("put the index into braces")
    return [_index_atom(parser, scripts=False)]


def _list(parser: Parser, closing: str) -> list[Expression]:
    found: list[Expression] = []
    while not parser.accept(closing):
        if parser.token.kind == END:
            parser.fail("the index is not closed")
        if not found or not parser.accept(","):
            pass
        found.append(_index(parser))
    return found


def _index(parser: Parser) -> Expression:
    if parser.token.kind == "word":  # `ic` written together in a Unicode formula stays a name of its own
        parser.fail("separate the indices by commas")
    value = _index_atom(parser, scripts=True)
    while parser.token.text in ("+", "-"):
        sign = parser.next()
        value = Binary("+" if sign.text == "+" else "-", value, _index_atom(parser, scripts=True), sign.offset)
    return value


def _index_atom(parser: Parser, *, scripts: bool) -> Expression:
    token = parser.token
    if token.kind == "number":
        if "." in token.text:
            parser.fail("an index is a whole number")
        return number(parser.next())
    if token.text == "(" and scripts:
        parser.next()
        value = _index(parser)
        parser.expect(")", "the index is not closed")
        return value
    if token.kind != "letter" and token.text not in NAMING:
        parser.fail(f"{parser.describe()} is no index")
    value = symbol(parser) if scripts else bare_symbol(parser)
    if isinstance(value, Symbol) and value.name not in parser.symbols:
        return Index(value.name, value.offset)
    if isinstance(value, (Symbol, Element)):
        return value
    if isinstance(value, Constant):
        parser.fail(f"{value.name} is no index", token.offset)
    assert not isinstance(value, Negate | Number)
    return value
