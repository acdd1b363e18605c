"""The smallest parts of a formula: groups, bars, fractions, roots and functions."""

from __future__ import annotations

from fractions import Fraction

from notewright.formulas.application import CLOSING, apply
from notewright.formulas.brackets import enclosed
from notewright.formulas.conditions import RELATIONS, cases, indicator, text_follows
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Call, Expression, Number
from notewright.formulas.labels import TEXTS
from notewright.formulas.lexer import END, Token
from notewright.formulas.names import NAMING, read_base, symbol
from notewright.formulas.ones import ones_added, row_of_ones
from notewright.formulas.parser import Parser, number
from notewright.formulas.plain_words import plain_word
from notewright.formulas.reductions import extremum, reduction
from notewright.formulas.spellings import group

_FUNCTIONS = {
    r"\log": "log", r"\ln": "log", r"\exp": "exp", r"\tanh": "tanh", r"\cosh": "cosh", r"\sinh": "sinh",
    r"\sin": "sin", r"\cos": "cos", r"\arctan": "arctan", r"\sign": "sign",
    r"\arcsin": "arcsin", r"\arccos": "arccos",
}  # fmt: skip
_NAMED = {
    "log": "log", "ln": "log", "exp": "exp", "tanh": "tanh", "cosh": "cosh", "sinh": "sinh", "sqrt": "sqrt",
    "abs": "abs",
    "sign": "sign", "sgn": "sign", "sigmoid": "sigmoid", "softplus": "softplus", "relu": "relu", "ReLU": "relu",
    "softmax": "softmax", "logsoftmax": "logsoftmax", "log_softmax": "logsoftmax",
    "clip": "clip", "logsumexp": "logsumexp", "sin": "sin", "cos": "cos", "arctan": "arctan",
    "LSE": "logsumexp", "lse": "logsumexp", "erf": "erf", "expm1": "expm1", "log1p": "log1p", "arcsinh": "arcsinh",
    "arcsin": "arcsin", "arccos": "arccos", "Sigmoid": "sigmoid", "Softplus": "softplus", "Softmax": "softmax",
    "LogSoftmax": "logsoftmax", "Tanh": "tanh",
}  # fmt: skip
_REFUSED = {
    r"\int": "integrals", r"\lim": "limits", r"\nabla": "the gradient sign on the right side", r"\ldots": "an ellipsis",
    r"\arg": "arg min and arg max", r"\argmin": "arg min", r"\argmax": "arg max", r"\cap": "sets", r"\cup": "sets",
    r"\in": "sets", r"\infty": "infinity", r"\partial": "derivatives on the right side", r"\approx": "an approximation",
    r"\cdots": "an ellipsis", r"\dots": "an ellipsis", r"\sim": "a distribution", r"\pm": "two signs at once",
    r"\forall": "quantifiers", r"\propto": "a proportion",
}  # fmt: skip
_REFUSED_NAMES = {
    r"\mathbb E": "expectations", "argmax": "arg max", "argmin": "arg min", "Var": "variances", "Cov": "covariances",
    "tr": "traces", "det": "determinants", "diag": "diagonal matrices", "mean": "a mean without its sum",
}  # fmt: skip
_NEAR = 60


def starts_atom(parser: Parser) -> bool:
    """Whether the next token can stand to the right of a factor and multiply it."""
    token = parser.token
    if token.kind in ("number", "letter"):
        return True
    if token.kind == "word" or token.text in TEXTS or token.text == "{":
        return not text_follows(parser)
    if token.text in ("|", "‖"):
        return token.text not in parser.bars
    if token.kind == "sign":
        return token.text in ("(", "[", "{", r"\{")
    return token.kind == "command" and token.text not in (
        r"\rvert", r"\rVert", r"\rangle", r"\end", r"\le", r"\ge", r"\ne", r"\land", r"\lor", r"\top", r"\tag",
        r"\rnone", r"\label", r"\over", r"\in", r"\forall",
    )  # fmt: skip


def atom(parser: Parser) -> Expression:
    """One number, name, group, function, sum or table of cases."""
    token = parser.token
    if token.kind == "letter":
        return _letter(parser)
    if _is_indicator(parser):
        return indicator(parser, token)
    if token.kind == "number":
        return number(parser.next())
    if token.text in (r"\mathbf", r"\boldsymbol", r"\vec", r"\mathbb") and row_of_ones(parser):
        return Call("total", (parser.factor(),), token.offset)
    if token.text in (r"\mathbf", r"\boldsymbol") and ones_added(parser):
        return Number(Fraction(1))
    if token.kind == "word" or token.text in NAMING:
        return _word(parser)
    if token.text in (*CLOSING, "|", "‖", r"\lvert", r"\lVert"):
        return enclosed(parser)
    if token.text == "{":
        if _is_braced_name(parser):
            return atom(parser)
        parser.next()
        return _braced(parser)
    if token.kind == "command":
        return _command(parser)
    raise FormulaError(_misplaced(parser), token.offset)


def _misplaced(parser: Parser) -> str:
    if parser.token.kind == END:
        return "the formula ends where a value must stand"
    hint = ": an inner product is \\langle x, y \\rangle" if parser.token.text == "<" else ""
    return f"{parser.describe()} cannot stand here{hint}"


def _is_braced_name(parser: Parser) -> bool:
    """Take the braces off a name whose scripts stand behind them: `{y}_{i}`, `{\\hat{y}}_i`."""
    at = parser.position
    if parser.peek().kind == "letter":
        end = at + 2
    elif parser.peek().text in NAMING:
        end = group(parser.tokens, at + 2)
    else:
        return False
    if [token.text for token in parser.tokens[end : end + 2]] not in (["}", "_"], ["}", "^"]):
        return False
    parser.tokens[at : end + 1] = parser.tokens[at + 1 : end]
    return True


def _braced(parser: Parser) -> Expression:
    """A group in braces, also `{a \\over b}`."""
    value = parser.isolated(parser.expression)
    over = parser.accept(r"\over")
    if over is not None:
        value = Binary("/", value, parser.isolated(parser.expression), over.offset)
    parser.expect("}", "the group is not closed")
    return value


def _is_indicator(parser: Parser) -> bool:
    """Take the sign of an indicator if it is next: a styled 1 or I, or a 1 with a condition behind or under it."""
    first = parser.token
    if first.text == "1" and first.kind == "number":
        if parser.peek().text != "_" and not (parser.peek().text in ("(", r"\{") and _holds_relation(parser)):
            return False
        parser.next()
        return True
    if first.text not in NAMING:
        return False
    texts = [parser.peek(ahead).text for ahead in range(5)]
    if texts[0] in (r"\hat", r"\bar", r"\tilde", r"\dot"):
        return False
    length = 4 if texts[1] == "{" and texts[3] == "}" else 2
    sign = texts[2] if length == 4 else texts[1]
    opening = parser.peek(length).text in ("[", "(", r"\{", "{", "_")
    if sign not in ("1", "I") or not opening or (sign == "I" and sign in parser.symbols):
        return False
    parser.position += length
    return True


def _holds_relation(parser: Parser) -> bool:
    """Whether the brackets behind the next token hold a condition: `1\\{y = k\\}`."""
    depth = 0
    for ahead in range(1, _NEAR):
        token = parser.peek(ahead)
        depth += (token.text in ("(", "{", "[", r"\{")) - (token.text in (")", "}", "]", r"\}"))
        if depth == 0 or token.kind == END:
            return False
        if depth == 1 and token.text in RELATIONS:
            return True
    return False


def _command(parser: Parser) -> Expression:
    token = parser.next()
    name = token.text
    if name == r"\cos":
        return _cosine(parser, token)
    if name in _FUNCTIONS:
        return apply(parser, _FUNCTIONS[name], token)
    if name == r"\frac":
        if [parser.peek(ahead).text for ahead in range(5)] == ["{", "d", "}", "{", "d"]:
            raise FormulaError("derivatives on the right side cannot be verified", token.offset)
        return _fraction(parser, token)
    if name == r"\sqrt":
        return _root(parser, token)
    if name == r"\Sigma" and [parser.peek(ahead).text for ahead in (0, 1, 3)] == ["_", "{", "="]:
        return reduction(parser, "sum", token)
    if name in (r"\sum", r"\prod"):
        return reduction(parser, "sum" if name == r"\sum" else "prod", token)
    if name in (r"\max", r"\min"):
        return extremum(parser, "max" if name == r"\max" else "min", token)
    if name == r"\begin":
        return cases(parser, token)
    if name == r"\indicator":
        return indicator(parser, token)
    if name in _REFUSED:
        raise FormulaError(f"{_REFUSED[name]} cannot be verified (`{name}`)", token.offset)
    raise FormulaError(f"the command `{name}` is not understood", token.offset)


def _letter(parser: Parser) -> Expression:
    token = parser.token
    if token.text == r"\sigma" and parser.peek().text in ("(", "^") and not _is_bound(parser, token.text):
        parser.next()
        return apply(parser, "sigmoid", token)
    word = plain_word(parser, _NAMED)
    if not word:
        return symbol(parser)
    parser.position += len(word)
    if word in ("max", "min"):
        return extremum(parser, "max" if word == "max" else "min", token)
    return apply(parser, _NAMED[word], token)


def _cosine(parser: Parser, token: Token) -> Expression:
    """The cosine of an angle, or of the angle between two vectors: `\\cos(a, b)`."""
    value = apply(parser, "cos", token)
    if not isinstance(value, Call) or len(value.arguments) != 2:
        return value
    one, other = value.arguments
    two = Number(Fraction(2))
    lengths = Binary("*", Call("norm", (one, two), token.offset), Call("norm", (other, two), token.offset))
    parser.closed = quotient = Binary("/", Call("inner", (one, other), token.offset), lengths, token.offset)
    return quotient


def _is_bound(parser: Parser, name: str) -> bool:
    """Whether a letter is a symbol, with a mark or an argument too, or a function of the comment."""
    if name in parser.symbols or name in parser.functions:
        return True
    return not parser.plain and any(symbol.startswith((f"{name}^", f"{name}(")) for symbol in parser.symbols)


def _word(parser: Parser) -> Expression:
    """A name of several letters: a bound symbol, a known function, or an indicator."""
    start, token = parser.position, parser.token
    name = read_base(parser)
    if name in ("max", "min") and name not in parser.symbols:
        return extremum(parser, "max" if name == "max" else "min", token)
    if name in ("sum", "prod") and name not in parser.symbols:
        return reduction(parser, "sum" if name == "sum" else "prod", token)
    if name in _NAMED and name not in parser.symbols:
        return apply(parser, _NAMED[name], token)
    if name in _REFUSED_NAMES and name not in parser.symbols:
        raise FormulaError(f"{_REFUSED_NAMES[name]} cannot be verified", token.offset)
    if token.kind == "word" and not _is_bound(parser, name) and parser.token.text != "_":
        parser.fail(f"the name {name} is not bound: name it in the comment", token.offset)
    parser.position = start
    return symbol(parser)


def _fraction(parser: Parser, token: Token) -> Expression:
    above = tex_argument(parser)
    below = tex_argument(parser)
    return Binary("/", above, below, token.offset)


def tex_argument(parser: Parser) -> Expression:
    """A braced group, or the one digit or letter that TeX takes."""
    if parser.accept("{"):
        value = parser.isolated(parser.expression)
        parser.expect("}", "the argument is not closed")
        return value
    token = parser.token
    if token.kind == "number":
        if len(token.text) > 1:  # \frac12 is one half
            parser.tokens[parser.position] = Token("number", token.text[1:], token.offset + 1, token.end)
            if not token.text[0].isdigit() or not token.text[1].isdigit():
                parser.fail("put the argument into braces")
            return Number(Fraction(token.text[0]))
        return number(parser.next())
    if token.kind == "letter":
        return parser.simple_atom()
    raise FormulaError("put the argument into braces", token.offset)


def _root(parser: Parser, token: Token) -> Expression:
    if parser.notation == "unicode" and parser.token.text == "(":
        return apply(parser, "sqrt", token)
    if token.end - token.offset == 1:
        return apply(parser, "sqrt", token)
    if parser.accept("["):
        degree = parser.isolated(parser.expression)
        parser.expect("]", "the degree of the root is not closed")
        one = Number(Fraction(1))
        return Binary("^", tex_argument(parser), Binary("/", one, degree, token.offset), token.offset)
    return Call("sqrt", (tex_argument(parser),), token.offset)
