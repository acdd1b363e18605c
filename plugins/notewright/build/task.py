"""The box before a task, in the form that themes know from the extension for task lists."""

from __future__ import annotations

import html
from collections.abc import Sequence
from xml.etree import ElementTree

from notewright.build.stash import PLACE, Checkbox, Stashed
from notewright.vault.task import Task


def box_of(token: Task) -> Checkbox:
    """The box. Whatever stands in it but a space checks it."""
    checked = "" if token.state == " " else " checked"
    state = html.escape(token.state)
    shown = f'<input type="checkbox" data-task="{state}" disabled{checked}><span class="task-list-indicator"></span>'
    return Checkbox(f'<label class="task-list-control">{shown}</label> ', state=token.state)


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
