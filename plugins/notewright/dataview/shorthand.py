"""Days told from the current one: `today`, `sow`, `end-of-month` …"""

from __future__ import annotations

from dataclasses import replace

from notewright.values import Date, Duration

_SHORT = {"so": "start", "eo": "end"}
_UNITS = {"w": "week", "m": "month", "y": "year"}
_LENGTHS = {"week": Duration(weeks=1), "month": Duration(months=1), "year": Duration(years=1)}


def shorthand_date(name: str, now: Date) -> Date:
    """The date that a shorthand means; weeks begin on Monday, and an end is the last millisecond."""
    today = now.start_of_day()
    days = {
        "now": now,
        "today": today,
        "yesterday": today.plus(Duration(days=-1)),
        "tomorrow": today.plus(Duration(days=1)),
    }
    if name in days:
        return days[name]
    edge, unit = (name.split("-")[0], name.split("-")[2]) if "-" in name else (_SHORT[name[:2]], _UNITS[name[2]])
    start = _start(unit, today)
    if edge == "start":
        return start
    following = start.plus(_LENGTHS[unit])
    return replace(following, instant=following.instant - 1)


def _start(unit: str, today: Date) -> Date:
    if unit == "week":
        return today.plus(Duration(days=1 - today.weekday))
    return Date.of(today.civil.year, today.civil.month if unit == "month" else 1)
