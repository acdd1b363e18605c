"""Literals in running text: each `scan_…` reads one at an offset and says where it ends, or gives None."""

from __future__ import annotations

import re
from typing import NamedTuple

from notewright.values.date import Date, DateRangeError
from notewright.values.duration import Duration
from notewright.values.link import parse_link
from notewright.values.name import WHITESPACE
from notewright.values.value import Value
from notewright.values.zone import LOCAL, find_zone

_DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{3}))?"
    r"(?P<zone>[+-][0-9]{1,2}(?::[0-9]{2})?|Z|\[[0-9A-Za-z+,\-./]+\])?)?)?)?)?"
)
_UNIT_NAMES = {
    "years": ("year", "years", "yr", "yrs"),
    "months": ("month", "months", "mo", "mos"),
    "weeks": ("week", "weeks", "wk", "wks", "w"),
    "days": ("day", "days", "d"),
    "hours": ("hour", "hours", "hr", "hrs", "h"),
    "minutes": ("minute", "minutes", "min", "mins", "m"),
    "seconds": ("second", "seconds", "sec", "secs", "s"),
}
_UNITS = {name: unit for unit, names in _UNIT_NAMES.items() for name in names}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_AMOUNT = re.compile(rf"(-?[0-9]+(?:\.[0-9]+)?){WHITESPACE}*({_UNIT})")
_AMOUNT_SEPARATOR = re.compile(rf"{WHITESPACE}*(?:,{WHITESPACE}*)?")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\])')
_LINK = re.compile(r"(!?)\[\[([^\[\]]*)\]\]")
_TAG = re.compile(r"#[^\u2000-\u206F\u2E00-\u2E7F'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\s\ufeff]*")
_BOOLEAN = re.compile(r"true|false|True|False")


class Scanned(NamedTuple):
    """A literal's value, and the offset after it."""

    value: Value
    end: int


def scan_date(text: str, at: int = 0) -> Scanned | None:
    """`2024-05`, `2024-05-15T10:30`, `2024-05-15T10:30:00+02:00` …

    Only the month must exist; a day or hour beyond its range counts on, so 30 February is 1 March.
    """
    match = _DATE.match(text, at)
    if match is None:
        return None
    written = match["zone"]
    zone = LOCAL if written is None else find_zone(_zone_name(written))
    fields = [int(digits) for digits in match.groups()[:7] if digits is not None]
    if zone is None or not 1 <= fields[1] <= 12:
        return None
    try:
        return Scanned(Date.of(*fields, zone=zone), match.end())
    except DateRangeError:
        return None


def _zone_name(written: str) -> str:
    if written == "Z":
        return "utc"
    return written[1:-1] if written.startswith("[") else f"utc{written}"


def scan_duration(text: str, at: int = 0) -> Scanned | None:
    """`4 days`, `1hr 30min`, `2 weeks, 3 d`: amounts with units, as many as follow each other."""
    match = _AMOUNT.match(text, at)
    if match is None:
        return None
    total, end = Duration(), at
    while match is not None:
        total, end = total + Duration(**{_UNITS[match[2]]: float(match[1])}), match.end()
        separator = _AMOUNT_SEPARATOR.match(text, end)
        match = _AMOUNT.match(text, separator.end() if separator else end)
    return Scanned(total, end)


def scan_number(text: str, at: int = 0) -> Scanned | None:
    """`-12.5`: no exponent, digits on both sides of the point."""
    match = _NUMBER.match(text, at)
    return Scanned(float(match[0]), match.end()) if match else None


def scan_string(text: str, at: int = 0) -> Scanned | None:
    r"""`"text"`, in which only `\"` and `\\` are escapes."""
    match = _STRING.match(text, at)
    return Scanned(_ESCAPE.sub(r"\1", match[1]), match.end()) if match else None


def scan_link(text: str, at: int = 0) -> Scanned | None:
    """`[[Note]]`, `[[Note#Heading|shown]]`, `![[Note]]`."""
    match = _LINK.match(text, at)
    return Scanned(parse_link(match[2], embed=bool(match[1])), match.end()) if match else None


def scan_tag(text: str, at: int = 0) -> Scanned | None:
    """`#tag/subtag`, as text."""
    match = _TAG.match(text, at)
    return Scanned(match[0], match.end()) if match else None


def scan_boolean(text: str, at: int = 0) -> Scanned | None:
    """`true`, `false`, `True` or `False`, even at the beginning of a longer word."""
    match = _BOOLEAN.match(text, at)
    return Scanned(match[0].lower() == "true", match.end()) if match else None
