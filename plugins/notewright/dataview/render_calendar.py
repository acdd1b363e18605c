"""A calendar: a table for each month in which a row has a day, weeks from Monday on."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from notewright.dataview.preferences import Preferences
from notewright.dataview.render_value import OUTER_CLASS, element, nodes
from notewright.dataview.result import CalendarResult
from notewright.text.element import Element, Node, Text
from notewright.values import Date, Value
from notewright.values.date_format import MONTHS, WEEKDAYS

_WEEKS = Calendar()
_OPEN = 12
"""So many months are shown side by side; the years of more are folded, but for the last."""

Month = tuple[int, int]
Days = Mapping[int, Sequence[Value]]


def render_calendar(result: CalendarResult, preferences: Preferences) -> Element:
    """The calendar of a result. What has no day cannot stand in it."""
    if not result.entries:
        message = Text("Dataview: Query returned 0 results.") if preferences.warn_on_empty_result else Text("")
        return element("pre", f"{OUTER_CLASS} dataview dataview-error", (message,))
    months = _months(result)
    if not months:
        return element("pre", f"{OUTER_CLASS} dataview dataview-error", (Text("Dataview: No row has a date."),))
    return element("div", f"{OUTER_CLASS} notewright-calendar", _shown(months, preferences))


def undated(result: CalendarResult) -> int:
    """How many rows have no day."""
    return sum(not isinstance(entry.date, Date) for entry in result.entries)


def _months(result: CalendarResult) -> Mapping[Month, Days]:
    """The links of each day, in the order of the rows."""
    found: dict[Month, dict[int, list[Value]]] = {}
    for entry in result.entries:
        if isinstance(entry.date, Date):
            day = entry.date.civil
            found.setdefault((day.year, day.month), {}).setdefault(day.day, []).append(entry.link)
    return dict(sorted(found.items()))


def _shown(months: Mapping[Month, Days], preferences: Preferences) -> Iterator[Element]:
    tables = {month: _table(month, days, preferences) for month, days in months.items()}
    if len(tables) <= _OPEN:
        yield from tables.values()
        return
    last = max(tables)[0]
    for year, inside in groupby(tables, key=lambda month: month[0]):
        yield _year(year, [tables[month] for month in inside], {"open": ""} if year == last else {})


def _year(year: int, tables: Sequence[Element], state: Mapping[str, str]) -> Element:
    summary = element("summary", "", (Text(str(year)),))
    inside = element("div", "notewright-calendar", tables)
    return Element("details", {"class": "notewright-fold notewright-year", **state}, (summary, inside))


def _table(month: Month, days: Days, preferences: Preferences) -> Element:
    year, number = month
    caption = element("caption", "", (Text(f"{MONTHS[number - 1]} {year}"),))
    names = (Element("th", {"scope": "col", "abbr": name}, (Text(name[:3]),)) for name in WEEKDAYS)
    head = element("thead", "", (element("tr", "", names),))
    weeks = (element("tr", "", _week(week, month, days, preferences)) for week in weeks_of(year, number))
    return element("table", "notewright-month", (caption, head, element("tbody", "", weeks)))


def weeks_of(year: int, month: int) -> Iterable[Sequence[int]]:
    """The days of a month by weeks; 0 is a day of another month."""
    # The days fall alike every 400 years, and Python's calendar knows no year 0 and none of five digits.
    return _WEEKS.monthdayscalendar(year % 400 + 400, month)


def _week(week: Sequence[int], month: Month, days: Days, preferences: Preferences) -> Iterator[Element]:
    for day in week:
        if day == 0:
            yield element("td", "notewright-no-day", ())
        else:
            yield element("td", "notewright-day", _day((*month, day), days.get(day, ()), preferences))


def _day(day: tuple[int, int, int], links: Sequence[Value], preferences: Preferences) -> Iterator[Node]:
    date = f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
    yield Element("time", {"datetime": date}, (Text(str(day[2])),))
    if links:
        items = (element("li", "", nodes(link, preferences)) for link in links)
        yield Element("ul", {"data-day": str(day[2])}, tuple(items))
