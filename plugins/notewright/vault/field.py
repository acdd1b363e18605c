"""Inline fields: `Key:: value` on a line of its own, `[key:: value]` and `(key:: value)` within one.

They are looked for in lines and not in tokens, since the app finds them in code, comments and tables too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from notewright.text import Span
from notewright.values.name import EMOJI, SPACES, WHITESPACE

SEPARATOR = "::"
Form = Literal["line", "square", "round", "emoji"]

_LONGEST_LINE = 32_768
_BRACKET = re.compile(r"[\[(](?P<key>[^\[\]():]*+(?::(?!:)[^\[\]():]*+)*+)::")
# With a backslash before it a sign counts neither as an opening nor as a closing one.
_SIGN = re.compile(r"\\.|[\[\]()]", re.DOTALL)
_OPENING = {"]": "[", ")": "("}
_FORMS: dict[str, Form] = {"[": "square", "(": "round"}
# The key of a line: marks before it are dropped, and so are signs of emphasis behind it.
_ASCII_KEY = re.compile(r"[^0-9A-Za-z_\x80-\U0010ffff]*+([0-9A-Za-z_\s/-]*+)[*~`_]*+")
_KEY_PART = re.compile(rf"{EMOJI}|[0-9A-Za-z_/-]|{WHITESPACE}")
_EMPHASIS = "_*~`"


@dataclass(frozen=True, slots=True)
class Field:
    """A field as written. `span` is all of it with its brackets, `value_start` the place behind `::`."""

    key: str
    value: str
    span: Span
    value_start: int
    form: Form


def text_fields(text: str, passed_over: Sequence[Span] = ()) -> Iterator[Field]:
    """The fields in the lines of a text, but for those in stretches that are passed over: lists have their own."""
    stretches = iter((*passed_over, Span(len(text) + 1, len(text) + 1)))
    stretch = next(stretches)
    at = text.find(SEPARATOR)
    while at >= 0:
        while stretch.end < at:
            stretch = next(stretches)
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        if stretch.start <= at:
            end = max(end, stretch.end)
        elif end - start <= _LONGEST_LINE:
            yield from line_fields(text[start:end], start)
        at = text.find(SEPARATOR, end)


def line_fields(line: str, at: int = 0) -> Sequence[Field]:
    """The fields of a line, which begins at an offset: those in brackets, or else the one that the whole line is."""
    found = without_overlaps(bracket_fields(line, at))
    if not found and (whole := whole_line_field(line, at)) is not None:
        return [whole]
    return found


def whole_line_field(line: str, at: int = 0) -> Field | None:
    """The field that a line is from its first visible character to its last."""
    separator = line.find(SEPARATOR)
    key = None if separator < 0 else _line_key(line[:separator].strip(SPACES))
    if key is None:
        return None
    start, end = len(line) - len(line.lstrip(SPACES)), len(line.rstrip(SPACES))
    value = line[separator + 2 : end].strip(SPACES)
    return Field(key, value, Span(at + start, at + end), at + separator + 2, "line")


def bracket_fields(line: str, at: int = 0) -> list[Field]:
    """The fields in brackets, in order; one may hold another that has brackets of the other kind."""
    openings = list(_BRACKET.finditer(line))
    closings = _closings(line, {opening.start() for opening in openings}) if openings else {}
    found, done = [], {"[": 0, "(": 0}
    for opening in openings:
        start, value_start = opening.span()
        end = closings.get(start)
        if end is not None and start >= done[line[start]]:
            done[line[start]] = end
            value = line[value_start : end - 1].strip(SPACES)
            span = Span(at + start, at + end)
            found.append(Field(opening["key"].strip(SPACES), value, span, at + value_start, _FORMS[line[start]]))
    return found


def without_overlaps(fields: Iterable[Field]) -> list[Field]:
    """The fields in order, without those that begin in another or, as in the app, right behind it."""
    kept: list[Field] = []
    for field in fields:
        if not kept or kept[-1].span.end < field.span.start:
            kept.append(field)
    return kept


def _closings(line: str, openings: Collection[int]) -> dict[int, int]:
    """For each of some opening brackets the offset behind the one that closes it, in one pass.

    One that a backslash protects opens no level of its own; it is closed by what closes the level it stands on.
    """
    levels: dict[str, list[list[int]]] = {"[": [[]], "(": [[]]}
    found: dict[int, int] = {}
    for sign in _SIGN.finditer(line, min(openings)):
        at, escaped = sign.end() - 1, len(sign[0]) == 2
        if line[at] in levels:
            if not escaped:
                levels[line[at]].append([])
            if at in openings:
                levels[line[at]][-1].append(at)
        elif not escaped:
            stack = levels[_OPENING[line[at]]]
            found |= dict.fromkeys(stack.pop(), at + 1)
            if not stack:
                stack.append([])
    return found


def _line_key(written: str) -> str | None:
    """The key that is written before the first `::` of a line; None where it cannot be one."""
    if written.isascii():
        found = _ASCII_KEY.fullmatch(written)
        return found[1] if found else None
    start = next((at for at, sign in enumerate(written) if sign.isalpha() or _is_ascii_word(sign)), len(written))
    end = start
    while end < len(written):
        part = _KEY_PART.match(written, end)
        if part is None and not written[end].isalpha():
            break
        end = part.end() if part else end + 1
    return None if written[end:].strip(_EMPHASIS) else written[start:end]


def _is_ascii_word(sign: str) -> bool:
    return sign == "_" or (sign.isascii() and sign.isalnum())
