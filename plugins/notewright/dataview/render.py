"""Result → a tree of elements, whose classes are the app's own, so that its themes fit, and one of ours outermost.

Texts, headers and keys leave as Markdown, links as `LinkTo`: the build renders the ones and finds the others' address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from notewright.dataview.preferences import APP, Preferences
from notewright.dataview.render_calendar import render_calendar
from notewright.dataview.render_tasks import render_tasks
from notewright.dataview.render_value import OUTER_CLASS, element, empty, inline_nodes, nodes
from notewright.dataview.result import CalendarResult, ListRow, Result, TableResult, TaskResult
from notewright.text.element import Element, Markdown, Node, Text
from notewright.values import Value, order_key
from notewright.values.utf16 import well_formed

SORTABLE_CLASS = "notewright-sortable"
"""Of tables whose cells say their rank, for whoever sorts them."""


def render(result: Result, preferences: Preferences = APP) -> Element:
    """The result as the app shows it."""
    if isinstance(result, TaskResult):
        return render_tasks(result, preferences)
    if isinstance(result, CalendarResult):
        return render_calendar(result, preferences)
    if isinstance(result, TableResult):
        return _table(result, preferences)
    items = tuple(element("li", "", _list_row(row, preferences)) for row in result.rows)
    if not items and preferences.warn_on_empty_result:
        return element("div", f"{OUTER_CLASS} dataview dataview-error-box", empty("list").children)
    return element("ul", f"{OUTER_CLASS} dataview list-view-ul", items)


def render_error(message: str) -> Element:
    """What stands in the place of a query that failed."""
    return element("pre", f"{OUTER_CLASS} dataview dataview-error", (Text(f"Dataview: {well_formed(message)}"),))


def render_inline(value: Value, preferences: Preferences = APP) -> Element:
    """The value of an inline query."""
    return element("span", f"{OUTER_CLASS} dataview dataview-inline-query", inline_nodes(value, preferences))


def render_field_value(value: Value, preferences: Preferences = APP) -> tuple[Node, ...]:
    """The value of an inline field where it is written."""
    return inline_nodes(value, preferences)


def _list_row(row: ListRow, preferences: Preferences) -> tuple[Node, ...]:
    key = nodes(row.id, preferences) if row.has_id else ()
    separator = (Text(": "),) if row.has_id and row.has_value else ()
    return (*key, *separator, *(nodes(row.value, preferences) if row.has_value else ()))


def _table(result: TableResult, preferences: Preferences) -> Element:
    head = element("tr", "table-view-tr-header", _header_cells(result, preferences))
    body = element("tbody", "table-view-tbody", _rows(result, preferences))
    children = (element("thead", "table-view-thead", (head,)), body)
    sortable = f" {SORTABLE_CLASS}" if len(result.rows) > 1 and result.headers else ""
    if result.rows or not preferences.warn_on_empty_result:
        return element("table", f"{OUTER_CLASS} dataview table-view-table{sortable}", children)
    return element("div", OUTER_CLASS, (element("table", "dataview table-view-table", children), empty("table")))


def _rows(result: TableResult, preferences: Preferences) -> Iterator[Element]:
    """The rows; each cell says where its row stands in the order of its column."""
    columns = [_ranks(column) for column in zip(*result.rows, strict=True)] if len(result.rows) > 1 else []
    for number, row in enumerate(result.rows):
        yield element(
            "tr",
            "",
            (
                Element("td", {"data-rank": str(columns[at][number])} if columns else {}, nodes(cell, preferences))
                for at, cell in enumerate(row)
            ),
        )


def _ranks(column: Sequence[Value]) -> list[int]:
    """The rank of each value in the order of the query language; equal ones have the same."""
    keys = [order_key(value) for value in column]
    ranks = {key: rank for rank, (key, _) in enumerate(groupby(sorted(keys)))}
    return [ranks[key] for key in keys]


def _header_cells(result: TableResult, preferences: Preferences) -> Iterable[Element]:
    """The headers; the first one says how many rows there are, unless the author does not want it."""
    for position, header in enumerate(result.headers):
        count = element("span", "dataview small-text", (Text(str(len(result.rows))),))
        counted = position == 0 and preferences.show_result_count
        yield element("th", "table-view-th", (Markdown(header), *((count,) if counted else ())))
