"""Text of a given form → date: the tokens are those that dates are written with."""

from __future__ import annotations

import re
from typing import NamedTuple

from notewright.dataview.date_fields import date_of_fields
from notewright.dataview.error import EvaluationError
from notewright.values import Date, DateRangeError, Value
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
    "DD": "MMM d', 'yyyyy",
    "DDD": "MMMM d', 'yyyyy",
    "DDDD": "EEEE', 'MMMM d', 'yyyyy",
    "t": "h:m a",
    "tt": "h:m:s a",
    "T": "H:m",
    "TT": "H:m:s",
}
# A short name of a zone is read as an offset, and a long one is not read at all: only its token stands for it.
for _clock, _zoned in (("t", "tt"), ("T", "TT")):
    _MACROS |= {_clock * 3: f"{_MACROS[_zoned]} ZZZ", _clock * 4: f"{_MACROS[_zoned]} 'ZZZZZ'"}
for _size, _link, _zone_name in ((1, ", ", ""), (2, ", ", ""), (3, " at ", " ZZZ"), (4, " at ", " 'ZZZZZ'")):
    for _letter, _clock in (("f", "t"), ("F", "tt")):
        _MACROS[_letter * _size] = f"{_MACROS['D' * _size]}'{_link}'{_MACROS[_clock]}{_zone_name}"
_FIELDS = {
    **dict.fromkeys("ML", "month"),
    **dict.fromkeys("Hh", "hour"),
    **dict.fromkeys("Ec", "weekday"),
    "S": "millisecond",
    "y": "year",
    "d": "day",
    "o": "ordinal",
    "m": "minute",
    "s": "second",
    "k": "week year",
    "W": "week",
}
_Read = dict[str, int | str]


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
    found = _expand(pattern)
    match = re.fullmatch("".join(f"({piece.pattern})" for piece in found), text, re.IGNORECASE)
    if match is None:
        raise failure
    parts = zip(found, match.groups(), strict=True)
    read = {piece.token[0]: _value(piece, part) for piece, part in parts if piece.is_token}
    try:
        date = _build(read, now)
    except (DateRangeError, OverflowError):
        raise failure from None
    if date is None:
        raise failure
    return date


def _of_count(text: str, factor: int) -> Value:
    number = _NUMBER.search(text)
    if number is None:
        # The app forgets to fill in its own message, and so it reads.
        raise EvaluationError("Not a number for format( (${ f }): ${ d }")
    return Date(int(number[0].partition(".")[0]) * factor)


def _expand(pattern: str) -> list[_Piece]:
    """The pieces, with those of a whole date or time in the place of its token."""
    found: list[_Piece] = []
    for token, is_token in pieces(pattern):
        if is_token and token in _MACROS:
            found += [_part(part, is_own) for part, is_own in pieces(_MACROS[token])]
        else:
            found.append(_piece(token, is_token))
    return found


def _part(token: str, is_token: bool) -> _Piece:
    """A part of a whole date; a space in it is any one space."""
    return _Piece(token, r"[^\S\n\r]", False) if token == " " else _piece(token, is_token)


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
    if piece.token in ("u", "uu", "uuu"):
        return int(float(f"0.{text}") * 1000)
    number = int(text)
    if piece.token in ("yy", "kk") and number <= 99:
        return number + (1900 if number > 60 else 2000)
    return number


def _build(read: _Read, now: Date) -> Date | None:
    """The date of what was read, by the letters of the tokens; None when it is no date."""
    if "a" in read and "H" in read:
        raise EvaluationError("Can't include meridiem when specifying 24-hour format")
    _complete(read)
    fields = {_FIELDS[letter]: value for letter, value in read.items() if letter in _FIELDS and isinstance(value, int)}
    zone, minutes = _zone(read)
    if zone is None or not (fields or "z" in read or minutes is not None):
        return None
    return date_of_fields(fields, now, zone, minutes)


def _complete(read: _Read) -> None:
    """The fields that follow from others: the month from the quarter, the hour from `AM`, the year from the era."""
    if "q" in read:
        read["M"] = int(read["q"]) * 3 - 2
    if "h" in read and "a" in read:
        hour = int(read["h"])
        read["h"] = hour + 12 if hour < 12 and read["a"] else 0 if hour == 12 and not read["a"] else hour
    if read.get("G") == 0 and "y" in read:
        read["y"] = -int(read["y"])
    if "u" in read:
        read["S"] = read["u"]


def _zone(read: _Read) -> tuple[Zone | None, int | None]:
    """The zone, None when there is none of that name, and the offset that is written."""
    offset = _OFFSET.fullmatch(str(read.get("Z", "")))
    minutes = None
    if offset:
        sign, hours, rest = offset.groups()
        minutes = (-1 if sign == "-" else 1) * (int(hours) * 60 + int(rest or 0))
    if "z" in read:
        zone = find_zone(str(read["z"]))
        return (None if zone == LOCAL else zone), minutes
    return (LOCAL if minutes is None else Zone("fixed", minutes)), minutes
