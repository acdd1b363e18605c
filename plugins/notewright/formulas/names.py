"""Names in a formula: letters with accents and labels, and the indices that follow an array's name."""

from __future__ import annotations

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import (
    Binary,
    Comparison,
    Constant,
    Element,
    Expression,
    Index,
    Indicator,
    Negate,
    Number,
    Symbol,
)
from notewright.formulas.lexer import END, Notation
from notewright.formulas.parser import Parser, number

_ACCENTS = frozenset([r"\hat", r"\bar", r"\tilde", r"\dot"])
_STYLES = frozenset([r"\mathbf", r"\boldsymbol", r"\vec", r"\mathit", r"\mathsf", r"\mathnormal"])
_TEXTS = frozenset([r"\mathrm", r"\text", r"\operatorname", r"\mathtt"])
_SCRIPTS = frozenset([r"\mathcal", r"\mathscr", r"\mathbb", r"\mathfrak"])
NAMING = _ACCENTS | _STYLES | _TEXTS | _SCRIPTS


def symbol_name(text: str, notation: Notation = "latex") -> str:
    """The canonical name of a symbol as a binding writes it: `\\hat{y}` and `\\hat y` and `ŷ` are one."""
    parser = Parser(text, {}, notation)
    name = read_base(parser)
    label = _peek_label(parser)
    if label is not None:
        name = f"{name}_{label[0]}"
        parser.position = label[1]
    if parser.accept("("):
        argument = read_base(parser)
        script = _peek_label(parser)
        parser.position = parser.position if script is None else script[1]
        parser.expect(")", "a symbol with an argument is written as f(x)")
        name = f"{name}({argument})"
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
        if braced and parser.token.text in ("_", "^"):
            _move_scripts_out(parser)
        if braced:
            parser.expect("}", f"{token.text} takes one symbol")
        return inner if token.text in _STYLES else f"{token.text} {inner}"
    raise FormulaError(f"a symbol is missing before {Parser.describe_token(token)}", token.offset)


def _move_scripts_out(parser: Parser) -> None:
    """`\\hat{y_i}` is `\\hat{y}_i`: the scripts go behind the brace that closes the accent."""
    start = at = parser.position
    depth = 0
    while parser.tokens[at].kind != END and (depth or parser.tokens[at].text != "}"):
        depth += (parser.tokens[at].text == "{") - (parser.tokens[at].text == "}")
        at += 1
    scripts, brace = parser.tokens[start:at], parser.tokens[at : at + 1]
    following = parser.tokens[at + 1 : at + 2]
    if following and following[0].text == scripts[0].text:
        parser.fail("one index inside the accent and one outside")
    parser.tokens[start : at + 1] = [*brace, *scripts]


def raw_group(parser: Parser) -> str:
    """The text of a braced group, as it is, without spaces."""
    parser.expect("{", "a group must follow")
    depth = 1
    parts: list[str] = []
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
    applied = _applied(parser, name, label)
    if applied is not None:
        return applied
    if parser.symbols.get(name, 0) == 0:
        if label is not None:
            if name == "\\delta" and name not in parser.symbols:
                return _kronecker(parser, offset)
            _refuse_label(parser, name, label[0], offset)
        return named(parser, name, offset)
    indices = read_indices(parser)
    return Element(Symbol(name, offset), indices, offset) if indices else Symbol(name, offset)


def _applied(parser: Parser, name: str, label: tuple[str, int] | None) -> Expression | None:
    """A symbol bound with its argument, such as `f(x_i)`: its index is that of the argument."""
    base = name if label is None else f"{name}_{label[0]}"
    bound = next((symbol for symbol in parser.symbols if symbol.startswith(f"{base}(")), None)
    at = parser.position if label is None else label[1]
    if bound is None or parser.tokens[at].text != "(":
        return None
    start, parser.position = parser.position, at + 1
    argument = read_base(parser)
    indices = read_indices(parser)
    if f"{base}({argument})" != bound or not parser.accept(")"):
        parser.position = start
        return None
    offset = parser.tokens[start - 1].offset
    return Element(Symbol(bound, offset), indices, offset) if indices else Symbol(bound, offset)


def _refuse_label(parser: Parser, name: str, label: str, offset: int) -> None:
    if name in parser.symbols:
        parser.fail(f"{name} is one number and has no index {label}", offset)
    parser.fail(f"the symbol {name}_{label} is not bound: name it in the comment or define it with `where`", offset)


def _kronecker(parser: Parser, offset: int) -> Expression:
    """`\\delta_{ij}` with no such symbol bound: one where its two indices are equal."""
    indices = read_indices(parser)
    if len(indices) != 2:
        parser.fail("the symbol \\delta is not bound: name it in the comment", offset)
    return Indicator(Comparison("=", indices[0], indices[1], offset), offset)


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
