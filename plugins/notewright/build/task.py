"""The box before a task, in the form that themes know from the extension for task lists."""

from __future__ import annotations

import html
from collections.abc import Sequence
from xml.etree import ElementTree

from notewright.build.stash import PLACE, Checkbox, Stashed
from notewright.vault.task import Task

_NAMES = {
    " ": "to do",
    "x": "done",
    "X": "done",
    "/": "in progress",
    "-": "cancelled",
    ">": "forwarded",
    "<": "scheduled",
    "?": "question",
    "!": "important",
    "*": "star",
}


def box_of(token: Task) -> Checkbox:
    """The box. Whatever stands in it but a space checks it."""
    return Checkbox(f"{_box(token.state)} ", state=token.state)


def box_in_answer(state: str) -> str:
    """The box of a task in the answer of a query, which says aloud what its state is."""
    name = html.escape(_NAMES.get(state, f"marked “{state}”"))
    return _box(state, f' class="dataview task-list-item-checkbox" aria-label="{name}"')


def _box(state: str, attributes: str = "") -> str:
    checked = "" if state == " " else " checked"
    shown = f'<input type="checkbox"{attributes} data-task="{html.escape(state)}" disabled{checked}>'
    return f'<label class="task-list-control">{shown}<span class="task-list-indicator"></span></label>'


def mark_task(item: ElementTree.Element, parent: ElementTree.Element, pieces: Sequence[Stashed]) -> None:
    """Say of an item that opens with a box that it is a task, and of its list that it has tasks."""
    text = (item.text or "").strip() or (item[0].text or "" if len(item) and item[0].tag == "p" else "")
    found = PLACE.match(text.lstrip())
    box = pieces[int(found[1])] if found else None
    if not isinstance(box, Checkbox):
        return
    item.set("class", "task-list-item")
    item.set("data-task", box.state)
    parent.set("class", "task-list")
