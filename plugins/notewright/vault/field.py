"""Inline fields: `Key:: value` on a line of its own, `[key:: value]` and `(key:: value)` within one.

They are looked for in lines and not in tokens, since the app finds them in code, comments and tables too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from notewright.text import Span
from notewright.values.name import EMOJI, SPACES, WHITESPACE

SEPARATOR = "::"
Form = Literal["line", "square", "round", "emoji"]

_LONGEST_LINE = 32_768
_BRACKET = re.compile(r"[\[(](?P<key>[^\[\]():]*+(?::(?!:)[^\[\]():]*+)*+)::")
# With a backslash before it a sign counts neither as an opening nor as a closing one.
_SIGN = re.compile(r"\\.|[\[\]()]", re.DOTALL)
_OPENING = {"]": "[", ")": "("}
_CLOSING = {"[": "]", "(": ")"}
_FORMS: dict[str, Form] = {"[": "square", "(": "round"}
# Most fields are such lines: a plain key, and a value without brackets.
_PLAIN_LINE = re.compile(r"[ \t]*+(?P<key>[0-9A-Za-z_][0-9A-Za-z_/ -]*+)::(?P<value>[^\n\[(]*+)(?=\n|\Z)")
# The key of a line: marks before it are dropped, and so are signs of emphasis behind it.
_ASCII_KEY = re.compile(r"[^0-9A-Za-z_\x80-\U0010ffff]*+([0-9A-Za-z_\s/-]*+)[*~`_]*+")
_KEY_PART = re.compile(rf"{EMOJI}|[0-9A-Za-z_/-]|{WHITESPACE}")
_EMPHASIS = "_*~`"


class Field(NamedTuple):
    """A field as written. `span` is all of it with its brackets, `value_start` the place behind `::`."""

    key: str
    value: str
    span: Span
    value_start: int
    form: Form


def text_fields(text: str, passed_over: Sequence[Span] = ()) -> Iterator[Field]:
    """The fields in the lines of a text, but for those in stretches that are passed over: lists have their own."""
    for start, end, _ in _lines(text, passed_over):
        yield from line_fields(text[start:end], start)


def keys_and_values(text: str, passed_over: Sequence[Span] = ()) -> Iterator[tuple[str, str]]:
    """What the fields in the lines of a text say; where they stand, which takes longer, is left out."""
    for start, end, plain in _lines(text, passed_over):
        if plain is not None:
            yield plain["key"].rstrip(" "), plain["value"].strip(SPACES)
        else:
            yield from ((field.key, field.value) for field in line_fields(text[start:end]))


def _lines(text: str, passed_over: Sequence[Span]) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Where the lines with `::` begin and end, and the parts of a plain one."""
    stretches = iter((*passed_over, Span(len(text) + 1, len(text) + 1)))
    stretch = next(stretches)
    at = text.find(SEPARATOR)
    while at >= 0:
        while stretch.end < at:
            stretch = next(stretches)
        if stretch.start <= at:
            end = stretch.end
        else:
            start = text.rfind("\n", 0, at) + 1
            plain = _PLAIN_LINE.match(text, start)
            end = plain.end() if plain else _line_end(text, at)
            if end - start <= _LONGEST_LINE:
                yield start, end, plain
        at = text.find(SEPARATOR, end)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


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
    openings = list(_BRACKET.finditer(line)) if "[" in line or "(" in line else ()
    if not openings:
        return []
    closings = _closing(line, openings[0]) if len(openings) == 1 else None
    if closings is None:
        closings = _closings(line, {opening.start() for opening in openings})
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


def _closing(line: str, opening: re.Match[str]) -> dict[int, int] | None:
    """What `_closings` says of a field without brackets or backslashes in its value, as most are; else None."""
    start, value_start = opening.span()
    end = line.find(_CLOSING[line[start]], value_start)
    if end >= 0 and line.find(line[start], value_start, end) < 0 and line.find("\\", value_start, end) < 0:
        return {start: end + 1}
    return None


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
        # Of emoji the app knows in a key only those that JavaScript writes as one unit.
        part = _KEY_PART.match(written, end) if written[end] <= "\uffff" else None
        if part is None and not written[end].isalpha():
            break
        end = part.end() if part else end + 1
    return None if written[end:].strip(_EMPHASIS) else written[start:end]


def _is_ascii_word(sign: str) -> bool:
    return sign == "_" or (sign.isascii() and sign.isalnum())
