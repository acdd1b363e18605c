"""Names in a formula: letters with accents and labels, and the indices that follow an array's name."""

from __future__ import annotations

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Constant, Element, Expression, Index, Negate, Number, Symbol
from notewright.formulas.lexer import END, Notation, Token
from notewright.formulas.parser import Parser, number

_ACCENTS = frozenset(r"\hat \bar \tilde \dot".split())
_STYLES = frozenset(r"\mathbf \boldsymbol \vec \mathit \mathsf \mathnormal".split())
_TEXTS = frozenset(r"\mathrm \text \operatorname \mathtt".split())
_SCRIPTS = frozenset(r"\mathcal \mathscr \mathbb \mathfrak".split())
NAMING = _ACCENTS | _STYLES | _TEXTS | _SCRIPTS


def symbol_name(text: str, notation: Notation = "latex") -> str:
    """The canonical name of a symbol as a binding writes it: `\\hat{y}` and `\\hat y` and `ŷ` are one."""
    parser = Parser(text, {}, notation)
    name = read_base(parser)
    label = _peek_label(parser)
    if label is not None:
        name = f"{name}_{label[0]}"
        parser.position = label[1]
    if parser.token.kind != END:
        parser.fail(f"`{text.strip()}` is not one symbol")
    return name


def read_base(parser: Parser) -> str:
    """A letter, a word, or what an accent or style makes of one."""
    token = parser.next()
    if token.kind in ("letter", "word"):
        return token.text
    if token.text in _TEXTS:
        return raw_group(parser)
    if token.text in _ACCENTS or token.text in _STYLES or token.text in _SCRIPTS:
        braced = parser.accept("{")
        inner = read_base(parser)
        label = _peek_label(parser) if braced else None
        if label is not None:
            raise FormulaError(f"put the index outside the accent: {token.text}{{{inner}}}_{label[0]}", token.offset)
        if braced:
            parser.expect("}", f"{token.text} takes one symbol")
        return inner if token.text in _STYLES else f"{token.text} {inner}"
    raise FormulaError(f"a symbol is missing before {Parser.describe_token(token)}", token.offset)


def raw_group(parser: Parser) -> str:
    """The text of a braced group, as it is, without spaces."""
    parser.expect("{", "a group must follow")
    depth, parts = 1, []
    while True:
        token = parser.next()
        if token.kind == END:
            parser.fail("the group is not closed")
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            return "".join(parts)
        if token.text not in ("{", "}"):
            parts.append(token.text)


def _peek_label(parser: Parser) -> tuple[str, int] | None:
    """The subscript that follows, as a label, and where it ends; the parser stays where it is."""
    if parser.token.text != "_":
        return None
    at, depth, parts = parser.position + 1, 0, []
    while parser.tokens[at].kind != END:
        token = parser.tokens[at]
        depth += (token.text == "{") - (token.text == "}")
        if token.text not in ("{", "}") and token.text not in _TEXTS:
            parts.append(token.text)
        at += 1
        if depth == 0 and token.text not in _TEXTS:
            return "".join(parts), at
    return None


def bare_symbol(parser: Parser) -> Expression:
    """A known name, the constant e or pi, an index variable, or what may turn out to be an axis length."""
    offset = parser.token.offset
    name = read_base(parser)
    return named(parser, name, offset)


def named(parser: Parser, name: str, offset: int) -> Expression:
    """What a name without indices means."""
    if name in parser.symbols:
        return Symbol(name, offset)
    if name == "e" or name == "\\pi":
        return Constant("e" if name == "e" else "pi")
    return Symbol(name, offset)


def symbol(parser: Parser) -> Expression:
    """A name with its label or its indices."""
    offset = parser.token.offset
    name = read_base(parser)
    label = _peek_label(parser)
    if label is not None and f"{name}_{label[0]}" in parser.symbols:
        parser.position = label[1]
        name = f"{name}_{label[0]}"
        label = None
    if parser.symbols.get(name, 0) == 0:
        if label is not None:
            _refuse_label(parser, name, label[0], offset)
        return named(parser, name, offset)
    indices = read_indices(parser)
    return Element(Symbol(name, offset), indices, offset) if indices else Symbol(name, offset)


def _refuse_label(parser: Parser, name: str, label: str, offset: int) -> None:
    if name in parser.symbols:
        parser.fail(f"{name} is one number and has no index {label}", offset)
    parser.fail(f"the symbol {name}_{label} is not bound: name it in the comment or define it with `where`", offset)


def read_indices(parser: Parser) -> tuple[Expression, ...]:
    """The indices after an array's name: raised in parentheses first, then lowered, or in parentheses on the line."""
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
    return parser.token.text == "^" and parser.peek().text == "{" and parser.peek(2).text == "(" and _closes_script(parser)


def _closes_script(parser: Parser) -> bool:
    """Whether `^{(…)}` holds nothing but the parentheses and index variables: `y^{(i)}`, not `y^{(1-p)}`."""
    return parser.peek(3).kind == "letter" and parser.peek(4).text == ")" and parser.peek(5).text == "}"


def _is_index(parser: Parser) -> bool:
    """`p(x)` and `p[i, j]` are elements when each argument is a letter that is no symbol: then a product makes no sense."""
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
    if scripts:
        value = symbol(parser)
    else:
        value = bare_symbol(parser)
    if isinstance(value, Symbol) and value.name not in parser.symbols:
        return Index(value.name, value.offset)
    if isinstance(value, (Symbol, Element)):
        return value
    if isinstance(value, Constant):
        parser.fail(f"{value.name} is no index", token.offset)
    assert not isinstance(value, Negate | Number)
    return value

