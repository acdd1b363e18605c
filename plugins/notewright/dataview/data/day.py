"""The day that a note is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from notewright.values import Date, Value
from notewright.values.civil import days_in_month

_KEYS = frozenset({"date", "day"})
_WITH_HYPHENS = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def day_of(name: str, values: Mapping[str, Sequence[Value]]) -> Date | None:
    """The first value of a field called `date` or `day`, where it is a date; else the day that the name holds."""
    for key, given in values.items():
        if isinstance(first := given[0], Date) and key.lower() in _KEYS:
            return first
    written = written_day(name)
    return _day(*map(int, written.groups())) if written else None


def written_day(name: str) -> re.Match[str] | None:
    """What looks like a day in the name of a note, even if no calendar has it: `2024-05-15`, else `20240515`."""
    return _WITH_HYPHENS.search(name) or _DIGITS.search(name)


def _day(year: int, month: int, day: int) -> Date | None:
    """The app takes the time of indexing for a day that is none, which would make each build another."""
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return Date.of(year, month, day)
