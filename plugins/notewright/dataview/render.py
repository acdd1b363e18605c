"""Result → a tree of elements, whose classes are the app's own, so that its themes fit, and one of ours outermost.

Texts, headers and keys leave as Markdown, links as `LinkTo`: the build renders the ones and finds the others' address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from notewright.dataview.result import ListResult, ListRow, Result, TableResult
from notewright.text.element import Element, LinkTo, Markdown, Node, Text
from notewright.values import Date, ExternalLink, Link, Value, to_text
from notewright.values.to_text import NULL_TEXT, date_text, property_order
from notewright.values.utf16 import well_formed
from notewright.values.zone import LOCAL

OUTER_CLASS = "notewright-query"
_MAX_DEPTH = 4


def render(result: Result) -> Element:
    """The result as the app shows it."""
    if isinstance(result, ListResult):
        items = tuple(_element("li", "", _list_row(row)) for row in result.rows)
        return _element("ul", f"{OUTER_CLASS} dataview list-view-ul", items) if items else _empty("list")
    return _table(result)


def render_error(message: str) -> Element:
    """What stands in the place of a query that failed."""
    return _element("pre", f"{OUTER_CLASS} dataview dataview-error", (Text(f"Dataview: {well_formed(message)}"),))


def render_inline(value: Value) -> Element:
    """The value of an inline query."""
    return _element("span", f"{OUTER_CLASS} dataview dataview-inline-query", _inline_nodes(value))


def _element(tag: str, classes: str, children: Iterable[Node]) -> Element:
    return Element(tag, {"class": classes} if classes else {}, tuple(children))


def _empty(kind: str) -> Element:
    message = Text(f"Dataview: No results to show for {kind} query.")
    paragraph = _element("p", "dataview dataview-error-message", (message,))
    return _element("div", f"{OUTER_CLASS} dataview dataview-error-box", (paragraph,))


def _list_row(row: ListRow) -> tuple[Node, ...]:
    key = _nodes(row.id) if row.has_id else ()
    separator = (Text(": "),) if row.has_id and row.has_value else ()
    return (*key, *separator, *(_nodes(row.value) if row.has_value else ()))


def _table(result: TableResult) -> Element:
    head = _element("tr", "table-view-tr-header", _header_cells(result))
    rows = (_element("tr", "", (_element("td", "", _nodes(cell)) for cell in row)) for row in result.rows)
    body = _element("tbody", "table-view-tbody", rows)
    children = (_element("thead", "table-view-thead", (head,)), body)
    if result.rows:
        return _element("table", f"{OUTER_CLASS} dataview table-view-table", children)
    table = _element("table", "dataview table-view-table", children)
    return _element("div", OUTER_CLASS, (table, *_empty("table").children))


def _header_cells(result: TableResult) -> Iterable[Element]:
    """The headers; the first one says how many rows there are."""
    for position, header in enumerate(result.headers):
        count = _element("span", "dataview small-text", (Text(str(len(result.rows))),))
        yield _element("th", "table-view-th", (Markdown(header), *((count,) if position == 0 else ())))


def _nodes(value: Value, depth: int = 0) -> tuple[Node, ...]:
    """A value, its lists and objects as lists of HTML."""
    if depth >= _MAX_DEPTH:
        return (Text("..."),)
    if isinstance(value, list):
        item = "dataview-result-list-li"
        items = (_element("li", item, _nodes(element, depth + 1)) for element in value)
        return (_element("ul", "dataview dataview-ul dataview-result-list-ul", items),)
    if isinstance(value, Mapping):
        item = "dataview dataview-li dataview-result-object-li"
        entries = (
            _element("li", item, (Text(f"{well_formed(key)}: "), *_nodes(value[key], depth + 1)))
            for key in property_order(value)
        )
        return (_element("ul", "dataview dataview-ul dataview-result-object-ul", entries),)
    return (_leaf(value),)


def _inline_nodes(value: Value, depth: int = 0) -> tuple[Node, ...]:
    """A value within a line of text: lists are joined by commas."""
    if depth >= _MAX_DEPTH:
        return (Text("..."),)
    if isinstance(value, list):
        parts = [_inline_nodes(element, depth + 1) for element in value]
        return _joined(parts) if parts else (Text("<empty list>"),)
    if isinstance(value, Mapping):
        keys = property_order(value)
        parts = [(Text(f"{well_formed(key)}: "), *_inline_nodes(value[key], depth + 1)) for key in keys]
        return _joined(parts) if parts else (Text("<empty object>"),)
    return (_leaf(value),)


def _joined(parts: list[tuple[Node, ...]]) -> tuple[Node, ...]:
    return tuple(node for position, part in enumerate(parts) for node in ((Text(", "),) * bool(position) + part))


def _leaf(value: Value) -> Node:
    if isinstance(value, Link):
        return LinkTo(value.path, well_formed(value.label), value.subpath, value.kind, value.embed)
    if isinstance(value, Date):
        return Text(date_text(value.in_zone(LOCAL)))
    if value is None:
        return Markdown(NULL_TEXT)
    if isinstance(value, str | ExternalLink):
        return Markdown(well_formed(to_text(value)))
    return Text(to_text(value))
