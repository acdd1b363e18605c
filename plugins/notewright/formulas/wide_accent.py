"""An accent that covers more than one symbol: a slip of the braces, which is enough to refute a formula by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from notewright.formulas.characters import ACCENTS
from notewright.formulas.error import FormulaError
from notewright.formulas.lexer import Token, tokenize

_ACCENTS = frozenset(ACCENTS.values())
_INNER = frozenset("+-_^{}")


def spread(text: str) -> str | None:
    """The LaTeX with `\\hat{y - z}` as `(\\hat y - \\hat z)`; None where no accent covers several."""
    try:
        tokens = tokenize(text)
    except FormulaError:
        return None
    pieces: list[str] = []
    done = at = 0
    while at < len(tokens):
        end = _end_of_sum(tokens, at)
        if end is not None:
            pieces += [text[done : tokens[at].offset], "(", _each(text, tokens[at : end - 1]), ")"]
            done = tokens[end - 1].end
        at = end or at + 1
    return "".join([*pieces, text[done:]]) if pieces else None


def _end_of_sum(tokens: Sequence[Token], at: int) -> int | None:
    """Behind the brace that closes an accent, if symbols with signs between them stand in it and nothing else."""
    if tokens[at].text not in _ACCENTS or tokens[at + 1].text != "{":
        return None
    depth, signs = 0, 0
    for place in range(at + 1, len(tokens)):
        token = tokens[place]
        if token.text not in _INNER and token.kind not in ("letter", "word", "number"):
            return None
        depth += (token.text == "{") - (token.text == "}")
        signs += depth == 1 and token.text in ("+", "-")
        if depth == 0:
            return place + 1 if signs else None
    return None


def _each(text: str, tokens: Sequence[Token]) -> str:
    """What stands behind an accent and its brace, each symbol with the accent."""
    accent, depth = tokens[0].text, 0
    parts: list[str] = []
    for before, token in pairwise(tokens[1:]):
        depth += (token.text == "{") - (token.text == "}")
        marked = depth == 0 and token.kind in ("letter", "word") and before.text not in ("_", "^")
        parts.append(f"{accent}{{{text[token.offset : token.end]}}}" if marked else text[token.offset : token.end])
    return " ".join(parts)
