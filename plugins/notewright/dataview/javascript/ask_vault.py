"""What a script asks of the vault: pages, queries, expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from notewright.dataview.error import ExecutionError, QueryError
from notewright.dataview.evaluate import compile_expression
from notewright.dataview.evaluate import evaluate as evaluated
from notewright.dataview.execute import execute
from notewright.dataview.functions import FUNCTIONS
from notewright.dataview.javascript.host import Fragment, Surroundings, operation
from notewright.dataview.javascript.page_text import LAZY, page_text
from notewright.dataview.javascript.wire import to_wire
from notewright.dataview.parser import parse, parse_expression
from notewright.dataview.result import CalendarResult, ListResult, ListRow, Result, TableResult
from notewright.dataview.sources import source_paths
from notewright.values import Value

LIST_PAIR = "dataview:list-pair"
"""The mark of a row of a list that has both an id and a value, as the app gives it to scripts."""


@operation("paths")
def paths(here: Surroundings, source: str) -> Any:
    """The paths of the pages of a source."""
    if not source.strip():
        return list(here.context.pages.paths())
    try:
        query = parse(f"LIST FROM {source}")
    except QueryError as error:
        raise ExecutionError(f"Failed to parse query in 'pagePaths': {error.message}") from None
    if query.clauses:
        raise ExecutionError(f"'{source}' is more than a source, such as #tag or \"folder\"")
    return list(source_paths(query.source, here.context))


@operation("pages")
def pages(here: Surroundings, wanted: list[Value]) -> Fragment:
    """The pages of some paths."""
    found = (_page(here, path) for path in wanted if isinstance(path, str))
    return Fragment(f"[{','.join(text for text in found if text)}]")


@operation("page")
def page(here: Surroundings, path: str) -> Fragment:
    """The page that a path leads to."""
    found = here.context.pages.resolve(path, here.context.origin or "") or path
    return Fragment(_page(here, found) or "null")


def _page(here: Surroundings, path: str) -> str:
    """The JSON of a page, made once; empty for what is no page."""
    found = here.context.page(path)
    if found is None:
        return ""
    if path not in here.page_texts:
        here.page_texts[path] = page_text(path, found)
    return here.page_texts[path]


@operation("file")
def file(here: Surroundings, path: str, key: str) -> Any:
    """One of the long parts of a page."""
    found = here.context.page(path)
    known = found.get("file") if found else None
    return to_wire(known.get(key)) if isinstance(known, Mapping) and key in LAZY else None


@operation("normalize")
def normalize(here: Surroundings, path: str, origin: str | None) -> Any:
    """The vault path that a path leads to, seen from a note."""
    return here.context.pages.resolve(path, origin or here.context.origin or "") or path


@operation("function")
def function(here: Surroundings, name: str, given: list[Value]) -> Any:
    """A function of the query language."""
    known = FUNCTIONS.get(name)
    if known is None:
        raise ExecutionError(f"Unrecognized function name '{name}'")
    return to_wire(known(here.context, *given))


@operation("evaluate")
def evaluate(here: Surroundings, expression: str, row: Mapping[str, Value]) -> Any:
    """The value of an expression; `row` holds its variables."""
    try:
        parsed = parse_expression(expression)
    except QueryError:
        raise ExecutionError(f'Failed to parse expression "{expression}"') from None
    return to_wire(evaluated(compile_expression(parsed, here.context), row))


@operation("query")
def query(here: Surroundings, source: str, origin: str, with_id: bool | None) -> Any:
    """The answer to a query, in the form that the app gives to scripts."""
    return to_wire(to_script(answered(here, source, origin, with_id)))


def answered(here: Surroundings, source: str, origin: str, with_id: bool | None = None) -> Result:
    """The answer to a query."""
    parsed = parse(source)
    if with_id is not None:
        parsed = replace(parsed, header=replace(parsed.header, with_id=with_id))
    context = here.context
    # What the query asks of the notes is asked through those of the script, and known.
    return execute(parsed, context.pages, origin, context.moment, context.preferences)


def to_script(result: Result) -> Value:
    """A result in the form that the app gives to scripts."""
    if isinstance(result, ListResult):
        return {"type": "list", "values": [_list_row(row) for row in result.rows]}
    if isinstance(result, TableResult):
        return {"type": "table", "headers": list(result.headers), "values": [list(row) for row in result.rows]}
    if isinstance(result, CalendarResult):
        return {"type": "calendar", "values": [{"date": each.date, "link": each.link} for each in result.entries]}
    return {"type": "task", "values": list(result.rows)}


def _list_row(row: ListRow) -> Value:
    if row.has_id and row.has_value:
        return {"$widget": LIST_PAIR, "key": row.id, "value": row.value}
    return row.id if row.has_id else row.value
