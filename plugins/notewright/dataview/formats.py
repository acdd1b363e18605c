"""Results as text: columns for a terminal, comma-separated values, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from notewright.dataview.columns import in_columns
from notewright.dataview.result import CalendarResult, ListResult, ListRow, Result, TaskResult
from notewright.dataview.task_formats import calendar_lines, calendar_records, task_lines, task_records
from notewright.dataview.to_json import to_json
from notewright.values import Link, TextForm, Value, to_text
from notewright.values.to_text import APP_FORM
from notewright.values.utf16 import well_formed


def as_text(result: Result, form: TextForm = APP_FORM, width: int | None = None) -> str:
    """Lines for a terminal; a table in columns, fitted to the width where there is one."""
    if isinstance(result, ListResult):
        return _joined(_plain_list_row(row, form) for row in result.rows)
    if isinstance(result, TaskResult):
        return _joined(task_lines(result.rows, form, places=True))
    if isinstance(result, CalendarResult):
        return _joined("  ".join(record) for record in calendar_records(result, form))
    rows = ([_one_line(_plain(cell, form)) for cell in row] for row in result.rows)
    return well_formed(in_columns([_one_line(header) for header in result.headers], rows, width))


def as_csv(result: Result, form: TextForm = APP_FORM) -> str:
    """Comma-separated values, a header first; lists and links as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if isinstance(result, ListResult):
        for row in result.rows:
            writer.writerow([_plain(cell, form) for cell in _list_cells(row)])
    elif isinstance(result, TaskResult):
        writer.writerows(task_records(result.rows, form))
    elif isinstance(result, CalendarResult):
        writer.writerows([["date", "link"], *calendar_records(result, form)])
    else:
        writer.writerow(result.headers)
        writer.writerows([_plain(cell, form) for cell in row] for row in result.rows)
    return well_formed(out.getvalue())


def as_markdown(result: Result, form: TextForm = APP_FORM) -> str:
    """A list or table in Markdown; a calendar is a list of its days."""
    if isinstance(result, TaskResult):
        return _joined(task_lines(result.rows, form, places=False))
    if isinstance(result, CalendarResult):
        return _joined(calendar_lines(result, form))
    if isinstance(result, ListResult):
        items = (": ".join(_one_line(to_text(cell, form)) for cell in _list_cells(row)) for row in result.rows)
        return _joined(f"- {item}" for item in items)
    cells = ([to_text(cell, form) for cell in row] for row in result.rows)
    rows = [result.headers, ["-" * 3] * len(result.headers), *cells]
    return _joined(f"| {' | '.join(_one_line(cell).replace('|', chr(92) + '|') for cell in row)} |" for row in rows)


def as_json(result: Result, form: TextForm = APP_FORM) -> str:
    """The JSON form, on one line."""
    return json.dumps(to_json(result)) + "\n"


FORMATS = {"text": as_text, "json": as_json, "csv": as_csv, "markdown": as_markdown}
"""The forms by name."""


def _joined(lines: Iterable[str]) -> str:
    return well_formed("".join(f"{line}\n" for line in lines))


def _list_cells(row: ListRow) -> list[Value]:
    return [*([row.id] if row.has_id else []), *([row.value] if row.has_value else [])]


def _plain_list_row(row: ListRow, form: TextForm) -> str:
    return _one_line(": ".join(_plain(cell, form) for cell in _list_cells(row)))


def _plain(value: Value, form: TextForm) -> str:
    """A value without Markdown: a link by its path, null as nothing."""
    if isinstance(value, Link):
        return value.target
    if isinstance(value, list):
        return ", ".join(_plain(element, form) for element in value)
    return "" if value is None else to_text(value, form)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
