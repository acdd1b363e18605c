"""Lines that quotes or lists indent, read as one text without their prefixes, and where its tokens really stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from operator import attrgetter

from notewright.text import Span, span_of
from notewright.vault.token import Mark, Prose, Token


def are_whole(lines: tuple[Span, ...]) -> bool:
    """Whether nothing but line ends stands between lines."""
    following = lines[0].start
    for start, end in lines:
        if start != following:
            return False
        following = end + 1
    return True


def placed(tokens: list[Token], lines: tuple[Span, ...]) -> list[Token]:
    """Move tokens of joined lines to where they stand in the source; prefixes between lines become marks."""
    found: list[Token] = []
    stops, shifts = _edges(lines)
    index = 0
    for token in tokens:
        start, end = token.span
        first, begin = index, start + shifts[index]
        while end > stops[index]:
            index += 1  # a link, a formula or code that goes on in the next line is one token all the same
        if not isinstance(token, Prose):
            found.append(_moved(token, span_of((begin, end + shifts[index]))))
        elif index == first:
            found.append(Prose(span_of((begin, end + shifts[index]))))
        else:
            found += _cut(begin, end + shifts[index], lines[first : index + 1])
    return found


def _edges(lines: tuple[Span, ...]) -> tuple[list[int], list[int]]:
    """Where each line ends in the joined text, and how far from there it ends in the source."""
    stops: list[int] = []
    shifts: list[int] = []
    stop = -1
    for start, end in lines:
        stop += end - start + 1
        stops.append(stop)
        shifts.append(end - stop)
    return stops, shifts


def _cut(start: int, end: int, lines: tuple[Span, ...]) -> Iterator[Token]:
    """Text that goes on in other lines: it is cut at the end of each."""
    for line, following in pairwise(lines):
        if start < line.end:
            yield Prose(span_of((start, line.end)))
        yield Mark(span_of((line.end, following.start)))
        start = following.start
    if start < end:
        yield Prose(span_of((start, end)))


def _moved(token: Token, span: Span) -> Token:
    """The token at another place; `dataclasses.replace` would take thrice as long."""
    kind = type(token)
    return kind(span, *_values(kind.__match_args__)(token)[2:])


@cache
def _values(names: tuple[str, ...]) -> Callable[[Token], tuple[object, ...]]:
    """What gets the values of a token: of these names, the first of which is the span's, twice."""
    return attrgetter("span", *names)
