"""Where the lists of a note stand, and what is written in their tasks; quicker to tell than all items are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notewright.text import Span
from notewright.vault.block import Item
from notewright.vault.scan import Passage
from notewright.vault.task import Task


class ListStretches(NamedTuple):
    """The whole lines that lists take up, in order, and the first paragraphs of tasks."""

    lists: tuple[Span, ...]
    tasks: tuple[Span, ...]

    def are_in_tasks(self, text: str, sign: re.Pattern[str]) -> bool:
        """Whether a sign stands in no list but in first paragraphs of tasks."""
        if not self.lists:
            return True
        in_lists = sum([len(sign.findall(text, *span)) for span in self.lists])
        return not in_lists or in_lists == sum([len(sign.findall(text, *span)) for span in self.tasks])


def list_stretches(text: str, passages: Iterable[Passage]) -> ListStretches | None:
    """The stretches; None where items stand in quotes or footnotes, of whose text other rules tell what it is."""
    ends: dict[int, int] = {}
    tasks: list[Span] = []
    for block, tokens in [passage for passage in passages if passage.block.containers]:
        outermost, *inner = block.containers
        if isinstance(outermost, Item):
            ends[outermost.list_start] = block.lines[-1].end
            if tokens and isinstance(tokens[0], Task) and all(isinstance(container, Item) for container in inner):
                tasks.append(block.span)
        elif any(isinstance(container, Item) for container in inner):
            return None
    return ListStretches(tuple(merged_lines(text, ends.items())), tuple(tasks))


def merged_lines(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The whole lines of stretches, as stretches in order that do not touch each other."""
    merged: list[Span] = []
    for span in sorted(_whole_lines(text, *span) for span in spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return iter(merged)


def _whole_lines(text: str, start: int, end: int) -> Span:
    end = text.find("\n", end)
    return Span(text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end)
