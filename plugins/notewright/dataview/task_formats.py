"""Tasks and calendars as text: for a terminal, as comma-separated values, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from notewright.dataview.result import CalendarResult
from notewright.dataview.task_tree import children, count, group_rows, is_grouping, nested
from notewright.values import Date, Link, TextForm, Value, to_text
from notewright.values.to_text import APP_FORM

_INDENT = "    "
_COLUMNS = ("path", "line", "status", "text", "due", "completion")


def task_lines(rows: Sequence[Value], form: TextForm = APP_FORM, *, places: bool, depth: int = 0) -> Iterator[str]:
    """Tasks as a Markdown list, groups below headings; with `places` each says where it stands."""
    if not is_grouping(rows):
        yield from _items(nested(rows), "", form, places)
        return
    for group in rows:
        if isinstance(group, Mapping):
            inner = group_rows(group)
            number = f" ({count(inner)})" if places else ""
            yield f"{'#' * (depth + 1)} {_one_line(group.get('key'), form)}{number}"
            yield ""
            yield from task_lines(inner, form, places=places, depth=depth + 1)
            yield ""


def _items(tasks: Sequence[Mapping[str, Value]], indent: str, form: TextForm, places: bool) -> Iterator[str]:
    for task in tasks:
        box = f"[{to_text(task.get('status'))}] " if task.get("task") else ""
        place = f"  ({task_place(task)})" if places else ""
        yield f"{indent}- {box}{_one_line(task.get('text'), form)}{place}"
        yield from _items(children(task), indent + _INDENT, form, places)


def task_place(task: Mapping[str, Value]) -> str:
    """The note and the line of an item, which people count from 1."""
    line = task.get("line")
    shown = f":{int(line) + 1}" if isinstance(line, int | float) else ""
    return f"{to_text(task.get('path'))}{shown}"


def task_records(rows: Sequence[Value], form: TextForm = APP_FORM) -> list[list[str]]:
    """A header and a record for each task; the keys of its groups come first."""
    records = list(_records(rows, (), form))
    depth = max((len(keys) for keys, _ in records), default=0)
    names = [f"group {number}" for number in range(1, depth + 1)] if depth > 1 else ["group"] * depth
    return [[*names, *_COLUMNS], *([*keys, *cells] for keys, cells in records)]


def _records(
    rows: Sequence[Value], keys: tuple[str, ...], form: TextForm
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        if is_grouping(rows):
            yield from _records(group_rows(row), (*keys, _plain(row.get("key"), form)), form)
        else:
            line = row.get("line")
            shown = {**row, "line": line + 1 if isinstance(line, int | float) else line}
            yield keys, [_plain(shown.get(name), form) for name in _COLUMNS]


def calendar_records(result: CalendarResult, form: TextForm = APP_FORM) -> list[list[str]]:
    """A record for each row: the day, and the path of the note."""
    return [[_day(entry.date, form), _plain(entry.link, form)] for entry in result.entries]


def calendar_lines(result: CalendarResult, form: TextForm = APP_FORM) -> Iterator[str]:
    """A Markdown list of the days, in order."""
    for entry in result.entries:
        yield f"- {_day(entry.date, form) or '-'}: {_one_line(entry.link, form)}"


def _day(value: Value, form: TextForm) -> str:
    if not isinstance(value, Date):
        return _plain(value, form)
    return f"{value.civil.year:04}-{value.civil.month:02}-{value.civil.day:02}"


def _plain(value: Value, form: TextForm) -> str:
    if isinstance(value, Link):
        return value.target
    if isinstance(value, Date):
        return value.to_iso()
    return "" if value is None else to_text(value, form)


def _one_line(value: Value, form: TextForm) -> str:
    return " ".join(to_text(value, form).split("\n"))
