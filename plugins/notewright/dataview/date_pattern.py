"""Text of a given form → date: the tokens are those that dates are written with."""

from __future__ import annotations

import re
from typing import NamedTuple

from notewright.dataview.error import EvaluationError
from notewright.values import Date, Value
from notewright.values.civil import civil_day, days_in_month, days_since_epoch, is_leap, iso_week, weekday
from notewright.values.date_format import MONTHS, WEEKDAYS, pieces
from notewright.values.zone import LOCAL, Zone, find_zone

_DIGITS = {
    **dict.fromkeys(["M", "L", "d", "H", "h", "m", "s", "q", "W"], r"[0-9]{1,2}"),
    **dict.fromkeys(["MM", "LL", "dd", "HH", "hh", "mm", "ss", "qq", "WW"], r"[0-9]{2}"),
    "y": r"[0-9]{1,6}",
    "yy": r"[0-9]{2,4}",
    "yyyy": r"[0-9]{4}",
    "yyyyy": r"[0-9]{4,6}",
    "yyyyyy": r"[0-9]{6}",
    "o": r"[0-9]{1,3}",
    "ooo": r"[0-9]{3}",
    "S": r"[0-9]{1,3}",
    "SSS": r"[0-9]{3}",
    "kkkk": r"[0-9]{4}",
    "u": r"[0-9]{1,9}",
    "uu": r"[0-9]{1,2}",
    "uuu": r"[0-9]",
    "kk": r"[0-9]{2,4}",
    "E": r"[0-9]",
    "c": r"[0-9]",
}
_SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
_SHORT_WEEKDAYS = tuple(name[:3] for name in WEEKDAYS)
_NAMES = {
    "MMM": _SHORT_MONTHS,
    "LLL": _SHORT_MONTHS,
    "MMMM": MONTHS,
    "LLLL": MONTHS,
    "a": ("AM", "PM"),
    "EEE": _SHORT_WEEKDAYS,
    "ccc": _SHORT_WEEKDAYS,
    "EEEE": WEEKDAYS,
    "cccc": WEEKDAYS,
    "G": ("BC", "AD"),
    "GG": ("Before Christ", "Anno Domini"),
}
_OFFSETS = {
    "Z": r"[+-][0-9]{1,2}(?::[0-9]{2})?",
    "ZZ": r"[+-][0-9]{1,2}(?::[0-9]{2})?",
    "ZZZ": r"[+-][0-9]{1,2}(?:[0-9]{2})?",
}
_OFFSET = re.compile(r"([+-])([0-9]{1,2}):?([0-9]{2})?")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


_MACROS = {
    "D": "M/d/yyyyy",
    "DD": "MMM d, yyyyy",
    "DDD": "MMMM d, yyyyy",
    "DDDD": "EEEE, MMMM d, yyyyy",
    "t": "h:mm a",
    "tt": "h:mm:ss a",
    "T": "HH:mm",
    "TT": "HH:mm:ss",
    "f": "M/d/yyyyy, h:mm a",
    "ff": "MMM d, yyyyy, h:mm a",
    "F": "M/d/yyyyy, h:mm:ss a",
    "FF": "MMM d, yyyyy, h:mm:ss a",
}
_CLOCK = ("hour", "minute", "second", "millisecond")
_FIELDS = {
    **dict.fromkeys("ML", "month"),
    **dict.fromkeys("Hh", "hour"),
    **dict.fromkeys("Ec", "weekday"),
    **dict.fromkeys("Su", "millisecond"),
    "y": "year",
    "d": "day",
    "o": "ordinal",
    "m": "minute",
    "s": "second",
    "k": "week year",
    "W": "week",
}


class _Piece(NamedTuple):
    token: str
    pattern: str
    is_token: bool


def parse_date(text: str, pattern: str, now: Date) -> Value:
    """The date in a text of that form; `x` is a count of milliseconds and `X` of seconds.

    Raises:
        EvaluationError: when the text has another form or names a day that does not exist.
    """
    if pattern in ("x", "X"):
        return _of_count(text, 1000 if pattern == "X" else 1)
    failure = EvaluationError(f"Can't handle format ({pattern}) on date string ({text})")
    found = [_piece(*piece) for piece in _expand(pattern)]
    match = re.fullmatch("".join(f"({piece.pattern})" for piece in found), text, re.IGNORECASE)
    if match is None:
        raise failure
    parts = zip(found, match.groups(), strict=True)
    read = {piece.token[0]: _value(piece, part) for piece, part in parts if piece.is_token}
    date = _build(read, now)
    if date is None:
        raise failure
    return date


def _of_count(text: str, factor: int) -> Value:
    number = _NUMBER.search(text)
    if number is None:
        # The app forgets to fill in its own message, and so it reads.
        raise EvaluationError("Not a number for format( (${ f }): ${ d }")
    return Date(int(number[0].partition(".")[0]) * factor)


def _expand(pattern: str) -> list[tuple[str, bool]]:
    """The pieces, with those of a whole date or time in the place of its token."""
    found = []
    for token, is_token in pieces(pattern):
        found += pieces(_MACROS[token]) if is_token and token in _MACROS else [(token, is_token)]
    return found


def _piece(token: str, is_token: bool) -> _Piece:
    if is_token and token in _DIGITS:
        return _Piece(token, _DIGITS[token], True)
    if is_token and token in _NAMES:
        return _Piece(token, "|".join(map(re.escape, _NAMES[token])), True)
    if is_token and token in _OFFSETS:
        return _Piece(token, _OFFSETS[token], True)
    if is_token and token == "z":
        return _Piece(token, r"[A-Za-z_+,\-./]{1,256}?", True)
    return _Piece(token, re.escape(token), False)


def _value(piece: _Piece, text: str) -> int | str:
    if piece.token in _NAMES:
        first = 0 if piece.token[0] in "aG" else 1
        return [name.lower() for name in _NAMES[piece.token]].index(text.lower()) + first
    if piece.token[0] in "Zz":
        return text
    if piece.token in ("u", "uu"):
        return int(float(f"0.{text}") * 1000)
    number = int(text)
    if piece.token in ("yy", "kk") and len(text) <= 2:
        return number + (1900 if number > 60 else 2000)
    return number


def _build(read: dict[str, int | str], now: Date) -> Date | None:
    """The date of the fields, by the letters of their tokens; None when they are out of range."""
    fields = {_FIELDS[letter]: value for letter, value in read.items() if letter in _FIELDS and isinstance(value, int)}
    if "h" in read and "a" in read:
        fields["hour"] = fields["hour"] % 12 + 12 * int(read["a"]) if fields["hour"] <= 12 else fields["hour"]
    if "q" in read:
        fields.setdefault("month", int(read["q"]) * 3 - 2)
    if read.get("G") == 0 and "year" in fields:
        fields["year"] = -fields["year"]
    zone = _zone(read)
    if zone is None:
        return None
    units = _units(fields)
    _complete(fields, units, now.in_zone(zone))
    day = _day(fields, units)
    clock = (fields["hour"], fields["minute"], fields["second"], fields["millisecond"])
    if day is None or not _is_clock(clock):
        return None
    return Date.of(*civil_day(day), *clock, zone=zone).in_zone(LOCAL)


def _units(fields: dict[str, int]) -> tuple[str, ...]:
    """How the day is told: by its week, by its number in the year, or by month and day."""
    is_civil = not fields.keys().isdisjoint({"year", "month", "day", "ordinal"})
    if fields.keys() & {"week", "week year"} or ("weekday" in fields and not is_civil):
        return ("week year", "week", "weekday")
    return ("year", "ordinal") if "ordinal" in fields else ("year", "month", "day")


def _complete(fields: dict[str, int], units: tuple[str, ...], now: Date) -> None:
    """What is larger than anything told is as now; what is smaller is at its beginning."""
    current = dict(zip(("week year", "week"), now.week, strict=True)) | {"weekday": now.weekday}
    current |= dict(zip(("year", "month", "day"), now.civil, strict=True)) | {"ordinal": now.day_of_year}
    current |= dict(zip(_CLOCK, now.clock, strict=True))
    is_told = False
    for unit in (*units, *_CLOCK):
        is_told = is_told or unit in fields
        fields.setdefault(unit, int(unit not in _CLOCK) if is_told else current[unit])


def _is_clock(clock: tuple[int, int, int, int]) -> bool:
    fits = all(value <= most for value, most in zip(clock, (23, 59, 59, 999), strict=True))
    return fits or clock == (24, 0, 0, 0)


def _day(fields: dict[str, int], units: tuple[str, ...]) -> int | None:
    """The number of the day since 1970, if there is such a day."""
    if "week" in units:
        return _day_of_week(fields["week year"], fields["week"], fields["weekday"])
    year = fields["year"]
    if "ordinal" in units:
        return days_since_epoch(year, 1, fields["ordinal"]) if 1 <= fields["ordinal"] <= 365 + is_leap(year) else None
    if not 1 <= fields["month"] <= 12 or not 1 <= fields["day"] <= days_in_month(year, fields["month"]):
        return None
    found = days_since_epoch(year, fields["month"], fields["day"])
    return found if fields.get("weekday", weekday(found)) == weekday(found) else None


def _day_of_week(year: int, week: int, day: int) -> int | None:
    fourth = days_since_epoch(year, 1, 4)
    found = fourth - weekday(fourth) + 1 + (week - 1) * 7 + day - 1
    return found if 1 <= day <= 7 and iso_week(found) == (year, week) else None


def _zone(read: dict[str, int | str]) -> Zone | None:
    offset = _OFFSET.fullmatch(str(read.get("Z", "")))
    if offset:
        sign, hours, minutes = offset.groups()
        return Zone("fixed", (-1 if sign == "-" else 1) * (int(hours) * 60 + int(minutes or 0)))
    return find_zone(str(read["z"])) if "z" in read else LOCAL
