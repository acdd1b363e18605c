"""A task: an item of a list whose text begins with a state in brackets, `- [x] done`."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.block import Block, Item, Kind
from notewright.vault.token import Token, token

_BOX = re.compile(r"\[([^\n])\ufe0f?\](?:[ \t]++|$)")


@token
class Task(Token):
    """The box of a task. `state` is the character in it: a space for what is to be done."""

    state: str


def task_of(text: str, block: Block) -> Task | None:
    """The box with which a block begins, if it stands on the first line of an item."""
    start, end = block.lines[0]
    if block.kind is not Kind.PARAGRAPH or not block.containers:
        return None
    item = block.containers[-1]
    found = _BOX.match(text, start, end)
    if found is None or not isinstance(item, Item) or text.find("\n", item.start, start) >= 0:
        return None
    return Task(span_of(found.span()), found[1])
