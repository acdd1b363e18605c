"""How the tasks of an answer hang together: in groups, and below each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notewright.values import Value, to_text

_GROUP = frozenset({"key", "rows"})


def is_grouping(rows: Sequence[Value]) -> bool:
    """Whether rows are groups and not tasks."""
    return bool(rows) and all(isinstance(row, Mapping) and row.keys() == _GROUP for row in rows)


def count(rows: Sequence[Value]) -> int:
    """How many tasks there are in groups of groups."""
    return sum(count(group_rows(row)) for row in rows) if is_grouping(rows) else len(rows)


def group_rows(group: Value) -> list[Value]:
    """What a group holds."""
    rows = group.get("rows") if isinstance(group, Mapping) else None
    return rows if isinstance(rows, list) else []


def nested(rows: Sequence[Value]) -> list[Mapping[str, Value]]:
    """The tasks of a list that are shown at its top: those below another of the list are shown there."""
    tasks = [row for row in rows if isinstance(row, Mapping)]
    known: set[tuple[Value, Value]] = set()
    waiting = list(tasks)
    while waiting:
        task = waiting.pop()
        if (place := _place(task, "line")) not in known:
            known.add(place)
            waiting += children(task)
    return [task for task in tasks if task.get("parent") is None or _place(task, "parent") not in known]


def children(task: Mapping[str, Value]) -> list[Mapping[str, Value]]:
    """The items below a task or other item."""
    found = task.get("children")
    return [child for child in found if isinstance(child, Mapping)] if isinstance(found, list) else []


def _place(task: Mapping[str, Value], key: str) -> tuple[str, str]:
    """The note and the line of an item, or of the one above it. A note may have a field `parent` of any kind."""
    return to_text(task.get("path")), to_text(task.get(key))
