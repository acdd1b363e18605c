"""`[x]` at the beginning of an item: a box."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.task import box_of
from notewright.vault.task import Task

TOKEN = Task


def handle(token: Task, draft: Draft) -> str:
    """The box."""
    return draft.stash.put(box_of(token))
