"""The tree that a script has made → nodes for the page, the same ones that queries give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from notewright.dataview.error import ExecutionError, QueryError
from notewright.dataview.javascript.ask_vault import LIST_PAIR, answered
from notewright.dataview.javascript.host import Host
from notewright.dataview.javascript.outcome import ScriptError
from notewright.dataview.preferences import Preferences
from notewright.dataview.render import render, render_error
from notewright.dataview.render_value import inline_nodes, nodes
from notewright.dataview.result import ListResult, ListRow, TableResult, TaskResult
from notewright.text.element import Blocks, Checkbox, Element, Html, LinkTo, Node, Text
from notewright.values import Value
from notewright.values.utf16 import well_formed

_MOST = 50_000
_MOST_CHARACTERS = 2_000_000


@dataclass
class Output:
    """Reads the output of one script. `failed` are the messages of the queries in it that have no answer."""

    host: Host
    failed: list[str] = field(default_factory=list)
    count: int = 0
    characters: int = 0

    @property
    def preferences(self) -> Preferences:
        """How values are shown."""
        return self.host.surroundings.context.preferences

    def read(self, forms: list[Any]) -> tuple[Node, ...]:
        """The nodes.

        Raises:
            ScriptError: when there are more than a page can take.
        """
        return tuple(node for form in forms for node in self._node(form))

    def _node(self, form: Any) -> Iterator[Node]:
        self._take(1)
        if isinstance(form, str):
            yield self._text(Text(well_formed(form)))
        elif "html" in form:
            yield self._text(Html(well_formed(str(form["html"]))))
        elif "view" in form:
            yield from map(self._text, self._view(form))
        else:
            attributes = {str(name): well_formed(str(value)) for name, value in form["attributes"].items()}
            self._take_characters(sum(map(len, attributes.values())))
            yield Element(str(form["tag"]), attributes, self.read(form["children"]))

    def _view(self, form: Mapping[str, Any]) -> Iterator[Node]:
        """What the functions of `dv` show."""
        if form["view"] == "query":
            yield self._query(str(form["source"]))
            return
        value = self.host.value(form["value"])
        rows: list[Value] = value if isinstance(value, list) else [value]
        self._take(len(rows))
        match form["view"]:
            case "value" if isinstance(value, str):
                yield Blocks(well_formed(value))
            case "value":
                yield from nodes(value, self.preferences)
            case "inline":
                yield from inline_nodes(value, self.preferences)
            case "list":
                yield render(ListResult(tuple(map(_list_row, rows))), self.preferences)
            case "table":
                yield render(self._table([str(header) for header in form["headers"]], rows), self.preferences)
            case "tasks":
                yield render(TaskResult(tuple(map(_with_visual, rows))), self.preferences)

    def _table(self, headers: list[str], rows: list[Value]) -> TableResult:
        cells = [tuple(row) if isinstance(row, list) else (row,) for row in rows]
        width = max((len(row) for row in cells), default=0)
        self._take(width * len(cells))
        # Rows of unequal length are shown as far as they go, as the app does.
        padded = tuple(row + ("",) * (width - len(row)) for row in cells)
        return TableResult(tuple(well_formed(header) for header in headers), padded)

    def _query(self, source: str) -> Element:
        surroundings = self.host.surroundings
        try:
            return render(answered(surroundings, source, surroundings.context.origin or ""), self.preferences)
        except (QueryError, ExecutionError) as error:
            self.failed.append(well_formed(error.message))
            return render_error(error.message)

    def _take(self, number: int) -> None:
        self.count += number
        if self.count > _MOST:
            raise ScriptError(f"the script puts more than {_MOST:,} elements on the page", "limit")

    def _text(self, node: Node) -> Node:
        """A node, whose characters are counted."""
        self._take_characters(_length(node))
        return node

    def _take_characters(self, number: int) -> None:
        self.characters += number
        if self.characters > _MOST_CHARACTERS:
            raise ScriptError(f"the script puts more than {_MOST_CHARACTERS:,} characters on the page", "limit")


def _length(node: Node) -> int:
    """The characters that are shown of a node."""
    if isinstance(node, Element):
        return sum(map(_length, node.children))
    return len(node.label if isinstance(node, LinkTo) else node.state if isinstance(node, Checkbox) else node.text)


def _with_visual(row: Value) -> Value:
    """A task, or a group of tasks, with the text that the script wants to be seen."""
    if not isinstance(row, Mapping):
        return row
    shown = {key: _all_visual(value) if key in {"rows", "children"} else value for key, value in row.items()}
    return shown if shown.get("visual") is None else shown | {"text": shown["visual"]}


def _all_visual(rows: Value) -> Value:
    return [_with_visual(row) for row in rows] if isinstance(rows, list) else rows


def _list_row(value: Value) -> ListRow:
    if isinstance(value, Mapping) and value.get("$widget") == LIST_PAIR:
        return ListRow(value.get("key"), value.get("value"), has_value=True)
    return ListRow(None, value, has_id=False, has_value=True)
