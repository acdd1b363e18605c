"""What a script asks of dates and durations: all that takes a calendar or a zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from notewright.dataview.date_pattern import parse_date
from notewright.dataview.error import EvaluationError
from notewright.dataview.functions import FUNCTIONS
from notewright.dataview.javascript.host import Surroundings, operation
from notewright.dataview.javascript.iso_date import read_iso
from notewright.dataview.javascript.wire import from_amounts, to_wire
from notewright.values import LOCAL, Date, Duration, Value, find_zone, format_date, from_json
from notewright.values.civil import days_in_month
from notewright.values.duration import UNITS

_FIELDS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_ISO_DURATION = re.compile(r"-?P(?=[0-9T])(?:-?[0-9.]+[YMWD])*+(?:T(?:-?[0-9.]+[HMS])++)?+")
_CALENDAR = ("years", "months", "weeks", "days")


@operation("date.of")
def of(here: Surroundings, fields: list[Any], zone: str | None) -> Any:
    """The date of a year, month, day … ."""
    found = LOCAL if zone is None else find_zone(zone)
    return to_wire(Date.of(*(int(field) for field in fields[:7]), zone=found or LOCAL))


@operation("date.iso")
def iso(here: Surroundings, text: str, zone: str | None) -> Any:
    """The date that a text of ISO 8601 is."""
    return to_wire(read_iso(text, here.context.now, find_zone(zone) or LOCAL if zone else LOCAL))


@operation("date.parse")
def parse(here: Surroundings, text: str, pattern: str) -> Any:
    """The date that a text of a pattern is; null where it is none."""
    try:
        return to_wire(parse_date(text, pattern, here.context.now))
    except EvaluationError:
        return None


@operation("date.format")
def formatted(here: Surroundings, date: Date, pattern: str) -> Any:
    """A date as a pattern writes it."""
    return format_date(date, pattern)


@operation("date.plus")
def plus(here: Surroundings, date: Date, amounts: Mapping[str, Any], sign: float) -> Any:
    """Later or earlier by amounts of units."""
    return to_wire(date.plus(Duration(**from_amounts(amounts)), -1 if sign < 0 else 1))


@operation("date.zone")
def in_zone(here: Surroundings, date: Date, zone: str | None) -> Any:
    """The same instant on the clock of a zone; null where there is none of that name."""
    found = find_zone(zone or "local")
    return to_wire(None if found is None else date.in_zone(found))


@operation("date.set")
def put(here: Surroundings, date: Date, fields: Mapping[str, Any]) -> Any:
    """The date with other fields; a day that the month lacks is its last one."""
    known = dict(zip(_FIELDS, (*date.civil, *date.clock), strict=True))
    new = known | {name: int(fields[name]) for name in _FIELDS if name in fields}
    if "day" not in fields:
        new["day"] = min(new["day"], days_in_month(new["year"], new["month"]))
    moved = Date.of(*new.values(), zone=date.zone)
    if "weekday" in fields:
        moved = moved.plus(Duration(days=int(fields["weekday"]) - moved.weekday))
    if "ordinal" in fields:
        moved = moved.plus(Duration(days=int(fields["ordinal"]) - moved.day_of_year))
    return to_wire(moved)


@operation("date.start")
def start(here: Surroundings, date: Date, unit: str) -> Any:
    """The first instant of the year, month … that a date is in."""
    return to_wire(_start(date, unit))


@operation("date.end")
def end(here: Surroundings, date: Date, unit: str) -> Any:
    """The last instant of it."""
    step = Duration(months=3) if unit == "quarters" else Duration(**{unit: 1})
    return to_wire(_start(date, unit).plus(step).plus(Duration(milliseconds=-1)))


def _start(date: Date, unit: str) -> Date:
    if unit == "weeks":
        return date.start_of_day().plus(Duration(days=1 - date.weekday))
    year, month, day = date.civil
    if unit == "quarters":
        return Date.of(year, (month - 1) // 3 * 3 + 1, zone=date.zone)
    fields = (year, month, day, *date.clock)
    kept = {"years": 1, "months": 2, "days": 3, "hours": 4, "minutes": 5, "seconds": 6, "milliseconds": 7}[unit]
    return Date.of(*fields[:kept], zone=date.zone)


@operation("date.difference")
def difference(here: Surroundings, end: Date, start: Date, units: list[Any]) -> Any:
    """From one date to another in some units."""
    names = [unit for unit in UNITS if unit in units]
    if "quarters" in units:
        months = _between(start, end, ["months"])["months"]
        return to_wire({"months": months})
    return to_wire(_between(start, end, names))


def _between(start: Date, end: Date, units: list[str]) -> dict[str, float]:
    if end.instant < start.instant:
        return {unit: -amount if amount else 0 for unit, amount in _between(end, start, units).items()}
    counted: dict[str, float] = {}
    cursor, beyond, last = start, start, ""
    for unit in (unit for unit in _CALENDAR if unit in units):
        counted[unit], last = _steps(cursor, end, unit), unit
        beyond = cursor = start.plus(Duration(**counted))
        while cursor.instant > end.instant:
            counted[unit] -= 1
            beyond, cursor = cursor, start.plus(Duration(**counted))
    rest = end.instant - cursor.instant
    clock = tuple(unit for unit in UNITS[4:] if unit in units)
    if clock:
        return counted | Duration(milliseconds=rest).shifted(clock)
    if last and rest:
        # Without a whole unit too many, the next one is counted from where the whole ones end.
        beyond = cursor.plus(Duration(**{last: 1})) if beyond.instant < end.instant else beyond
        counted[last] += rest / (beyond.instant - cursor.instant)
    return counted


def _steps(start: Date, end: Date, unit: str) -> int:
    """At least as many whole units as there are between two dates."""
    months = (end.civil.year - start.civil.year) * 12 + end.civil.month - start.civil.month
    days = end.local // 86_400_000 - start.local // 86_400_000
    return {"years": end.civil.year - start.civil.year, "months": months, "weeks": days // 7, "days": days}[unit]


@operation("duration.length")
def length(here: Surroundings, duration: Duration) -> Any:
    """Its length in milliseconds."""
    return duration.to_milliseconds()


@operation("duration.shift")
def shift(here: Surroundings, duration: Duration, units: list[Any]) -> Any:
    """The same in some units."""
    return to_wire(dict(duration.shifted(tuple(unit for unit in UNITS if unit in units))))


@operation("duration.format")
def format_duration(here: Surroundings, duration: Duration, pattern: str) -> Any:
    """A duration as a pattern writes it."""
    return to_wire(FUNCTIONS["durationformat"](here.context, duration, pattern))


@operation("duration.toISO")
def duration_iso(here: Surroundings, duration: Duration) -> Any:
    """ISO 8601."""
    return duration.to_iso()


@operation("duration.iso")
def read_duration(here: Surroundings, text: str) -> Any:
    """The duration that a text of ISO 8601 is."""
    found: Value = from_json({"duration": text}) if _ISO_DURATION.fullmatch(text) else None
    if found is None:
        raise EvaluationError(f'"{text}" is no duration of ISO 8601')
    return to_wire(found)
