"""The proleptic Gregorian calendar for any year: days since 1970-01-01, and back."""

from __future__ import annotations

from typing import NamedTuple

DAY = 86_400_000
"""Milliseconds of a day."""


class CivilDay(NamedTuple):
    """A day of the calendar."""

    year: int
    month: int
    day: int


def days_since_epoch(year: int, month: int, day: int) -> int:
    """The number of a day; a month or day beyond its range counts on into the next."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    # Years are counted from March, so that the leap day is the last of its year.
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def civil_day(days: int) -> CivilDay:
    """The day with that number."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    return CivilDay(year_of_era + era * 400 + (month <= 2), month, day)


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """The length of a month; a month beyond 1 to 12 is one of another year."""
    return days_since_epoch(year, month + 1, 1) - days_since_epoch(year, month, 1)


def weekday(days: int) -> int:
    """1 for Monday to 7 for Sunday."""
    return (days + 3) % 7 + 1


def iso_week(days: int) -> tuple[int, int]:
    """The ISO year and week of a day: the week belongs to the year in which its Thursday lies."""
    thursday = days - weekday(days) + 4
    year = civil_day(thursday).year
    return year, (thursday - days_since_epoch(year, 1, 1)) // 7 + 1
