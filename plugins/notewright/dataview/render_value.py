"""Values as trees of elements: texts leave as Markdown, links as `LinkTo`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from notewright.dataview.preferences import Preferences
from notewright.text.element import Blocks, Element, LinkTo, Markdown, Node, Text
from notewright.values import Date, ExternalLink, Link, Value, to_text
from notewright.values.to_text import date_text, property_order
from notewright.values.utf16 import well_formed
from notewright.values.zone import LOCAL

OUTER_CLASS = "notewright-query"


def element(tag: str, classes: str, children: Iterable[Node]) -> Element:
    """An element of some classes."""
    return Element(tag, {"class": classes} if classes else {}, tuple(children))


def empty(kind: str) -> Element:
    """What says that a query found nothing."""
    message = Text(f"Dataview: No results to show for {kind} query.")
    paragraph = element("p", "dataview dataview-error-message", (message,))
    return element("div", "dataview dataview-error-box", (paragraph,))


def nodes(value: Value, preferences: Preferences, depth: int = 0) -> tuple[Node, ...]:
    """A value, its lists and objects as lists of HTML."""
    if depth >= preferences.max_recursive_render_depth:
        return (Text("..."),)
    if isinstance(value, list):
        item = "dataview-result-list-li"
        items = (element("li", item, nodes(member, preferences, depth + 1)) for member in value)
        return (element("ul", "dataview dataview-ul dataview-result-list-ul", items),)
    if isinstance(value, Mapping):
        item = "dataview dataview-li dataview-result-object-li"
        entries = (
            element("li", item, (Text(f"{well_formed(key)}: "), *nodes(value[key], preferences, depth + 1)))
            for key in property_order(value)
        )
        return (element("ul", "dataview dataview-ul dataview-result-object-ul", entries),)
    return (text_node(value),) if isinstance(value, str) else (_leaf(value, preferences),)


def text_node(text: str, origin: str = "") -> Markdown:
    """A text from the note `origin`; if it has several lines, it may hold blocks."""
    words = well_formed(text)
    return Blocks(words, origin) if "\n" in words.strip() else Markdown(words, origin)


def inline_nodes(value: Value, preferences: Preferences, depth: int = 0) -> tuple[Node, ...]:
    """A value within a line of text: lists are joined by commas."""
    if depth > preferences.max_recursive_render_depth:
        return (Text("..."),)
    if isinstance(value, list):
        parts = [inline_nodes(member, preferences, depth + 1) for member in value]
        return _joined(parts) if parts else (Text("<empty list>"),)
    if isinstance(value, Mapping):
        keys = property_order(value)
        parts = [(Text(f"{well_formed(key)}: "), *inline_nodes(value[key], preferences, depth + 1)) for key in keys]
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
