"""Query + pages → result: the rows of the source go through the clauses in the order written, then the columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from notewright.dataview.clauses import DataRow, Progress, apply_clause
from notewright.dataview.context import Compiled, Context, Row
from notewright.dataview.csv_rows import csv_rows, is_csv
from notewright.dataview.error import EvaluationError, ExecutionError
from notewright.dataview.evaluate import compile_expression, evaluate
from notewright.dataview.pages import Pages
from notewright.dataview.parser import parse_expression
from notewright.dataview.preferences import APP, Preferences
from notewright.dataview.result import Dropped, ListResult, ListRow, Result, TableResult
from notewright.dataview.sources import source_paths
from notewright.dataview.tree import Header, Query, Source
from notewright.values import Link, Value


def execute(query: Query, pages: Pages, origin: str | None, now: datetime, preferences: Preferences = APP) -> Result:
    """The answer to a query that stands in the note `origin`, at the time `now`.

    Raises:
        ExecutionError: when there is none: every row failed, or the query is of a kind that is not answered.
    """
    context = Context(pages, origin, now, preferences=preferences)
    if query.header.kind in ("task", "calendar"):
        kind = query.header.kind.upper()
        raise ExecutionError(f"{kind} queries are not answered by this version; use LIST or TABLE", query.header.offset)
    progress = Progress(_page_rows(query.source, context))
    for clause in query.clauses:
        progress = apply_clause(clause, progress, context)
    rows, progress = _extract(query.header, progress, context)
    dropped = Dropped(progress.dropped, progress.messages)
    read = frozenset(context.read)
    if query.header.kind == "list":
        return ListResult(tuple(_list_row(query.header, row) for row in rows), dropped, read)
    return TableResult(
        _headers(query.header, progress, preferences), tuple(_cells(query.header, row) for row in rows), dropped, read
    )


def evaluate_inline(
    text: str, pages: Pages, origin: str | None, now: datetime, preferences: Preferences = APP
) -> Value:
    """The value of an inline query, `= expression` in a note; only `this` is in scope.

    Raises:
        QueryError: when the text is no expression.
        EvaluationError: when it has no value.
    """
    context = Context(pages, origin, now, preferences=preferences)
    return evaluate(compile_expression(parse_expression(text), context), {})


def evaluate_expression(text: str, row: Row, pages: Pages, now: datetime, preferences: Preferences = APP) -> Value:
    """The value of an expression for a row of data, with no note around it; raises as `evaluate_inline` does."""
    context = Context(pages, None, now, preferences=preferences)
    return evaluate(compile_expression(parse_expression(text), context), row)


@dataclass(frozen=True, slots=True)
class _Extracted:
    """A row's id, and its columns by name."""

    id: Value
    columns: dict[str, Value]


def _page_rows(source: Source, context: Context) -> list[DataRow]:
    """The pages that a source means, and the rows of its files; a link may lead to a file that is neither."""
    rows: list[DataRow] = []
    for path in source_paths(source, context):
        if is_csv(path):
            rows += csv_rows(path, source, context)
        elif (page := context.page(path)) is not None:
            rows.append((Link(path), page))
    return rows


def _extract(header: Header, progress: Progress, context: Context) -> tuple[list[_Extracted], Progress]:
    """The columns of every row; of columns with one name the last counts, for all of them."""
    columns = {column.name: compile_expression(column.expression, context) for column in header.columns}
    rows, messages = [], []
    for identity, row in progress.rows:
        try:
            rows.append(_Extracted(identity, _evaluate_all(columns, row)))
        except EvaluationError as error:
            messages.append(error.message)
    if messages and len(messages) >= len(progress.rows):
        # The count in the message is the app's.
        first = "\n".join(f"- {message}" for message in messages[:3])
        raise ExecutionError(
            "Every row during final data extraction failed with an error; "
            f"first {max(len(messages), 3)}:\n\n            {first}"
        )
    return rows, progress.with_dropped(messages)


def _evaluate_all(columns: dict[str, Compiled], row: Row) -> dict[str, Value]:
    return {name: evaluate(compiled, row) for name, compiled in columns.items()}


def _list_row(header: Header, row: _Extracted) -> ListRow:
    if not header.columns:
        return ListRow(row.id)
    value = row.columns[header.columns[0].name]
    return ListRow(row.id if header.with_id else None, value, has_id=header.with_id, has_value=True)


def _headers(header: Header, progress: Progress, preferences: Preferences) -> tuple[str, ...]:
    names = tuple(column.name for column in header.columns)
    identity = progress.groups[-1] if progress.groups else preferences.table_id_column_name
    return (identity, *names) if header.with_id else names


def _cells(header: Header, row: _Extracted) -> tuple[Value, ...]:
    cells = tuple(row.columns[column.name] for column in header.columns)
    return (row.id, *cells) if header.with_id else cells
