"""The clauses: each takes the rows that have come so far and gives those that go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from notewright.dataview.context import Context, Row
from notewright.dataview.error import EvaluationError, ExecutionError, LimitError
from notewright.dataview.evaluate import NO_STACK, compile_expression, evaluate, steps
from notewright.dataview.fast_path import is_truthy
from notewright.dataview.flattened_row import FlattenedRow
from notewright.dataview.limits import check_rows
from notewright.dataview.trace import Step
from notewright.dataview.tree import (
    Clause,
    CsvSource,
    Expression,
    Flatten,
    FolderSource,
    From,
    GroupBy,
    Limit,
    LinkSource,
    Named,
    NotSource,
    Sort,
    Source,
    TagSource,
    Where,
)
from notewright.values import (
    LOCAL,
    Date,
    Duration,
    ExternalLink,
    Value,
    equal,
    order_key,
    to_text,
    type_name,
)
from notewright.values.order import OrderKey

DataRow: TypeAlias = tuple[Value, Row]
"""A row's id, which is a link or a group's key, and its names."""

_KEPT_MESSAGES = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """The rows so far, the groups they are in (the innermost last), and what was dropped on the way."""

    rows: list[DataRow]
    groups: tuple[str, ...] = ()
    dropped: int = 0
    messages: tuple[str, ...] = ()

    def with_rows(self, rows: Iterable[DataRow]) -> Progress:
        """The same with other rows."""
        return replace(self, rows=list(rows))

    def with_dropped(self, messages: list[str]) -> Progress:
        """The same with more rows dropped, for these reasons."""
        kept = (*self.messages, *messages)[:_KEPT_MESSAGES]
        return replace(self, dropped=self.dropped + len(messages), messages=kept)


def apply_clause(clause: Clause, progress: Progress, context: Context) -> Progress:
    """The rows after the clause.

    Raises:
        ExecutionError: when the clause has no answer, or fails for every row.
    """
    try:
        after = _apply(clause, progress, context)
    except LimitError as error:
        raise ExecutionError(error.message, clause.offset) from None
    except ExecutionError as error:
        raise ExecutionError(error.message, clause.offset, error.advice) from None
    context.trace.append(Step(clause, len(progress.rows), len(after.rows), after.dropped - progress.dropped))
    return after


def _apply(clause: Clause, progress: Progress, context: Context) -> Progress:
    match clause:
        case Where(condition):
            found, progress = _each("where", condition, progress, context)
            return progress.with_rows(row for row, value in found if is_truthy(value))
        case Sort():
            return _sort(clause, progress, context)
        case Limit(amount):
            return _limit(amount, progress, context)
        case GroupBy(group):
            return _group(group, progress, context)
        case Flatten(element):
            return _flatten(element, progress, context)
        case From(source):
            advice = "FROM may stand once, right behind LIST, TABLE or TASK; join sources with `and` or `or`"
            raise ExecutionError(f"Unrecognized query operation '{_source_type(source)}'", advice=advice)


def _each(
    operation: str, expression: Expression, progress: Progress, context: Context
) -> tuple[list[tuple[DataRow, Value]], Progress]:
    """Every row with its value of the expression; rows for which it has none are dropped."""
    context.budget.spend(len(progress.rows) * steps(expression))
    return _values(operation, compile_expression(expression, context), progress)


def _values(
    operation: str, function: Callable[[Row], Value], progress: Progress
) -> tuple[list[tuple[DataRow, Value]], Progress]:
    found: list[tuple[DataRow, Value]] = []
    messages: list[str] = []
    for row in progress.rows:
        try:
            found.append((row, function(row[1])))
        except EvaluationError as error:
            messages.append(error.message)
        except RecursionError:
            messages.append(NO_STACK)
    if messages and not found:
        raise ExecutionError(_all_failed(operation, messages))
    return found, progress.with_dropped(messages)


def _all_failed(operation: str, messages: list[str]) -> str:
    first = "\n".join(f"- {message}" for message in messages[:3])
    head = f"Every row during operation '{operation}' failed with an error; first {min(3, len(messages))}:"
    return f"{head}\n\n                {first}"


def _sort(clause: Sort, progress: Progress, context: Context) -> Progress:
    """All keys are evaluated first, so that a row with a key that fails is dropped whole."""
    compiled = [compile_expression(key.expression, context) for key in clause.keys]
    context.budget.spend(len(progress.rows) * sum(steps(key.expression) for key in clause.keys))
    found, progress = _values("sort", lambda row: [key(row) for key in compiled], progress)
    keyed = [(row, _order_keys(values, context)) for row, values in found]
    # A stable sort by the last key first leaves the rows in the order of all keys.
    for position, key in reversed(list(enumerate(clause.keys))):
        keyed.sort(key=lambda pair: pair[1][position], reverse=key.descending)
    return progress.with_rows(row for row, _ in keyed)


def _order_keys(values: Value, context: Context) -> list[OrderKey]:
    assert isinstance(values, list)
    return [_order_key(value, context) for value in values]


def _order_key(value: Value, context: Context) -> OrderKey:
    context.budget.spend_on(value)
    return order_key(value, context.normalize)


def _limit(amount: Expression, progress: Progress, context: Context) -> Progress:
    try:
        value = evaluate(compile_expression(amount, context), {})
    except EvaluationError as error:
        raise ExecutionError(f"Failed to execute 'limit' statement: {error.message}") from None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ExecutionError(
            "Failed to execute 'limit' statement: "
            f"limit should be a number, but got '{type_name(value)}' ({_in_message(value)})"
        )
    count = len(progress.rows)
    end = 0 if value != value else int(max(-count, min(count, value)))
    return progress.with_rows(progress.rows[:end])


def _in_message(value: Value) -> str:
    """The value as JavaScript writes it into a text, which is not how a query does."""
    match value:
        case None:
            return "null"
        case list():
            return ",".join("" if element is None else _in_message(element) for element in value)
        case Mapping() | ExternalLink():
            return "[object Object]"
        case Date():
            return value.to_iso() if value.zone != LOCAL else f"{value.to_iso()}+00:00"
        case Duration():
            return value.to_iso()
        case _:
            return to_text(value)


def _group(group: Named, progress: Progress, context: Context) -> Progress:
    found, progress = _each("group", group.expression, progress, context)
    found.sort(key=lambda pair: _order_key(pair[1], context))
    groups: list[tuple[Value, list[Value]]] = []
    previous: Value = None
    for (_, row), key in found:
        if not groups or not equal(key, previous, context.normalize):
            groups.append((key, []))
        groups[-1][1].append(row)
        previous = key
    rows: list[DataRow] = [(key, {"key": key, "rows": rows, group.name: key}) for key, rows in groups]
    return replace(progress.with_rows(rows), groups=(*progress.groups, group.name))


def _flatten(element: Named, progress: Progress, context: Context) -> Progress:
    found, progress = _each("flatten", element.expression, progress, context)
    check_rows(sum(len(value) if isinstance(value, list) else 1 for _, value in found))
    rows: list[DataRow] = [
        (identity, FlattenedRow(row, element.name, one))
        for (identity, row), value in found
        for one in (value if isinstance(value, list) else [value])
    ]
    # To flatten the group's own name is to take the rows out of their groups.
    is_group = bool(progress.groups) and progress.groups[-1] == element.name
    return replace(progress.with_rows(rows), groups=progress.groups[:-1] if is_group else progress.groups)


def _source_type(source: Source) -> str:
    names: dict[type, str] = {
        TagSource: "tag",
        FolderSource: "folder",
        LinkSource: "link",
        CsvSource: "csv",
        NotSource: "negate",
    }
    return names.get(type(source), "binaryop")
