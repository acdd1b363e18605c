"""Lists, tables and tasks as Markdown, which scripts ask for to go on with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from notewright.dataview.error import ExecutionError
from notewright.dataview.javascript.ask_vault import LIST_PAIR, answered, to_script
from notewright.dataview.javascript.host import Surroundings, operation
from notewright.dataview.result import CalendarResult, TableResult, TaskResult
from notewright.dataview.task_formats import task_lines
from notewright.values import TextForm, Value, to_text

_BAR = re.compile(r"(?<!\\)\|")


@operation("markdown.query")
def of_query(here: Surroundings, source: str, origin: str, with_id: bool | None) -> Any:
    """The answer to a query."""
    result = answered(here, source, origin, with_id)
    if isinstance(result, CalendarResult):
        raise ExecutionError("Cannot render calendar queries to markdown.")
    if isinstance(result, TableResult):
        return table(here, list(result.headers), [list(row) for row in result.rows])
    if isinstance(result, TaskResult):
        return tasks(here, list(result.rows))
    values = to_script(result)
    return of_list(here, values["values"] if isinstance(values, Mapping) else None)


@operation("markdown.table")
def table(here: Surroundings, headers: list[Value], rows: list[Any]) -> Any:
    """A table."""
    if rows and len(rows[0]) != len(headers):
        raise ExecutionError(
            f"The number of headers ({len(headers)}) must match the number of columns ({len(rows[0])})"
        )
    form = here.context.preferences.form
    cells = [[_escaped(str(header)) for header in headers], *([_cell(cell, form) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=False)]
    rule = ["-" * width for width in widths]
    return "".join(_row(row, widths) for row in [cells[0], rule, *cells[1:]])


def _row(cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    return f"| {' | '.join(padded)} |\n"


def _cell(value: Value, form: TextForm) -> str:
    """A value in one line; its lists are HTML."""
    if isinstance(value, list):
        return f"<ul>{''.join(f'<li>{_cell(member, form)}</li>' for member in value)}</ul>"
    if isinstance(value, Mapping):
        entries = (f"<li><b>{_escaped(key)}</b>: {_cell(member, form)}</li>" for key, member in value.items())
        return f"<ul>{''.join(entries)}</ul>"
    return _escaped(to_text(value, form))


def _escaped(text: str) -> str:
    return _BAR.sub(r"\\|", text)


@operation("markdown.list")
def of_list(here: Surroundings, values: Value) -> Any:
    """A list."""
    members = values if isinstance(values, list) else [values]
    return "".join(f"{line}\n" for line in _items(members, here.context.preferences.form))


def _items(members: Iterable[Value], form: TextForm, indent: str = "") -> Iterator[str]:
    for member in members:
        name = ""
        if isinstance(member, Mapping) and member.get("$widget") == LIST_PAIR:
            name, member = f"{to_text(member.get('key'), form)}: ", member.get("value")
        if isinstance(member, list):
            yield f"{indent}- {name}".rstrip()
            yield from _items(member, form, indent + "    ")
        elif isinstance(member, Mapping):
            yield f"{indent}- {name}".rstrip()
            for key, below in member.items():
                yield from _items([{"$widget": LIST_PAIR, "key": key, "value": below}], form, indent + "    ")
        else:
            yield f"{indent}- {name}{to_text(member, form)}"


@operation("markdown.tasks")
def tasks(here: Surroundings, rows: list[Value]) -> Any:
    """Tasks as a tree, groups below headings."""
    return "".join(f"{line}\n" for line in task_lines(rows, here.context.preferences.form, places=False))
