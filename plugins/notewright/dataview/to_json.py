"""Results in the JSON form in which they are exchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from notewright.dataview.error import EvaluationError, ExecutionError, QueryError
from notewright.dataview.result import CalendarResult, ListResult, ListRow, Result, TaskResult
from notewright.dataview.task_tree import children, group_rows, is_grouping
from notewright.values import Json, Value
from notewright.values import to_json as value_to_json


def to_json(result: Result) -> Json:
    """The JSON form of a result."""
    if isinstance(result, ListResult):
        return {"type": "list", "headers": [], "rows": [_list_row(row) for row in result.rows]}
    if isinstance(result, TaskResult):
        return {"type": "task", "headers": [], "rows": _tasks(result.rows)}
    if isinstance(result, CalendarResult):
        entries: list[Json] = [
            {"date": value_to_json(entry.date), "link": value_to_json(entry.link)} for entry in result.entries
        ]
        return {"type": "calendar", "headers": [], "rows": entries}
    rows: list[Json] = [[value_to_json(cell) for cell in row] for row in result.rows]
    return {"type": "table", "headers": list(result.headers), "rows": rows}


# A task has all the fields of its note besides; these are its own.
_TASK: Final = (
    *("path", "line", "lineCount", "symbol", "text", "task", "status", "checked", "completed", "fullyCompleted"),
    *("annotated", "tags", "section", "link", "outlinks", "list", "parent", "blockId"),
    *("created", "start", "scheduled", "due", "completion"),
)


def _tasks(rows: Sequence[Value]) -> list[Json]:
    if is_grouping(rows):
        groups = (row for row in rows if isinstance(row, Mapping))
        return [{"key": value_to_json(row.get("key")), "rows": _tasks(group_rows(row))} for row in groups]
    return [_task(row) if isinstance(row, Mapping) else value_to_json(row) for row in rows]


def _task(task: Mapping[str, Value]) -> Json:
    form: dict[str, Json] = {name: value_to_json(task[name]) for name in _TASK if name in task}
    return form | ({"children": _tasks(children(task))} if "children" in task else {})


def _list_row(row: ListRow) -> Json:
    form: dict[str, Json] = {}
    if row.has_id:
        form["id"] = value_to_json(row.id)
    if row.has_value:
        form["value"] = value_to_json(row.value)
    return form


def query_error_to_json(error: QueryError | ExecutionError | EvaluationError) -> Json:
    """The JSON form of a query's failure."""
    if isinstance(error, QueryError):
        return {"type": "error", "stage": "parse"}
    return {"type": "error", "stage": "execute", "message": error.message}


def value_error_to_json(error: QueryError | EvaluationError) -> Json:
    """The JSON form of the failure of an expression or inline query."""
    if isinstance(error, QueryError):
        return {"error": "parse"}
    return {"error": "eval", "message": error.message}
