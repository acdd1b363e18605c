"""What a file of comma-separated values holds, as values: a mapping for each row, by the names in its first row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from notewright.values.date import Date
from notewright.values.delimited import read_rows
from notewright.values.from_yaml import from_yaml
from notewright.values.name import WHITESPACE, canonical_key
from notewright.values.value import Value
from notewright.values.zone import Zone

_EXTRA = "__parsed_extra"
"""The field of the cells for which the first row has no name."""

_BOOLEANS = {"true": True, "TRUE": True, "false": False, "FALSE": False}
_NUMBER = re.compile(
    rf"{WHITESPACE}*+(-?(?:[0-9]+\.[0-9]+|[0-9]+\.?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?){WHITESPACE}*+", re.ASCII
)
# What begins so is neither a number nor a date, a duration or a link, which saves most cells four looks.
_WORD = re.compile(rf"(?!{WHITESPACE})[^-0-9.\[!]")
_LARGEST = 2.0**53
_MOMENT = re.compile(
    r"([0-9]{4})-([01][0-9])-([0-3][0-9])T([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]+))?)?"
    r"(?:([+-])([0-2][0-9]):([0-5][0-9])|Z)"
)


def from_csv(text: str) -> Sequence[Mapping[str, Value]]:
    """The rows, each field under its name and under the one that queries can write."""
    rows = read_rows(text)
    header = next(rows, [])
    keys = [(name, canonical_key(name)) for name in header]
    known: dict[str, Value] = {}
    return [_fields([_typed(cell, known) for cell in row], keys) for row in rows]


def _fields(row: list[Value], keys: list[tuple[str, str]]) -> Mapping[str, Value]:
    fields: dict[str, Value] = {}
    for (name, canonical), value in zip(keys, row, strict=False):
        fields[name] = value
        fields[canonical] = value
    if len(row) > len(keys):
        fields[_EXTRA] = row[len(keys) :]
    return fields


def _typed(text: str, known: dict[str, Value]) -> Value:
    """The value of a cell; those of a file are often the same."""
    if text not in known:
        known[text] = _cell(text)
    return known[text]


def _cell(text: str) -> Value:
    """A cell: null, a boolean, a number, a date, or what such a text is in front matter."""
    if not text:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _WORD.match(text):
        return text
    if (number := _NUMBER.fullmatch(text)) and abs(value := float(number[1])) < _LARGEST:
        return value
    if moment := _MOMENT.fullmatch(text):
        return _date(moment)
    return from_yaml(text)


def _date(moment: re.Match[str]) -> Value:
    """The instant in the local zone; a day beyond the end of its month counts on. Null where there is none."""
    year, month, day, hour, minute, second = (int(digits or 0) for digits in moment.groups()[:6])
    millisecond = int((moment[7] or "").ljust(3, "0")[:3])
    sign, hours, minutes = moment.groups()[7:]
    offset = 60 * int(hours or 0) + int(minutes or 0)
    is_midnight = hour == 24 and not (minute or second or millisecond)
    if not (1 <= month <= 12 and 1 <= day <= 31 and (hour < 24 or is_midnight) and offset < 24 * 60):
        return None
    zone = Zone("fixed", -offset if sign == "-" else offset)
    return Date(Date.of(year, month, day, hour, minute, second, millisecond, zone=zone).instant)
