"""Lines that quotes or lists indent, read as one text without their prefixes, and where its tokens really stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

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


def placed(tokens: list[Token], lines: tuple[Span, ...]) -> Iterator[Token]:
    """Move tokens of joined lines to where they stand in the source; prefixes between lines become marks."""
    stops = list(accumulate((line.end - line.start + 1 for line in lines), initial=-1))[1:]
    shifts = [line.end - stop for line, stop in zip(lines, stops, strict=True)]
    index = 0
    for token in tokens:
        start, end = token.span
        while end > stops[index] and isinstance(token, Prose):  # it is cut at the end of each line
            if start < stops[index]:
                yield Prose(span_of((start + shifts[index], lines[index].end)))
            yield Mark(span_of((lines[index].end, lines[index + 1].start)))
            start, index = stops[index] + 1, index + 1
        begin = start + shifts[index]
        while end > stops[index]:
            index += 1  # a link, a formula or code that goes on in the next line is one token all the same
        if start < end:
            yield _moved(token, span_of((begin, end + shifts[index])))


def _moved(token: Token, span: Span) -> Token:
    """The token at another place; `dataclasses.replace` would take twice as long."""
    kind = type(token)
    if kind is Prose:
        return Prose(span)
    names: tuple[str, ...] = kind.__match_args__
    return kind(span, *[getattr(token, name) for name in names[1:]])
