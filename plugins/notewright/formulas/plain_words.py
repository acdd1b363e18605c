"""Functions that are typed without their backslash: `exp(x)`, which TeX sets as a product of letters."""

from __future__ import annotations

from collections.abc import Collection

from notewright.formulas.lexer import END
from notewright.formulas.parser import Parser
from notewright.formulas.runs import letter_run

_EXTREMA = frozenset(["max", "min"])
_LENGTHS = frozenset("nNmMCKdDJLT")
_NEAR = 80


def plain_word(parser: Parser, words: Collection[str]) -> str:
    """The function word that is next, with its parenthesis behind it; nothing where the letters could be factors."""
    tokens, start = parser.tokens, parser.position
    if parser.peek().kind != "letter":
        return ""
    if start and tokens[start - 1].kind == "letter" and tokens[start - 1].end == tokens[start].offset:
        return ""
    end = letter_run(tokens, start)
    word = "".join(token.text for token in tokens[start:end])
    if tokens[end].text not in ("(", "[") or not (word in words or word in _EXTREMA):
        return ""
    if all(_has_meaning(parser, letter) for letter in word) and not (word in _EXTREMA and _lists(parser, end)):
        return ""
    return word


def _has_meaning(parser: Parser, letter: str) -> bool:
    """Whether a letter alone could be a factor: bound, a constant, an index, or the length of an axis."""
    if letter == "e" or letter in _LENGTHS or letter in parser.active:
        return True
    applied = not parser.plain and any(name.startswith(f"{letter}(") for name in parser.symbols)
    return letter in parser.symbols or letter in parser.functions or applied


def _lists(parser: Parser, at: int) -> bool:
    """Whether the parenthesis at a place holds a comma of its own, so that it is no factor."""
    depth = 0
    for token in parser.tokens[at : at + _NEAR]:
        depth += (token.text in ("(", "[", "{", r"\{")) - (token.text in (")", "]", "}", r"\}"))
        if depth == 0 or token.kind == END:
            return False
        if depth == 1 and token.text == ",":
            return True
    return False
