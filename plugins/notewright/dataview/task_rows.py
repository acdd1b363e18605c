"""The rows of a TASK query: from the notes of the source to groups of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from notewright.dataview.clauses import DataRow
from notewright.dataview.context import Context
from notewright.values import ExternalLink, Value

# A value of its own kind: null is one that a task may have.
_MISSING: Value = ExternalLink("", "")


class TaskRow(Mapping[str, Value]):
    """A task: its own fields, and those of its note that it lacks. Both are shared: rows are never changed."""

    __slots__ = ("_page", "_task")

    def __init__(self, task: Mapping[str, Value], page: Mapping[str, Value]) -> None:
        self._task = task
        self._page = page

    def __getitem__(self, name: str) -> Value:
        try:
            return self._task[name]
        except KeyError:
            return self._page[name]

    def get(self, name: str, default: Value = None) -> Value:  # type: ignore[override]
        """The value of a name; a task has names that it does not list."""
        found = self._task.get(name, _MISSING)
        return self._page.get(name, default) if found is _MISSING else found

    def __contains__(self, name: object) -> bool:
        return name in self._task or name in self._page

    def __iter__(self) -> Iterator[str]:
        yield from self._task
        yield from (name for name in self._page if name not in self._task)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def task_rows(paths: Iterable[str], context: Context) -> list[DataRow]:
    """The tasks of the notes. Each is a row of its own fields, and of those of its note that it lacks."""
    return [row for path in paths for row in _of_page(path, context)]


def _of_page(path: str, context: Context) -> Iterable[DataRow]:
    page = context.page(path)
    file = page.get("file") if page else None
    tasks = file.get("tasks") if isinstance(file, Mapping) else None
    for task in tasks if isinstance(tasks, list) else ():
        if page and isinstance(task, Mapping):
            yield f"{path}#{task.get('line')}", TaskRow(task, page)


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
