"""Query + pages → result: the rows of the source go through the clauses in the order written, then the columns."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from notewright.dataview.clauses import DataRow, Progress, apply_clause
from notewright.dataview.context import Context, Row
from notewright.dataview.csv_rows import csv_rows, is_csv
from notewright.dataview.error import EvaluationError, ExecutionError, LimitError
from notewright.dataview.evaluate import NO_STACK, compile_expression, evaluate, steps
from notewright.dataview.pages import Pages
from notewright.dataview.parser import parse_expression
from notewright.dataview.preferences import APP, Preferences
from notewright.dataview.result import (
    CalendarEntry,
    CalendarResult,
    Dropped,
    ListResult,
    ListRow,
    Result,
    TableResult,
    TaskResult,
)
from notewright.dataview.sources import source_paths
from notewright.dataview.task_rows import grouped, task_rows
from notewright.dataview.trace import Step
from notewright.dataview.tree import Expression, Header, Index, Literal, Query, Source, Variable
from notewright.values import Link, Value

_LINK = Index(Variable("file"), Literal("link"))


def execute(query: Query, pages: Pages, origin: str | None, now: datetime, preferences: Preferences = APP) -> Result:
    """The answer to a query that stands in the note `origin`, at the time `now`.

    Raises:
        ExecutionError: when there is none, since every row failed.
    """
    return answer(query, Context(pages, origin, now, preferences=preferences))


def answer(query: Query, context: Context) -> Result:
    """The answer to a query, as `execute` gives it; the context knows then what it was made from."""
    try:
        return _answer(query, context)
    except LimitError as error:
        raise ExecutionError(error.message, query.header.offset) from None


def _answer(query: Query, context: Context) -> Result:
    is_task = query.header.kind == "task"
    rows = task_rows(source_paths(query.source, context), context) if is_task else _page_rows(query.source, context)
    progress = Progress(rows)
    for clause in query.clauses:
        progress = apply_clause(clause, progress, context)
    if is_task:
        context.trace.insert(0, Step(query.header, len(context.read), len(rows)))
        tasks = grouped([row for _, row in progress.rows], progress.groups)
        return TaskResult(tuple(tasks), _dropped(progress), frozenset(context.read))
    count = len(progress.rows)
    if query.header.kind == "calendar":
        calendar = _calendar(query.header, progress, context)
        context.trace.append(Step(query.header, count, len(calendar.entries), count - len(calendar.entries)))
        return calendar
    extracted, progress = _extract(_columns(query.header), progress, context)
    context.trace.append(Step(query.header, count, len(extracted), count - len(extracted)))
    dropped, read = _dropped(progress), frozenset(context.read)
    if query.header.kind == "list":
        return ListResult(tuple(_list_row(query.header, row) for row in extracted), dropped, read)
    cells = tuple(_cells(query.header, row) for row in extracted)
    return TableResult(_headers(query.header, progress, context.preferences), cells, dropped, read)


def evaluate_inline(
    text: str, pages: Pages, origin: str | None, now: datetime, preferences: Preferences = APP
) -> Value:
    """The value of an inline query, `= expression` in a note; only `this` is in scope.

    Raises:
        QueryError: when the text is no expression.
        EvaluationError: when it has no value.
    """
    context = Context(pages, origin, now, preferences=preferences)
    return _value(text, {}, context)


def evaluate_expression(text: str, row: Row, pages: Pages, now: datetime, preferences: Preferences = APP) -> Value:
    """The value of an expression for a row of data, with no note around it; raises as `evaluate_inline` does."""
    context = Context(pages, None, now, preferences=preferences)
    return _value(text, row, context)


def _value(text: str, row: Row, context: Context) -> Value:
    try:
        value = evaluate(compile_expression(parse_expression(text), context), row)
        context.budget.spend_on(value)
    except LimitError as error:
        raise EvaluationError(error.message) from None
    return value


class _Extracted(NamedTuple):
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


def _columns(header: Header) -> dict[str, Expression]:
    """The expressions by their names; of columns with one name the last counts, for all of them."""
    return {column.name: column.expression for column in header.columns}


def _calendar(header: Header, progress: Progress, context: Context) -> CalendarResult:
    (date,) = header.columns
    rows, progress = _extract({"date": date.expression, "link": _LINK}, progress, context)
    entries = tuple(CalendarEntry(row.columns["date"], row.columns["link"]) for row in rows)
    return CalendarResult(entries, _dropped(progress), frozenset(context.read))


def _dropped(progress: Progress) -> Dropped:
    return Dropped(progress.dropped, progress.messages)


def _extract(
    expressions: dict[str, Expression], progress: Progress, context: Context
) -> tuple[list[_Extracted], Progress]:
    """The columns of every row."""
    columns = [(name, compile_expression(expression, context)) for name, expression in expressions.items()]
    context.budget.spend(len(progress.rows) * sum(map(steps, expressions.values())))
    rows, messages = [], []
    for identity, row in progress.rows:
        try:
            rows.append(_Extracted(identity, {name: column(row) for name, column in columns}))
        except EvaluationError as error:
            messages.append(error.message)
        except RecursionError:
            messages.append(NO_STACK)
    if messages and len(messages) >= len(progress.rows):
        # The count in the message is the app's.
        first = "\n".join(f"- {message}" for message in messages[:3])
        raise ExecutionError(
            "Every row during final data extraction failed with an error; "
            f"first {max(len(messages), 3)}:\n\n            {first}"
        )
    for found in rows:
        context.budget.spend_on(found.id)
        for value in found.columns.values():
            context.budget.spend_on(value)
    return rows, progress.with_dropped(messages)


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
