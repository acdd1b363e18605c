"""From the text of a formula to trees: the left side names what is defined, each right side says what it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from notewright.formulas.called import Function
from notewright.formulas.conditions import conditional
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Expression
from notewright.formulas.left_side import LeftSide, check_name, read_left_side
from notewright.formulas.lexer import END, Notation, Token
from notewright.formulas.names import raw_group, read_base
from notewright.formulas.parser import Parser
from notewright.formulas.remarks import Defined, ends_value, remarks

_OPENING = frozenset(["(", "[", r"\{", "{", r"\begin", r"\langle"])
_CLOSING = frozenset([")", "]", r"\}", "}", r"\end", r"\rangle"])
_ENDING = frozenset([",", ";", ".", r"\text", r"\mathrm", r"\forall"])
_ARRANGING = frozenset(["&", r"\\", r"\begin", r"\tag", r"\label", r"\notag", r"\nonumber"])
_ALIGNMENTS = frozenset(f"{name}{star}" for name in ("align", "aligned", "split", "equation", "gather", "gathered", "multline", "eqnarray") for star in ("", "*"))  # fmt: skip  # noqa: E501

_TABLE = ["{", *"array", "}"]
_COLUMNS = frozenset(["rcl", "rl", "lcl", "ll", "rll"])
_AT_ALIGNMENT = frozenset(["=", "&", r"\\"])


@dataclass(frozen=True, slots=True)
class Statement:
    """`LEFT = RIGHT = RIGHT …`; a formula without an equals sign has one right side only."""

    left: LeftSide | None
    right: tuple[Expression, ...]
    definitions: tuple[Defined, ...] = ()
    """What stands behind the value: `…, \\quad \\text{where } e_i = y_i - \\hat{y}_i`."""


def parse(latex: str, symbols: Mapping[str, int] | None = None, notation: Notation = "latex") -> Expression:
    """The one value a formula states. `symbols` maps each bound name to how many indices it takes."""
    statement = parse_statement(latex, symbols or {}, notation)
    if len(statement.right) != 1:
        raise FormulaError("the formula has several right sides", 0)
    return statement.right[0]


def parse_statement(
    text: str,
    symbols: Mapping[str, int],
    notation: Notation = "latex",
    *,
    functions: Mapping[str, Function] | None = None,
    indices: Collection[str] = (),
) -> Statement:
    """The formula with all its sides. `indices` are the variables that the comment names."""
    try:
        return _statement(Parser(text, symbols, notation, functions=functions, indices=indices))
    except RecursionError:
        raise FormulaError("the formula is nested too deeply", 0) from None


def _statement(parser: Parser) -> Statement:
    _strip_alignment(parser)
    starts, behind = _equals(parser)
    definitions = remarks(parser, behind)
    if not starts:
        return Statement(None, (_side(parser, last=True),), definitions)
    left = read_left_side(parser, starts[0])
    parser.position = starts[0] + 1
    right = []
    for place, start in enumerate(starts):
        parser.position = start + 1
        if place < len(starts) - 1 and _is_name(parser, start + 1, starts[place + 1]):
            continue
        right.append(_side(parser, last=place == len(starts) - 1))
    return Statement(left, tuple(right), definitions)


def _is_name(parser: Parser, start: int, end: int) -> bool:
    """Whether a middle side is one more name, as in `L = J(\\theta) = …`, and nothing that has a value."""
    tokens = parser.tokens[start:end]
    if any(token.text in parser.symbols for token in tokens[:1]) or not any(t.kind == "letter" for t in tokens):
        return False
    try:
        check_name(tokens, parser.symbols)
    except FormulaError:
        return False
    return tokens[0].text not in (r"\frac", "(", "[") and _base_unknown(parser, start)


def _base_unknown(parser: Parser, start: int) -> bool:
    parser.position = start
    try:
        return read_base(parser) not in parser.symbols
    except FormulaError:
        return False
    finally:
        parser.position = start


def _side(parser: Parser, *, last: bool) -> Expression:
    value = parser.isolated(parser.expression)
    if parser.token.kind == "word" and parser.token.text == "if":
        value = conditional(parser, value)
    if not last and parser.token.text == "=":
        parser.next()
        return value
    while parser.accept(",", ".", ";"):
        pass
    if parser.token.kind != END:
        parser.fail(_leftover(parser))
    return value


def _leftover(parser: Parser) -> str:
    text = parser.token.text
    if text in (")", "]", r"\}", "}", "|", "‖", r"\rvert", r"\rVert"):
        return f"`{text}` closes nothing"
    if text == r"\\":
        return "a second line must begin with an operator or ="
    return f"`{text}` is not understood here: one formula states one value"


def _strip_alignment(parser: Parser) -> None:
    """Drop what arranges a formula on several lines, its number and its name."""
    if not any(token.text in _ARRANGING for token in parser.tokens):
        return
    tokens, at = _without_table(parser.tokens), 0
    parser.tokens = tokens
    kept: list[Token] = []
    tables = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in (r"\notag", r"\nonumber"):
            at += 1
            continue
        if token.text in (r"\begin", r"\end", r"\tag", r"\label") and tokens[min(at + 1, len(tokens) - 1)].text == "{":
            parser.position = at + 1
            name = raw_group(parser)
            in_brace = kept[-1].text == r"\{" if kept and token.text == r"\begin" else tables > 0
            if (name in _ALIGNMENTS and not in_brace) or token.text in (r"\tag", r"\label"):
                at = parser.position
                continue
            tables += (token.text == r"\begin") - (token.text == r"\end")
        elif (tables == 0 and token.text == "&") or (
            tables == 0 and token.text == r"\\" and _continues(tokens, at, kept)
        ):
            at += 1
            continue
        kept.append(token)
        at += 1
    parser.tokens, parser.position = kept, 0


def _without_table(tokens: list[Token]) -> list[Token]:
    """The lines of a whole `\\begin{array}{rcl}` in which each & stands at an equals sign or at the start of a line."""
    texts = [token.text for token in tokens]
    start, end = len(_TABLE) + 2, len(tokens) - len(_TABLE) - 2
    if texts[:start] != [r"\begin", *_TABLE, "{"] or texts[end:-1] != [r"\end", *_TABLE]:
        return tokens
    columns = texts.index("}", start) if "}" in texts[start:end] else start
    cells = texts[columns + 1 : end]
    around = zip([r"\\", *cells], cells, [*cells[1:], ""], strict=False)
    aligned = all(text != "&" or before in _AT_ALIGNMENT or after == "=" for before, text, after in around)
    known = "".join(texts[start:columns]) in _COLUMNS and r"\begin" not in cells and "=" in cells
    return [*tokens[columns + 1 : end], tokens[-1]] if aligned and known else tokens


def _continues(tokens: list[Token], at: int, kept: list[Token]) -> bool:
    following = next((t.text for t in tokens[at + 1 :] if t.text != "&"), "")
    joints = ("=", "+", "-", r"\cdot", r"\times", "", r"\end")
    return following in joints or (bool(kept) and kept[-1].text in joints[:5])


def _equals(parser: Parser) -> tuple[list[int], int]:
    """Where the equals signs outside all brackets stand, and where the value ends and a remark may begin."""
    found, depth = [], 0
    for at, token in enumerate(parser.tokens):
        text = token.text
        if text == "<" and depth == 0 and (at == 0 or parser.tokens[at - 1].text == "="):
            raise FormulaError("`<` cannot stand here: an inner product is \\langle x, y \\rangle", token.offset)
        if text in _OPENING:
            depth += 1
        elif text in _CLOSING:
            depth -= 1
        elif depth:
            continue
        elif text == "=" and token.kind != "word":
            found.append(at)
        elif text == "if" and token.kind == "word":
            break
        elif (text in _ENDING or token.kind == "word") and at and ends_value(parser, at):
            return found, at
    return found, len(parser.tokens) - 1
