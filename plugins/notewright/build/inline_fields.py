"""Inline fields on the page: `[key:: value]` is a box of a key and a value, `(key:: value)` shows the value only.

They are looked for in tokens, so what looks like a field in code or in a formula stays as it is written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape

from notewright.text import Span
from notewright.values import canonical_key
from notewright.vault.field import SEPARATOR, Field, bracket_fields, without_overlaps
from notewright.vault.token import Mark, Prose, Token
from notewright.vault.token import token as token_kind

# What stands for each sign of a token in which no field is looked for.
_HIDDEN = "\ufffc"


@token_kind
class InlineField(Token):
    """A field in brackets, and the tokens of its key and of its value."""

    name: str
    value: str
    key_tokens: tuple[Token, ...]
    value_tokens: tuple[Token, ...]
    shows_key: bool

    @property
    def attributes(self) -> str:
        """How style sheets can tell fields by their keys."""
        return f'data-dv-key="{escape(self.name)}" data-dv-norm-key="{escape(canonical_key(self.name))}"'


def with_fields(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """The tokens; those of a field are held by one."""
    return _whole(_with_fields(tokens, text))


def _with_fields(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    line: list[Token] = []
    for token in _by_lines(tokens, text):
        if isinstance(token, Mark) or text.startswith("\n", token.span.start):
            yield from _of_line(line, text)
            yield token
            line = []
        else:
            line.append(token)
    yield from _of_line(line, text)


def _whole(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens; text that was cut at line ends is one again."""
    before: Prose | None = None
    for token in tokens:
        if isinstance(token, Prose) and before is not None and before.span.end == token.span.start:
            before = Prose(Span(before.span.start, token.span.end))
            continue
        if before is not None:
            yield before
        before = token if isinstance(token, Prose) else None
        if before is None:
            yield token
    if before is not None:
        yield before


def may_hold_fields(tokens: Sequence[Token], text: str) -> bool:
    """Whether it is worth the trouble to look for fields."""
    return any(isinstance(token, Prose) and text.find(SEPARATOR, *token.span) >= 0 for token in tokens)


def _by_lines(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """The tokens, their text cut before and behind each line end: a field stands in one line."""
    for token in tokens:
        if not isinstance(token, Prose) or text.find("\n", *token.span) < 0:
            yield token
            continue
        start, end = token.span
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            yield from _prose(start, stop)
            yield from _prose(stop, min(stop + 1, end))
            start = stop + 1


def _of_line(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    if not may_hold_fields(tokens, text):
        yield from tokens
        return
    start = tokens[0].span.start
    shown = "".join(
        text[token.span.start : token.span.end]
        if isinstance(token, Prose)
        else _HIDDEN * (token.span.end - token.span.start)
        for token in tokens
    )
    for field in without_overlaps(bracket_fields(shown, start)):
        if _HIDDEN in field.key:
            continue
        yield from _between(tokens, start, field.span.start)
        yield _field(field, tokens, text)
        start = field.span.end
    yield from _between(tokens, start, tokens[-1].span.end)


def _field(field: Field, tokens: Sequence[Token], text: str) -> InlineField:
    start, end = field.span
    separator = field.value_start - len(SEPARATOR)
    value = text[field.value_start : end - 1]
    value_start = field.value_start + len(value) - len(value.lstrip())
    key_start = start + 1 + len(text[start + 1 : separator]) - len(text[start + 1 : separator].lstrip())
    return InlineField(
        field.span,
        field.key,
        value.strip(),
        tuple(_between(tokens, key_start, key_start + len(field.key))),
        tuple(_between(tokens, value_start, value_start + len(value.strip()))),
        field.form == "square",
    )


def _between(tokens: Sequence[Token], start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch, of text as much as lies in it."""
    for index in range(bisect_right(tokens, start, key=lambda token: token.span.end), len(tokens)):
        token = tokens[index]
        inside = Span(max(token.span.start, start), min(token.span.end, end))
        if inside.start >= inside.end:
            return
        yield replace(token, span=inside) if isinstance(token, Prose) else token


def _prose(start: int, end: int) -> Iterator[Prose]:
    if start < end:
        yield Prose(Span(start, end))
