"""Fields of a date (year, week, hour …) → date: what is not told is completed, and what does not exist is refused."""

from __future__ import annotations

from notewright.dataview.error import EvaluationError
from notewright.values import Date
from notewright.values.civil import DAY, days_in_month, days_since_epoch, is_leap, iso_week, weekday
from notewright.values.zone import LOCAL, Zone

_CLOCK = ("hour", "minute", "second", "millisecond")


def date_of_fields(fields: dict[str, int], now: Date, zone: Zone = LOCAL, minutes: int | None = None) -> Date | None:
    """The date on the local clock; None when a field is out of range.

    `zone` is that of the fields, and `minutes` its offset where the text says it.

    Raises:
        EvaluationError: for fields that tell the day in two ways.
    """
    units = _units(fields)
    offset = zone.offset(int(now.instant)) if minutes is None else minutes
    told = _complete(fields, units, Date(now.instant, Zone("fixed", offset)))
    day = _day(told, units)
    clock = tuple(told[unit] for unit in _CLOCK)
    if day is None or not _is_clock(clock):
        return None
    hour, minute, second, millisecond = clock
    local = day * DAY + (hour * 60 + minute) * 60_000 + second * 1000 + millisecond
    date = Date.from_local(local, zone, offset)
    if fields.get("weekday") and units[-1] == "day" and fields["weekday"] != date.weekday:
        return None
    return date.in_zone(LOCAL)


def _units(fields: dict[str, int]) -> tuple[str, ...]:
    """How the day is told: by its week, by its number in the year, or by month and day."""
    by_month_and_day = not fields.keys().isdisjoint({"month", "day"})
    by_year = by_month_and_day or "year" in fields
    by_week = bool(fields.get("week year") or fields.get("week"))
    if by_week and (by_year or "ordinal" in fields):
        raise EvaluationError("Can't mix weekYear/weekNumber units with year/month/day or ordinals")
    if by_month_and_day and "ordinal" in fields:
        raise EvaluationError("Can't mix ordinal dates with month/day")
    if by_week or (fields.get("weekday") and not by_year):
        return ("week year", "week", "weekday")
    return ("year", "ordinal") if "ordinal" in fields else ("year", "month", "day")


def _complete(fields: dict[str, int], units: tuple[str, ...], now: Date) -> dict[str, int]:
    """What is larger than anything told is as now; what is smaller is at its beginning."""
    current = dict(zip(("week year", "week"), now.week, strict=True)) | {"weekday": now.weekday}
    current |= dict(zip(("year", "month", "day"), now.civil, strict=True)) | {"ordinal": now.day_of_year}
    current |= dict(zip(_CLOCK, now.clock, strict=True))
    told: dict[str, int] = {}
    is_told = False
    for unit in (*units, *_CLOCK):
        is_told = is_told or unit in fields
        told[unit] = fields.get(unit, int(unit not in _CLOCK) if is_told else current[unit])
    return told


def _is_clock(clock: tuple[int, ...]) -> bool:
    fits = all(value <= most for value, most in zip(clock, (23, 59, 59, 999), strict=True))
    return fits or clock == (24, 0, 0, 0)


def _day(told: dict[str, int], units: tuple[str, ...]) -> int | None:
    """The number of the day since 1970, if there is such a day."""
    if "week" in units:
        return _day_of_week(told["week year"], told["week"], told["weekday"])
    year = told["year"]
    if "ordinal" in units:
        return days_since_epoch(year, 1, told["ordinal"]) if 1 <= told["ordinal"] <= 365 + is_leap(year) else None
    if not 1 <= told["month"] <= 12 or not 1 <= told["day"] <= days_in_month(year, told["month"]):
        return None
    return days_since_epoch(year, told["month"], told["day"])


def _day_of_week(year: int, week: int, day: int) -> int | None:
    fourth = days_since_epoch(year, 1, 4)
    found = fourth - weekday(fourth) + 1 + (week - 1) * 7 + day - 1
    return found if 1 <= day <= 7 and iso_week(found) == (year, week) else None
