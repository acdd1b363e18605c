"""Names in a formula: letters with accents and labels, and the indices that follow an array's name."""

from __future__ import annotations

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Comparison, Constant, Expression, Indicator, Symbol
from notewright.formulas.labels import TEXTS, Script, bound_name, mark_of, script_at
from notewright.formulas.lexer import END, Notation
from notewright.formulas.parser import Parser
from notewright.formulas.runs import letter_run

_ACCENTS = frozenset([r"\hat", r"\bar", r"\tilde", r"\dot"])
_STYLES = frozenset([r"\mathbf", r"\boldsymbol", r"\vec", r"\mathit", r"\mathsf", r"\mathnormal"])
_SCRIPTS = frozenset([r"\mathcal", r"\mathscr", r"\mathbb", r"\mathfrak"])
LENGTHS = {"n_samples": "n", "n_classes": "C", "n_labels": "C", "n_outputs": "C"}
"""Lengths with names of several letters, and the letters that mean the same."""
NAMING = _ACCENTS | _STYLES | TEXTS | _SCRIPTS


def symbol_name(text: str, notation: Notation = "latex") -> str:
    """The canonical name of a symbol as a binding writes it: `\\hat{y}` and `\\hat y` and `ŷ` are one."""
    parser = Parser(text, {}, notation)
    name = _run(parser) or read_base(parser)
    label = mark = ""
    while (script := script_at(parser.tokens, parser.position)) is not None:
        if script.sign == "_" and not label:
            label = f"_{script.text}"
        elif script.sign == "^" and not mark and (index := _raised_letter(script)) and not label:
            label = f"_{index}"
        elif script.sign == "^" and not mark and mark_of(parser.tokens, script):
            mark = mark_of(parser.tokens, script)
        else:
            break
        parser.position = script.end
    name = f"{name}{label}{mark}"
    if parser.accept("("):
        start = parser.position
        found = names_in_parentheses(parser)
        if len(found) < 2:  # the index of a sample, which is no part of the name
            parser.position = start
            found = (read_base(parser),)
            script = script_at(parser.tokens, parser.position)
            parser.position = parser.position if script is None else script.end
        parser.expect(")", "a symbol with arguments is written as f(x) or d(x, y)")
        name = f"{name}({','.join(found)})"
    if parser.token.kind != END:
        parser.fail(f"`{text.strip()}` is not one symbol")
    return name


def names_in_parentheses(parser: Parser) -> tuple[str, ...]:
    """The names before a closing parenthesis, each with its label; none where something else stands there."""
    found: list[str] = []
    while True:
        if parser.token.kind not in ("letter", "word") and parser.token.text not in NAMING:
            return ()
        name = read_base(parser)
        script = script_at(parser.tokens, parser.position)
        if script is not None:
            parser.position = script.end
            name = f"{name}{script.sign}{script.text}"
        found.append(name)
        if not parser.accept(","):
            return tuple(found) if parser.token.text == ")" else ()


def _run(parser: Parser) -> str:
    """A name of several plain letters, such as TP, also with arguments: MSE(x, y)."""
    end = letter_run(parser.tokens, 0)
    if end < 2 or (parser.tokens[end].kind != END and parser.tokens[end].text != "("):
        return ""
    parser.position = end
    return "".join(token.text for token in parser.tokens[:end])


def _raised_letter(script: Script) -> str:
    """The i of `y^{(i)}`."""
    enclosed = script.text[:1] == "(" and script.text[-1:] == ")" and len(script.text) == 3
    return script.text[1] if enclosed else ""


def read_base(parser: Parser) -> str:
    """A letter, a word, or what an accent or style makes of one."""
    token = parser.next()
    if token.kind in ("letter", "word"):
        return token.text
    if token.text in TEXTS:
        return raw_group(parser)
    if token.text in _ACCENTS or token.text in _STYLES or token.text in _SCRIPTS:
        braced = parser.accept("{")
        twice = braced and parser.accept("{")
        inner = read_base(parser)
        if twice:
            parser.expect("}", f"{token.text} takes one symbol")
        if braced and parser.token.text in ("_", "^"):
            _move_scripts_out(parser)
        if braced:
            parser.expect("}", f"{token.text} takes one symbol")
        return inner if token.text in _STYLES else f"{token.text} {inner}"
    raise FormulaError(f"a symbol is missing before {parser.describe(token)}", token.offset)


def _move_scripts_out(parser: Parser) -> None:
    """`\\hat{y_i}` is `\\hat{y}_i`: the scripts go behind the brace that closes the accent."""
    start = at = parser.position
    depth = 0
    while parser.tokens[at].kind != END and (depth or parser.tokens[at].text != "}"):
        if not depth and not _is_of_script(parser, at):
            parser.fail("an accent takes one symbol")
        depth += (parser.tokens[at].text == "{") - (parser.tokens[at].text == "}")
        at += 1
    scripts, brace = parser.tokens[start:at], parser.tokens[at : at + 1]
    following = parser.tokens[at + 1 : at + 2]
    if following and following[0].text == scripts[0].text:
        parser.fail("one index inside the accent and one outside")
    parser.tokens[start : at + 1] = [*brace, *scripts]


def _is_of_script(parser: Parser, at: int) -> bool:
    """Whether a token is the sign of a script, or the first behind one; a brace that closes one has a depth still."""
    signs = ("_", "^", "'")
    return parser.tokens[at].text in signs or parser.tokens[at - 1].text in signs[:2]


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
    """A name with its label or its indices, or applied to its argument."""
    from notewright.formulas.called import call_of, element_at

    offset = parser.token.offset
    name = read_base(parser)
    if not (parser.plain and name in parser.symbols):
        name = bound_name(parser, name)
        called = call_of(parser, name, offset)
        if called is not None:
            return called
    if parser.symbols.get(name, 0) == 0:
        return _single(parser, name, offset)
    return element_at(parser, name, offset)


def _single(parser: Parser, name: str, offset: int) -> Expression:
    """One number, or what is not bound."""
    script = script_at(parser.tokens, parser.position)
    if script is not None and script.sign == "_":
        if name == "n" and f"n_{script.text}" in LENGTHS:
            parser.position = script.end
            return Symbol(f"n_{script.text}", offset)
        if name == "\\delta" and name not in parser.symbols:
            return _kronecker(parser, offset)
        _refuse_label(parser, name, script.text, offset)
    return named(parser, name, offset)


def _refuse_label(parser: Parser, name: str, label: str, offset: int) -> None:
    if name in parser.symbols:
        parser.fail(f"{name} is one number and has no index {label}", offset)
    parser.fail(f"the symbol {name}_{label} is not bound: name it in the comment or define it with `where`", offset)


def _kronecker(parser: Parser, offset: int) -> Expression:
    """`\\delta_{ij}` with no such symbol bound: one where its two indices are equal."""
    from notewright.formulas.indices import read_indices

    indices = read_indices(parser)
    if len(indices) != 2:
        parser.fail("the symbol \\delta is not bound: name it in the comment", offset)
    return Indicator(Comparison("=", indices[0], indices[1], offset), offset)
