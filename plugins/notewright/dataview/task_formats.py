"""Tasks and calendars as text: for a terminal, as comma-separated values, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from notewright.dataview.result import CalendarResult
from notewright.dataview.task_tree import children, count, group_rows, is_grouping, nested
from notewright.values import Date, Link, Value, to_text

_INDENT = "    "
_COLUMNS = ("path", "line", "status", "text", "due", "completion")


def task_lines(rows: Sequence[Value], *, places: bool, depth: int = 0) -> Iterator[str]:
    """Tasks as a Markdown list, groups below headings; with `places` each says where it stands."""
    if not is_grouping(rows):
        yield from _items(nested(rows), "", places)
        return
    for group in rows:
        if isinstance(group, Mapping):
            inner = group_rows(group)
            number = f" ({count(inner)})" if places else ""
            yield f"{'#' * (depth + 1)} {_one_line(group.get('key'))}{number}"
            yield ""
            yield from task_lines(inner, places=places, depth=depth + 1)
            yield ""


def _items(tasks: Sequence[Mapping[str, Value]], indent: str, places: bool) -> Iterator[str]:
    for task in tasks:
        box = f"[{to_text(task.get('status'))}] " if task.get("task") else ""
        place = f"  ({task_place(task)})" if places else ""
        yield f"{indent}- {box}{_one_line(task.get('text'))}{place}"
        yield from _items(children(task), indent + _INDENT, places)


def task_place(task: Mapping[str, Value]) -> str:
    """The note and the line of an item, which people count from 1."""
    line = task.get("line")
    shown = f":{int(line) + 1}" if isinstance(line, int | float) else ""
    return f"{to_text(task.get('path'))}{shown}"


def task_records(rows: Sequence[Value]) -> list[list[str]]:
    """A header and a record for each task; the keys of its groups come first."""
    records = list(_records(rows, ()))
    depth = max((len(keys) for keys, _ in records), default=0)
    names = [f"group {number}" for number in range(1, depth + 1)] if depth > 1 else ["group"] * depth
    return [[*names, *_COLUMNS], *([*keys, *cells] for keys, cells in records)]


def _records(rows: Sequence[Value], keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        if is_grouping(rows):
            yield from _records(group_rows(row), (*keys, _plain(row.get("key"))))
        else:
            line = row.get("line")
            shown = {**row, "line": line + 1 if isinstance(line, int | float) else line}
            yield keys, [_plain(shown.get(name)) for name in _COLUMNS]


def calendar_records(result: CalendarResult) -> list[list[str]]:
    """A record for each row: the day, and the path of the note."""
    return [[_day(entry.date), _plain(entry.link)] for entry in result.entries]


def calendar_lines(result: CalendarResult) -> Iterator[str]:
    """A Markdown list of the days, in order."""
    for entry in result.entries:
        yield f"- {_day(entry.date) or '-'}: {_one_line(entry.link)}"


def _day(value: Value) -> str:
    if not isinstance(value, Date):
        return _plain(value)
    return f"{value.civil.year:04}-{value.civil.month:02}-{value.civil.day:02}"


def _plain(value: Value) -> str:
    if isinstance(value, Link):
        return value.target
    if isinstance(value, Date):
        return value.to_iso()
    return "" if value is None else to_text(value)


def _one_line(value: Value) -> str:
    return " ".join(to_text(value).split("\n"))
