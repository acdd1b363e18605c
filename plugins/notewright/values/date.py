"""Dates with a time and a zone."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from notewright.values.civil import DAY, CivilDay, civil_day, days_in_month, days_since_epoch, iso_week, weekday
from notewright.values.duration import Duration
from notewright.values.number import truncate
from notewright.values.zone import LOCAL, Zone

_MAX_INSTANT = 8_640_000_000_000_000
_MINUTE = 60_000


class DateRangeError(ValueError):
    """A date more than 100 million days from 1970, where the calendar ends."""


@dataclass(frozen=True)
class Date:
    """An instant, in milliseconds since 1970 in UTC, as a clock in `zone` shows it.

    Fractions of a millisecond do not show, but count when dates are compared and subtracted.
    """

    instant: float
    zone: Zone = LOCAL

    def __post_init__(self) -> None:
        if abs(self.instant) > _MAX_INSTANT:
            raise DateRangeError("the date is out of range")

    @classmethod
    def of(cls, year: int, month: int = 1, day: int = 1, *clock: int, zone: Zone = LOCAL) -> Date:
        """The date with these fields; `clock` is hour, minute, second, millisecond. What is too large counts on."""
        hour, minute, second, millisecond = (*clock, 0, 0, 0, 0)[:4]
        local = days_since_epoch(year, month, day) * DAY + (hour * 60 + minute) * _MINUTE + second * 1000 + millisecond
        return cls.from_local(local, zone)

    @classmethod
    def from_local(cls, local: int, zone: Zone, near: int | None = None) -> Date:
        """The date at which a clock in the zone shows `local`; `near` is the offset to try first."""
        first = zone.offset(local) if near is None else near
        guess = local - first * _MINUTE
        second = zone.offset(guess)
        if second == first:
            return cls(guess, zone)
        guess = local - second * _MINUTE
        third = zone.offset(guess)
        # In the hour that is skipped in spring, no offset fits: the smaller one moves the clock on.
        return cls(guess if third == second else local - min(second, third) * _MINUTE, zone)

    @cached_property
    def offset(self) -> int:
        """Minutes ahead of UTC."""
        return self.zone.offset(math.floor(self.instant))

    @cached_property
    def local(self) -> int:
        """Milliseconds that the local clock has counted since 1970."""
        return math.floor(self.instant) + self.offset * _MINUTE

    @cached_property
    def civil(self) -> CivilDay:
        """Year, month and day."""
        return civil_day(self.local // DAY)

    @property
    def clock(self) -> tuple[int, int, int, int]:
        """Hour, minute, second and millisecond."""
        rest = self.local % DAY
        return rest // 3_600_000, rest // _MINUTE % 60, rest // 1000 % 60, rest % 1000

    @property
    def weekday(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return weekday(self.local // DAY)

    @property
    def week(self) -> tuple[int, int]:
        """ISO year and week."""
        return iso_week(self.local // DAY)

    @property
    def day_of_year(self) -> int:
        """1 for 1 January."""
        return self.local // DAY - days_since_epoch(self.civil.year, 1, 1) + 1

    def in_zone(self, zone: Zone) -> Date:
        """The same instant on another clock."""
        return replace(self, zone=zone)

    def start_of_day(self) -> Date:
        """Midnight of the day."""
        return Date.of(*self.civil, zone=self.zone)

    def plus(self, duration: Duration, sign: int = 1) -> Date:
        """Later by a duration: years and months first, the day cut to the month's length, then days, then the clock."""
        amounts = [amount * sign for amount in duration.amounts]
        if any(abs(amount) > _MAX_INSTANT or amount != amount for amount in amounts):
            raise DateRangeError("the date is out of range")
        years, months, weeks, days = (int(truncate(amount)) for amount in amounts[:4])
        year, month = self.civil.year + years, self.civil.month + months
        day = min(self.civil.day, days_in_month(year, month)) + days + weeks * 7
        local = days_since_epoch(year, month, day) * DAY + self.local % DAY
        fractions = [amount - truncate(amount) for amount in amounts[:4]]
        rest = Duration(*fractions, *amounts[4:]).to_milliseconds()
        moved = Date.from_local(local, self.zone, self.offset)
        return moved if rest == 0 else replace(moved, instant=moved.instant + rest)

    def to_iso(self) -> str:
        """ISO 8601: with an offset unless the zone is the local one."""
        year, month, day = self.civil
        hour, minute, second, millisecond = self.clock
        years = f"{year:04}" if 0 <= year <= 9999 else f"{year:+07}"
        text = f"{years}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}"
        return text + (format_offset(self) if self.zone.kind != "local" else "")


def format_offset(date: Date) -> str:
    """`+05:30`, or `Z` for a zone that is always UTC."""
    if date.zone.kind == "fixed" and date.offset == 0:
        return "Z"
    hours, minutes = divmod(abs(date.offset), 60)
    return f"{'-' if date.offset < 0 else '+'}{hours:02}:{minutes:02}"


def difference(end: Date, start: Date) -> Duration:
    """From one date to another in years, months, days and clock time, as the calendar counts them.

    Of dates in two zones each is counted by its own clock, as the app does.
    """
    if end.instant < start.instant:
        return _forward(end, start).times(-1)
    return _forward(start, end)


def _forward(start: Date, end: Date) -> Duration:
    counted = Duration()
    cursor = start
    for unit in ("years", "months", "days"):
        step = _whole_units(cursor, end, unit)
        tried = replace(counted, **{unit: step})
        if start.plus(tried).instant > end.instant:
            tried = replace(counted, **{unit: step - 1})
        if start.plus(tried).instant > end.instant:
            tried = replace(counted, **{unit: step - 2})
        counted, cursor = tried, start.plus(tried)
    rest = Duration(milliseconds=end.instant - cursor.instant)
    return counted + Duration(**rest.shifted(("hours", "minutes", "seconds", "milliseconds")))


def _whole_units(start: Date, end: Date, unit: str) -> int:
    years = end.civil.year - start.civil.year
    if unit == "years":
        return years
    if unit == "months":
        return years * 12 + end.civil.month - start.civil.month
    return end.local // DAY - start.local // DAY
