"""Dates as text, by a pattern of tokens such as `MMMM dd, yyyy`, in English.

A run of one letter is a token; a run that is no token stands for itself, and so does what stands between `'`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Final

from notewright.values.date import Date
from notewright.values.zone_names import ZoneName, zone_name

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_PIECE = re.compile(r"'(?P<quoted>[^']*)(?:'|$)|(?P<run>(?P<letter>[^'])(?P=letter)*)", re.DOTALL)


def pieces(pattern: str) -> list[tuple[str, bool]]:
    """The pattern cut up: each piece, and whether it is a token (else it stands for itself)."""
    return [
        (piece["run"] or piece["quoted"], piece["run"] is not None and not piece["run"].isspace())
        for piece in _PIECE.finditer(pattern)
    ]


def format_date(date: Date, pattern: str) -> str:
    """The date written as the pattern says."""
    return "".join(_format_token(date, text) if is_token else text for text, is_token in pieces(pattern))


def _format_token(date: Date, token: str) -> str:
    if token in _TOKENS:
        return _TOKENS[token](date)
    if token in _MACROS:
        return "".join(_expand(date, part) for part in _MACROS[token])
    return token


def _expand(date: Date, part: str) -> str:
    if part == "a":
        return f"{_space_before_meridiem(date)}{_meridiem(date)}"
    if part == "{zone}":
        return _zone_short(date)
    return _zone_long(date) if part == "{Zone}" else format_date(date, part)


def _number(value: int, width: int = 1) -> str:
    return f"{'-' if value < 0 else ''}{abs(value):0{width}}"


def _hour12(date: Date) -> int:
    return date.clock[0] % 12 or 12


def _meridiem(date: Date) -> str:
    return "AM" if date.clock[0] < 12 else "PM"


def _era(date: Date, after: str, before: str) -> str:
    return before if date.civil.year < 0 else after


def format_utc_offset(minutes: int, style: str) -> str:
    """`+5:30` (narrow), `+05:30` (short) or `+0530` (compact)."""
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    if style == "narrow":
        return f"{sign}{hours}" + (f":{rest}" if rest else "")
    return f"{sign}{hours:02}{':' if style == 'short' else ''}{rest:02}"


def _is_etc(date: Date) -> bool:
    """Whether a fixed offset is one of the whole hours that have a zone of their own."""
    return date.offset != 0 and date.offset % 60 == 0 and -12 <= date.offset // 60 <= 14


def _space_before_meridiem(date: Date) -> str:
    # The engine's formatter joins the parts of the zones it has to imitate, and they hold a narrow no-break space.
    return "\u202f" if date.zone.kind == "fixed" and not _is_etc(date) else " "


def _is_named(date: Date) -> bool:
    return date.zone.kind == "named" or (date.zone.kind == "fixed" and _is_etc(date))


def _zone_name(date: Date) -> ZoneName | None:
    # What zones were called before 1970 is not in the data.
    return zone_name(date.zone.name, date.offset) if date.instant >= 0 else None


def _zone_short(date: Date) -> str:
    if not _is_named(date):
        return date.zone.label
    name = _zone_name(date)
    return (name.short if name else "") or f"GMT{format_utc_offset(date.offset, 'narrow')}"


def _zone_long(date: Date) -> str:
    if not _is_named(date):
        return "Coordinated Universal Time" if date.zone.kind == "local" else date.zone.label
    name = _zone_name(date)
    return name.long if name else f"GMT{format_utc_offset(date.offset, 'short')}"


_TOKENS: dict[str, Callable[[Date], str]] = {
    "S": lambda date: _number(date.clock[3]),
    "u": lambda date: _number(date.clock[3], 3),
    "SSS": lambda date: _number(date.clock[3], 3),
    "uu": lambda date: _number(date.clock[3] // 10, 2),
    "uuu": lambda date: _number(date.clock[3] // 100),
    "s": lambda date: _number(date.clock[2]),
    "ss": lambda date: _number(date.clock[2], 2),
    "m": lambda date: _number(date.clock[1]),
    "mm": lambda date: _number(date.clock[1], 2),
    "h": lambda date: _number(_hour12(date)),
    "hh": lambda date: _number(_hour12(date), 2),
    "H": lambda date: _number(date.clock[0]),
    "HH": lambda date: _number(date.clock[0], 2),
    "Z": lambda date: format_utc_offset(date.offset, "narrow"),
    "ZZ": lambda date: format_utc_offset(date.offset, "short"),
    "ZZZ": lambda date: format_utc_offset(date.offset, "compact"),
    "ZZZZ": lambda date: date.zone.label if date.zone.kind == "fixed" else _zone_short(date),
    "ZZZZZ": lambda date: date.zone.label if date.zone.kind == "fixed" else _zone_long(date),
    "z": lambda date: date.zone.label,
    "a": _meridiem,
    "d": lambda date: _number(date.civil.day),
    "dd": lambda date: _number(date.civil.day, 2),
    "y": lambda date: _number(date.civil.year),
    "yy": lambda date: _number(int(str(date.civil.year)[-2:]), 2),
    "yyyy": lambda date: _number(date.civil.year, 4),
    "yyyyyy": lambda date: _number(date.civil.year, 6),
    "G": lambda date: _era(date, "AD", "BC"),
    "GG": lambda date: _era(date, "Anno Domini", "Before Christ"),
    "GGGGG": lambda date: _era(date, "A", "B"),
    "kk": lambda date: _number(int(str(date.week[0])[-2:]), 2),
    "kkkk": lambda date: _number(date.week[0], 4),
    "W": lambda date: _number(date.week[1]),
    "WW": lambda date: _number(date.week[1], 2),
    "o": lambda date: _number(date.day_of_year),
    "ooo": lambda date: _number(date.day_of_year, 3),
    "q": lambda date: _number((date.civil.month + 2) // 3),
    "qq": lambda date: _number((date.civil.month + 2) // 3, 2),
    "X": lambda date: _number(math.floor(date.instant / 1000)),
    "x": lambda date: _number(math.floor(date.instant)),
}
for _letter in "ML":
    _TOKENS |= {
        _letter: lambda date: _number(date.civil.month),
        _letter * 2: lambda date: _number(date.civil.month, 2),
        _letter * 3: lambda date: MONTHS[date.civil.month - 1][:3],
        _letter * 4: lambda date: MONTHS[date.civil.month - 1],
        _letter * 5: lambda date: MONTHS[date.civil.month - 1][0],
    }
for _letter in "Ec":
    _TOKENS |= {
        _letter: lambda date: _number(date.weekday),
        _letter * 3: lambda date: WEEKDAYS[date.weekday - 1][:3],
        _letter * 4: lambda date: WEEKDAYS[date.weekday - 1],
        _letter * 5: lambda date: WEEKDAYS[date.weekday - 1][0],
    }

_DATES: Final = {"D": ("M/d/y",), "DD": ("MMM d, y",), "DDD": ("MMMM d, y",), "DDDD": ("EEEE, MMMM d, y",)}
_TIMES: Final = {
    "t": ("h:mm", "a"),
    "tt": ("h:mm:ss", "a"),
    "ttt": ("h:mm:ss", "a", " ", "{zone}"),
    "tttt": ("h:mm:ss", "a", " ", "{Zone}"),
}
_ZONES: Final[tuple[tuple[str, ...], ...]] = ((), (), (" ", "{zone}"), (" ", "{Zone}"))
_LINKS: Final = (", ", ", ", " 'at' ", " 'at' ")

_MACROS: Final[dict[str, tuple[str, ...]]] = {
    **_DATES,
    **_TIMES,
    "T": ("HH:mm",),
    "TT": ("HH:mm:ss",),
    "TTT": ("HH:mm:ss ", "{zone}"),
    "TTTT": ("HH:mm:ss ", "{Zone}"),
}
for _size, (_date, _link, _zone) in enumerate(zip(_DATES.values(), _LINKS, _ZONES, strict=True), start=1):
    _MACROS["f" * _size] = (*_date, _link, "h:mm", "a", *_zone)
    _MACROS["F" * _size] = (*_date, _link, "h:mm:ss", "a", *_zone)
