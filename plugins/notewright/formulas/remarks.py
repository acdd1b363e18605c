"""What stands behind the value: for which indices it holds, and what a symbol of it is. No other remark is read."""

from __future__ import annotations

from dataclasses import dataclass

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Expression
from notewright.formulas.labels import TEXTS, script_at
from notewright.formulas.lexer import END, Token
from notewright.formulas.names import NAMING, raw_group, read_base
from notewright.formulas.parser import Parser

_FOR = frozenset(["for", "forall", "foreach", "forevery", "where", "with"])
_WHERE = frozenset(["where", "with", "and"])
_NUMBER_OF = frozenset(
    f"is{article}{what}"
    for article in ("", "the")
    for what in ("numberofsamples", "numberofobservations", "numberofexamples", "numberofdatapoints", "samplesize")
)
_DOTS = (r"\ldots", r"\dots", r"\cdots")


@dataclass(frozen=True, slots=True)
class Defined:
    """A symbol that the formula itself defines: its name as written, its value, and where it stands."""

    name: str
    body: Expression
    offset: int


def ends_value(parser: Parser, at: int) -> bool:
    """Whether the value ends at this token: a sign with more behind it, or a word that begins a remark."""
    token = parser.tokens[at]
    if token.text in (",", ";", "."):
        following = parser.tokens[at + 1]
        return following.kind != END
    if token.text == r"\forall":
        return True
    return _word(parser, at, _FOR)[0] != ""


def remarks(parser: Parser, start: int) -> tuple[Defined, ...]:
    """Read what stands behind the value, and let the formula end there."""
    tokens = parser.tokens
    if tokens[start].kind == END:
        return ()
    found: list[Defined] = []
    parser.position = start
    while parser.token.kind != END:
        if parser.accept(",", ";", "."):
            continue
        defined = _remark(parser)
        if defined is not None:
            found.append(defined)
            parser.symbols = {**parser.symbols, **_rank(defined)}
    parser.tokens = [*tokens[:start], Token(END, "", tokens[start].offset, tokens[start].offset)]
    parser.position = 0
    return tuple(found)


def _remark(parser: Parser) -> Defined | None:
    """One remark: indices with their range, the meaning of a length, or a definition."""
    start = parser.position
    word, behind = _word(parser, start, _FOR | _WHERE)
    parser.position = behind
    if parser.accept(r"\forall") or word != "":
        if _is_range(parser) or _is_number_of(parser):
            return None
        if word not in _WHERE:
            parser.fail("what stands behind the value is not understood: `for i = 1, \\dots, n` and definitions are")
    elif _is_range(parser):
        return None
    return _definition(parser)


def _word(parser: Parser, at: int, words: frozenset[str]) -> tuple[str, int]:
    """The word of running text at a place, and where it ends."""
    token = parser.tokens[at]
    if token.kind == "word" and token.text in words and token.text not in parser.symbols:
        return token.text, at + 1
    if token.text not in TEXTS or parser.tokens[at + 1].text != "{":
        return "", at
    position, parser.position = parser.position, at + 1
    word = raw_group(parser).strip(",;.:").lower()
    end, parser.position = parser.position, position
    return (word, end) if word in words else ("", at)


def _is_range(parser: Parser) -> bool:
    """Take `i = 1, …, n`, `i \\in \\{1, …, n\\}` or `i, k`, and what ends it. A part of the indices is no remark."""
    start = parser.position
    names = 0
    while parser.token.kind == "letter" and parser.token.text not in parser.symbols:
        parser.next()
        names += 1
        if not parser.accept(","):
            break
    if names and (_at_end(parser) or _numbers(parser)) and _at_end(parser):
        return True
    parser.position = start
    return False


def _numbers(parser: Parser) -> bool:
    braces = parser.accept(r"\in") is not None
    if not (parser.accept(r"\{") if braces else parser.accept("=")) or not parser.accept("1"):
        return False
    parser.accept(",")
    if parser.accept("2"):
        parser.accept(",")
    if not parser.accept(*_DOTS):
        return False
    parser.accept(",")
    if parser.token.kind != "letter" or parser.next().text in parser.symbols:
        return False
    return not braces or parser.accept(r"\}") is not None


def _at_end(parser: Parser) -> bool:
    while parser.accept(",", ".", ";"):
        pass
    return parser.token.kind == END or _word(parser, parser.position, _WHERE)[0] != ""


def _is_number_of(parser: Parser) -> bool:
    """Take `n \\text{ is the number of samples}`."""
    start = parser.position
    if parser.token.kind == "letter" and parser.token.text in ("n", "N", "m"):
        parser.next()
        if _word(parser, parser.position, _NUMBER_OF)[0]:
            parser.position = _word(parser, parser.position, _NUMBER_OF)[1]
            return _at_end(parser)
    parser.position = start
    return False


def _definition(parser: Parser) -> Defined:
    """`e_i = y_i - \\hat{y}_i`."""
    offset = parser.token.offset
    if parser.token.kind not in ("letter", "word") and parser.token.text not in NAMING:
        parser.fail("a remark behind the value must be `for i = 1, \\dots, n` or a definition")
    name = read_base(parser)
    script = script_at(parser.tokens, parser.position)
    if script is not None and script.sign == "_":
        parser.position = script.end
        name = f"{name}_{script.text}"
    if not parser.accept("="):
        raise FormulaError("a remark behind the value must be `for i = 1, \\dots, n` or a definition", offset)
    base = name.partition("_")[0]
    if base in parser.symbols or name in parser.symbols:
        raise FormulaError(f"{name} is bound already: the formula must not define it again", offset)
    active, parser.active = parser.active, parser.active | set(name.partition("_")[2])
    body = parser.isolated(parser.expression)
    parser.active = active
    if parser.token.kind != END and parser.token.text not in (",", ";", "."):
        parser.fail("a definition behind the value must end here: separate two by a comma")
    return Defined(name, body, offset)


def _rank(defined: Defined) -> dict[str, int]:
    from notewright.formulas.scope import indices_of_name

    name, indices = indices_of_name(defined.name, defined.body)
    return {name: len(indices)}
