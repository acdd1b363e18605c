"""The rows of a TASK query: from the notes of the source to groups of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from notewright.dataview.clauses import DataRow
from notewright.dataview.context import Context
from notewright.values import Value


def task_rows(paths: Iterable[str], context: Context) -> list[DataRow]:
    """The tasks of the notes. Each is a row of its own fields, and of those of its note that it lacks."""
    return [row for path in paths for row in _of_page(path, context)]


def _of_page(path: str, context: Context) -> Iterable[DataRow]:
    page = context.page(path)
    file = page.get("file") if page else None
    tasks = file.get("tasks") if isinstance(file, Mapping) else None
    for task in tasks if isinstance(tasks, list) else ():
        if page and isinstance(task, Mapping):
            yield f"{path}#{task.get('line')}", {**page, **task}


def grouped(rows: Sequence[Value], groups: Sequence[str]) -> list[Value]:
    """The rows; those of a query that groups as `{key, rows}`, the innermost groups holding tasks.

    A clause behind GROUP BY may have made anything of a group's rows: what is no list is a row by itself.
    """
    if not groups:
        return list(rows)
    *outer, name = groups
    return [
        {"key": row.get(name), "rows": grouped(_listed(row.get("rows")), outer)}
        for row in rows
        if isinstance(row, Mapping)
    ]


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]
