"""Tasks as the app shows them: below each other, in groups, each with its box and the way to its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from notewright.dataview.preferences import Preferences
from notewright.dataview.render_value import OUTER_CLASS, element, empty, nodes, text_node
from notewright.dataview.result import TaskResult
from notewright.dataview.task_tree import children, count, group_rows, is_grouping, nested
from notewright.text.element import Blocks, Checkbox, Element, LinkTo, Markdown, Node, Text
from notewright.values import Link, Value, to_text
from notewright.values.utf16 import well_formed

PLACE_CLASS = "notewright-task-place"
"""Of the way from a task in an answer to its place."""

_LIST = "contains-task-list task-list"
_TASK = "dataview task-list-item"
_ITEM = "dataview task-list-basic-item"


def render_tasks(result: TaskResult, preferences: Preferences) -> Element:
    """The tasks of a result."""
    return element("div", f"{OUTER_CLASS} dataview dataview-container", _grouping(result.rows, preferences))


def _grouping(rows: Sequence[Value], preferences: Preferences) -> Iterator[Element]:
    if not rows and preferences.warn_on_empty_result:
        yield empty("task")
    elif not is_grouping(rows):
        yield _list(nested(rows), preferences)
    for group in rows if is_grouping(rows) else ():
        if isinstance(group, Mapping):
            yield element("h4", "", _heading(group, preferences))
            yield element("div", "dataview result-group", _grouping(group_rows(group), preferences))


def _heading(group: Mapping[str, Value], preferences: Preferences) -> Iterator[Node]:
    for node in nodes(group.get("key"), preferences):
        yield Markdown(node.text) if isinstance(node, Blocks) else node  # no block stands in a heading
    if preferences.show_result_count:
        yield element("span", "dataview small-text", (Text(str(count(group_rows(group)))),))


def _list(tasks: Sequence[Mapping[str, Value]], preferences: Preferences) -> Element:
    return element("ul", _LIST, (_item(task, preferences) for task in tasks))


def _item(task: Mapping[str, Value], preferences: Preferences) -> Element:
    """A task or a plain item, and all that stands below it."""
    path = to_text(task.get("path"))
    words: list[Node] = [text_node(to_text(task.get("text")), path)]
    if isinstance(place := task.get("link"), Link):
        shown = f"in {place.label}"
        link = LinkTo(place.path, well_formed(shown), place.subpath, place.kind)
        words.append(element("span", PLACE_CLASS, (Text(" "), link)))
    below = children(task)
    if below:
        words.append(_list(below, preferences))
    if not task.get("task"):
        return element("li", _ITEM, words)
    state = _state(task.get("status"))
    classes = _TASK if state == " " else f"{_TASK} is-checked"
    return Element("li", {"class": classes, "data-task": state}, (Checkbox(state), *words))


def _state(status: Value) -> str:
    """What stands in the box: one character. A script can call anything a task."""
    text = to_text(status)
    return text if len(text) == 1 and text.isprintable() else " "
