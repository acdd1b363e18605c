"""Elements as Markdown: tables, lists and the like, which pages show beside the text of a note."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from notewright.dataview.render_tasks import PLACE_CLASS
from notewright.text.element import Element, Markdown, Node

Fill = Callable[[str], str]
"""Puts the pieces of a text in their places."""

_BAR = re.compile(r"(?<!\\)\|")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG = frozenset({"h4", "summary"})
_ALIGNED = {"left": ":---", "right": "---:", "center": ":---:"}


def write_element(element: Element, fill: Fill) -> str:
    """An element that stands alone, as blocks of Markdown."""
    written = "\n\n".join(block for block in _blocks(element, fill) if block.strip())
    name = element.attributes.get("id")
    return f'<a id="{html.escape(name)}"></a>\n\n{written}' if name else written


def _blocks(element: Element, fill: Fill) -> Iterator[str]:
    if element.tag == "table":
        yield from (_strong(caption, fill) for caption in _elements(element, "caption"))
        yield _table(element, fill)
    elif element.tag in _STRONG:
        yield _strong(element, fill)
    elif element.tag in {"ul", "ol"}:
        yield "\n".join(_list(element, fill))
    elif element.tag in _HEADINGS:
        yield f"{'#' * int(element.tag[1])} {_text(element.children, fill)}"
    elif element.tag in {"div", "details"} and all(isinstance(child, Element) for child in element.children):
        for child in element.children:
            if isinstance(child, Element):
                yield from _blocks(child, fill)
    else:
        yield _text(element.children, fill, " · " if element.tag == "p" else "")


def _strong(element: Element, fill: Fill) -> str:
    """What stands above a part of an answer; it is no heading of the note."""
    first, *counts = element.children
    words = _text((first,), fill)
    return f"**{words}** {_text(counts, fill)}".rstrip() if words else _text(counts, fill)


def _list(element: Element, fill: Fill, indent: str = "") -> Iterator[str]:
    sign = "1.  " if element.tag == "ol" else "-   "
    for item in _elements(element, "li"):
        inner = [child for child in item.children if isinstance(child, Element) and child.tag in {"ul", "ol"}]
        words = [child for child in item.children if child not in inner]
        parts = all(isinstance(child, Element) for child in words)
        yield (indent + sign + _text(words, fill, " – " if parts else "")).rstrip()
        for below in inner:
            yield from _list(below, fill, indent + "    ")


def _table(element: Element, fill: Fill) -> str:
    """Its rows; a table of Markdown has a head, and no cell of it more than a line."""
    rows = [row for part in element.children if isinstance(part, Element) for row in _elements(part, "tr")]
    written = [_row(row, fill) for row in rows]
    written.insert(1, "| " + " | ".join(_rule(cell) for cell in rows[0].children) + " |")
    return "\n".join(written)


def _row(row: Element, fill: Fill) -> str:
    cells = (_text((cell,), fill) for cell in row.children)
    return "| " + " | ".join(_BAR.sub(r"\\|", cell) for cell in cells) + " |"


def _rule(cell: Node) -> str:
    style = cell.attributes.get("style", "") if isinstance(cell, Element) else ""
    return _ALIGNED.get(style.removeprefix("text-align:").strip(" ;"), "---")


def _elements(element: Element, tag: str) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element) and child.tag == tag)


def _text(nodes: tuple[Node, ...] | list[Node], fill: Fill, between: str = "") -> str:
    """Nodes on one line."""
    shown = (_shown(node, fill) for node in nodes)
    return " ".join(between.join(words for words in shown if words).split())


def _shown(node: Node, fill: Fill) -> str:
    if isinstance(node, Markdown):
        return fill(node.text)
    assert isinstance(node, Element), node  # all others were made Markdown when they were put on the page
    if node.tag in {"ul", "ol"}:
        return _text(node.children, fill, ", ")
    if "small-text" in node.attributes.get("class", ""):
        return f" ({_text(node.children, fill)})"
    if node.tag == "time" or node.attributes.get("class") == PLACE_CLASS:
        return f" {_text(node.children, fill)} "  # stands apart from the words beside it
    return _text(node.children, fill)
