"""`[ ]`: the box of a task, as its author wrote it."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.export.escape import write_box
from notewright.vault.task import Task

TOKEN = Task


def handle(token: Task, draft: Draft) -> str:
    """The box."""
    return write_box(token.state)
