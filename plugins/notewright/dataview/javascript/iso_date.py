"""Dates of ISO 8601 as scripts write them: by the calendar, by weeks, or by the day of the year."""

from __future__ import annotations

import re

from notewright.values import LOCAL, Date, Zone, find_zone
from notewright.values.civil import days_in_month, is_leap

_DAY = re.compile(
    r"(?P<year>[+-][0-9]{6}|[0-9]{4})"
    r"(?:-?W(?P<week>[0-9]{2})(?:-?(?P<weekday>[1-7]))?|-?(?P<ordinal>[0-9]{3})(?![0-9])"
    r"|-?(?P<month>[0-9]{2})(?:-?(?P<day>[0-9]{2}))?)?"
)
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{2})(?::?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,30}))?)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


def read_iso(text: str, now: Date, shown_in: Zone = LOCAL) -> Date | None:
    """The date on a clock in a zone; None for what is no date. A time without a date is today's."""
    date, sign, time = text.upper().partition("T")
    if not sign and ":" in date:
        date, time = "", date
    day, clock = _DAY.fullmatch(date), _CLOCK.fullmatch(time)
    lacks_clock = clock is None and (bool(sign) or day is None)
    if lacks_clock or (day is None and (date or sign)):
        return None
    given = clock.groupdict() if clock else {}
    zone = _zone(given.get("zone")) or shown_in
    first = _first(day.groupdict(), zone) if day else now.in_zone(zone).start_of_day()
    if first is None:
        return None
    hour, minute, second = (int(given.get(name) or 0) for name in ("hour", "minute", "second"))
    milliseconds = int(((given.get("fraction") or "0") + "000")[:3])
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second or milliseconds)):
        return None
    found = Date.of(*first.civil, hour, minute, second, milliseconds, zone=zone)
    return found.in_zone(shown_in)


def _zone(text: str | None) -> Zone | None:
    if text is None:
        return None
    digits = text.lstrip("+-").replace(":", "")
    return find_zone("utc" if text == "Z" else f"utc{text[0]}{digits[:2]}:{digits[2:] or '00'}")


def _first(found: dict[str, str | None], zone: Zone) -> Date | None:
    """Midnight of the day; None where the calendar has no such day."""
    year, month, day = int(found["year"] or 0), int(found["month"] or 1), int(found["day"] or 1)
    if found["week"]:
        # The fourth of January is in the first week.
        anchor = Date.of(year, 1, 4, zone=zone)
        days = (int(found["week"]) - 1) * 7 + int(found["weekday"] or 1) - anchor.weekday
        date = Date.of(year, 1, 4 + days, zone=zone)
        return date if date.week == (year, int(found["week"])) else None
    if found["ordinal"]:
        ordinal = int(found["ordinal"])
        return Date.of(year, 1, ordinal, zone=zone) if 1 <= ordinal <= 365 + is_leap(year) else None
    if not (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        return None
    return Date.of(year, month, day, zone=zone)
