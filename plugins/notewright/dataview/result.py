"""What a query answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from notewright.values import Value


@dataclass(frozen=True, slots=True)
class Dropped:
    """The rows that are missing because an expression had no value for them: how many, and the first reasons."""

    count: int = 0
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: its id, its value, or both. `has_id` and `has_value` tell null from nothing."""

    id: Value = None
    value: Value = None
    has_id: bool = True
    has_value: bool = False


@dataclass(frozen=True, slots=True)
class ListResult:
    """The answer to LIST. `read` are the paths of the pages whose fields were looked at."""

    rows: tuple[ListRow, ...]
    dropped: Dropped = Dropped()
    read: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class TableResult:
    """The answer to TABLE: the header of the id column comes first, unless it is without."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    dropped: Dropped = Dropped()
    read: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The answer to TASK: the tasks, or groups of the form `{key, rows}` whose rows are tasks or groups."""

    rows: tuple[Value, ...]
    dropped: Dropped = Dropped()
    read: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A row of a calendar. Its date may be anything: the language does not ask for a date."""

    date: Value
    link: Value


@dataclass(frozen=True, slots=True)
class CalendarResult:
    """The answer to CALENDAR."""

    entries: tuple[CalendarEntry, ...]
    dropped: Dropped = Dropped()
    read: frozenset[str] = field(default=frozenset(), compare=False)


Result: TypeAlias = ListResult | TableResult | TaskResult | CalendarResult
