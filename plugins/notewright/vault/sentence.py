"""The sentence in which a link stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from notewright.text import Span
from notewright.vault.block import Kind
from notewright.vault.callout import Callout
from notewright.vault.scan import Passage
from notewright.vault.task import Task
from notewright.vault.token import Prose, Token

# The end of a sentence: a full stop that a space and no small letter follow. The signs of CJK need no space.
_STOP = re.compile(r"""(?<![.!?])[.!?]++["')\]*_”’]*+(?=\s++[^a-zà-ÿ])|[。！？]++""")
# A "sentence" of a thousand links is a list; of each, only the surroundings are a citation.
_REACH = 300
_WORD = re.compile(r"\S")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|cf|vs|etc|et al|Fig|Eq|Dr|Mr|Mrs|Prof|St|No|approx)|\b[A-Z])\.$")


def citing_sentence(text: str, passages: Sequence[Passage], place: Span) -> tuple[Token, ...]:
    """The tokens of the sentence around `place`; in a table the row; none for a link in the properties."""
    index = bisect_right(passages, place.start, key=lambda passage: passage.block.span.start) - 1
    if index < 0 or place.start >= passages[index].block.span.end:
        return ()
    passage = passages[index]
    reach = _reach(text, passage.block.span, place)
    tokens = [token for token in _between(passage.tokens, reach) if not isinstance(token, Callout | Task)]
    whole = _row(passage, place) if passage.block.kind is Kind.TABLE else _bounds(text, tokens, place)
    return tuple(_between(tokens, whole))


def _reach(text: str, block: Span, place: Span) -> Span:
    """The part of a block that is near enough to the place, from a word's beginning to a word's end."""
    start, end = max(block.start, place.start - _REACH), min(block.end, place.end + _REACH)
    if start > block.start:
        start = max(start, text.find(" ", start, place.start))
    if end < block.end:
        end = max(text.rfind(" ", place.end, end), place.end)
    return Span(start, end)


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
                start = _WORD.search(text, stop.end(), place.start + 1).start()  # type: ignore[union-attr]  # the link
            else:
                return Span(start, stop.end())
    return Span(start, end)


def _row(passage: Passage, place: Span) -> Span:
    lines = passage.block.lines
    return lines[bisect_right(lines, place.start, key=lambda line: line.start) - 1]


def _between(tokens: Sequence[Token], bounds: Span) -> list[Token]:
    """The tokens inside the bounds; prose that crosses them is cut."""
    first = max(bisect_right(tokens, bounds.start, key=lambda token: token.span.start) - 1, 0)
    last = bisect_left(tokens, bounds.end, key=lambda token: token.span.start)
    inside = list(tokens[first:last])
    for index in {0, len(inside) - 1} if inside else ():
        start, end = inside[index].span
        if isinstance(inside[index], Prose):
            inside[index] = Prose(Span(max(start, bounds.start), min(end, bounds.end)))
    return [token for token in inside if token.span.start < token.span.end and token.span.end > bounds.start]
