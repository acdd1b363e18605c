"""Result → a tree of elements, whose classes are the app's own, so that its themes fit, and one of ours outermost.

Texts, headers and keys leave as Markdown, links as `LinkTo`: the build renders the ones and finds the others' address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from notewright.dataview.preferences import APP, Preferences
from notewright.dataview.result import ListResult, ListRow, Result, TableResult
from notewright.text.element import Element, LinkTo, Markdown, Node, Text
from notewright.values import Date, ExternalLink, Link, Value, to_text
from notewright.values.to_text import date_text, property_order
from notewright.values.utf16 import well_formed
from notewright.values.zone import LOCAL

OUTER_CLASS = "notewright-query"


def render(result: Result, preferences: Preferences = APP) -> Element:
    """The result as the app shows it."""
    if not isinstance(result, ListResult):
        return _table(result, preferences)
    items = tuple(_element("li", "", _list_row(row, preferences)) for row in result.rows)
    if not items and preferences.warn_on_empty_result:
        return _empty("list")
    return _element("ul", f"{OUTER_CLASS} dataview list-view-ul", items)


def render_error(message: str) -> Element:
    """What stands in the place of a query that failed."""
    return _element("pre", f"{OUTER_CLASS} dataview dataview-error", (Text(f"Dataview: {well_formed(message)}"),))


def render_inline(value: Value, preferences: Preferences = APP) -> Element:
    """The value of an inline query."""
    return _element("span", f"{OUTER_CLASS} dataview dataview-inline-query", _inline_nodes(value, preferences))


def _element(tag: str, classes: str, children: Iterable[Node]) -> Element:
    return Element(tag, {"class": classes} if classes else {}, tuple(children))


def _empty(kind: str) -> Element:
    message = Text(f"Dataview: No results to show for {kind} query.")
    paragraph = _element("p", "dataview dataview-error-message", (message,))
    return _element("div", f"{OUTER_CLASS} dataview dataview-error-box", (paragraph,))


def _list_row(row: ListRow, preferences: Preferences) -> tuple[Node, ...]:
    key = _nodes(row.id, preferences) if row.has_id else ()
    separator = (Text(": "),) if row.has_id and row.has_value else ()
    return (*key, *separator, *(_nodes(row.value, preferences) if row.has_value else ()))


def _table(result: TableResult, preferences: Preferences) -> Element:
    head = _element("tr", "table-view-tr-header", _header_cells(result, preferences))
    rows = (_element("tr", "", (_element("td", "", _nodes(cell, preferences)) for cell in row)) for row in result.rows)
    body = _element("tbody", "table-view-tbody", rows)
    children = (_element("thead", "table-view-thead", (head,)), body)
    if result.rows or not preferences.warn_on_empty_result:
        return _element("table", f"{OUTER_CLASS} dataview table-view-table", children)
    table = _element("table", "dataview table-view-table", children)
    return _element("div", OUTER_CLASS, (table, *_empty("table").children))


def _header_cells(result: TableResult, preferences: Preferences) -> Iterable[Element]:
    """The headers; the first one says how many rows there are, unless the author does not want it."""
    for position, header in enumerate(result.headers):
        count = _element("span", "dataview small-text", (Text(str(len(result.rows))),))
        counted = position == 0 and preferences.show_result_count
        yield _element("th", "table-view-th", (Markdown(header), *((count,) if counted else ())))


def _nodes(value: Value, preferences: Preferences, depth: int = 0) -> tuple[Node, ...]:
    """A value, its lists and objects as lists of HTML."""
    if depth >= preferences.max_recursive_render_depth:
        return (Text("..."),)
    if isinstance(value, list):
        item = "dataview-result-list-li"
        items = (_element("li", item, _nodes(element, preferences, depth + 1)) for element in value)
        return (_element("ul", "dataview dataview-ul dataview-result-list-ul", items),)
    if isinstance(value, Mapping):
        item = "dataview dataview-li dataview-result-object-li"
        entries = (
            _element("li", item, (Text(f"{well_formed(key)}: "), *_nodes(value[key], preferences, depth + 1)))
            for key in property_order(value)
        )
        return (_element("ul", "dataview dataview-ul dataview-result-object-ul", entries),)
    return (_leaf(value, preferences),)


def _inline_nodes(value: Value, preferences: Preferences, depth: int = 0) -> tuple[Node, ...]:
    """A value within a line of text: lists are joined by commas."""
    if depth > preferences.max_recursive_render_depth:
        return (Text("..."),)
    if isinstance(value, list):
        parts = [_inline_nodes(element, preferences, depth + 1) for element in value]
        return _joined(parts) if parts else (Text("<empty list>"),)
    if isinstance(value, Mapping):
        keys = property_order(value)
        parts = [(Text(f"{well_formed(key)}: "), *_inline_nodes(value[key], preferences, depth + 1)) for key in keys]
        return _joined(parts) if parts else (Text("<empty object>"),)
    return (_leaf(value, preferences),)


def _joined(parts: list[tuple[Node, ...]]) -> tuple[Node, ...]:
    return tuple(node for position, part in enumerate(parts) for node in ((Text(", "),) * bool(position) + part))


def _leaf(value: Value, preferences: Preferences) -> Node:
    if isinstance(value, Link):
        return LinkTo(value.path, well_formed(value.label), value.subpath, value.kind, value.embed)
    if isinstance(value, Date):
        return Text(date_text(value.in_zone(LOCAL), preferences.form))
    if value is None:
        return Markdown(preferences.render_null_as)
    if isinstance(value, str | ExternalLink):
        return Markdown(well_formed(to_text(value, preferences.form)))
    return Text(to_text(value, preferences.form))
