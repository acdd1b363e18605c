"""The sentence in which a link stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notewright.text import Span
from notewright.vault.block import Kind
from notewright.vault.scan import Passage
from notewright.vault.token import Prose, Token

# The end of a sentence: a full stop that a space and no small letter follow. The signs of CJK need no space.
_STOP = re.compile(r"""[.!?]+["')\]*_”’]*(?=\s+[^\sa-zà-ÿ])|[。！？]+""")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|cf|vs|etc|et al|Fig|Eq|Dr|Mr|Mrs|Prof|St|No|approx)|\b[A-Z])\.$")


def citing_sentence(text: str, passages: Sequence[Passage], place: Span) -> tuple[Token, ...]:
    """The tokens of the sentence around `place`; in a table the row; none for a link in the properties."""
    for passage in passages:
        if passage.block.span.start <= place.start < passage.block.span.end:
            if passage.block.kind is Kind.TABLE:
                return _row(text, passage, place)
            return tuple(_between(passage.tokens, _bounds(text, passage.tokens, place)))
    return ()


def _bounds(text: str, tokens: Sequence[Token], place: Span) -> Span:
    """Where the sentence begins and ends. Only prose ends a sentence, not a dot in code or math."""
    start, end = tokens[0].span.start, tokens[-1].span.end
    for token in tokens:
        if not isinstance(token, Prose):
            continue
        for stop in _STOP.finditer(text, token.span.start, token.span.end):
            if _ABBREVIATION.search(text, max(token.span.start, stop.start() - 12), stop.end()):
                continue
            if stop.end() <= place.start:
                start = stop.end()
            else:
                return Span(start, stop.end())
    return Span(start, end)


def _row(text: str, passage: Passage, place: Span) -> tuple[Token, ...]:
    line = next(line for line in passage.block.lines if line.start <= place.start < line.end)
    return tuple(_between(passage.tokens, line))


def _between(tokens: Sequence[Token], bounds: Span) -> list[Token]:
    """The tokens inside the bounds; prose that crosses them is cut."""
    inside: list[Token] = []
    for token in tokens:
        start, end = max(token.span.start, bounds.start), min(token.span.end, bounds.end)
        if start < end:
            inside.append(Prose(Span(start, end)) if isinstance(token, Prose) else token)
    return inside
