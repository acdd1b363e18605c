"""Results in the JSON form in which they are exchanged."""

from __future__ import annotations

from notewright.dataview.error import EvaluationError, ExecutionError, QueryError
from notewright.dataview.result import ListResult, ListRow, Result
from notewright.values import Json
from notewright.values import to_json as value_to_json


def to_json(result: Result) -> Json:
    """The JSON form of a result."""
    if isinstance(result, ListResult):
        return {"type": "list", "headers": [], "rows": [_list_row(row) for row in result.rows]}
    rows: list[Json] = [[value_to_json(cell) for cell in row] for row in result.rows]
    return {"type": "table", "headers": list(result.headers), "rows": rows}


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
