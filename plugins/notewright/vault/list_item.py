"""The items of a note's lists as a tree: the same items that the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from notewright.text import Source, Span
from notewright.vault.block import Container, Item
from notewright.vault.list_stretch import merged_lines
from notewright.vault.named_block import named_blocks
from notewright.vault.scan import Passage
from notewright.vault.task import Task


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list. Its own text, which `span` holds, ends where the items below it begin.

    Lines are counted from 0. `parent` and `list_line` are where the item that holds it and its list begin; a list in
    a quote or a footnote has no line. `state` is the character in a task's box.
    """

    span: Span
    line: int
    last_line: int
    parent: int | None = None
    list_line: int | None = None
    state: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """The items in order, one a line, and the lines that belong to lists and items, as stretches of the text."""

    items: tuple[ListItem, ...] = ()
    stretches: tuple[Span, ...] = ()


_NONE = Lists()


@dataclass(slots=True)
class _Growing:
    """An item whose last line is not known yet."""

    item: Item
    parent: _Growing | None
    outermost: Item | None
    end: int
    state: str | None
    open: bool = True


def read_lists(source: Source, passages: Sequence[Passage]) -> Lists:
    """The lists of a note."""
    found = _items(passages)
    if not found:
        return _NONE
    names = _names(source.text, passages)
    # Of items that begin on one line, `- - a`, the app keeps the last.
    items = {item.line: item for item in _finished(source, found, names)}
    stretches = merged_lines(source.text, _spans(found, passages))
    return Lists(tuple(items.values()), tuple(stretches))


def _items(passages: Iterable[Passage]) -> list[_Growing]:
    """Every item, in the order in which they begin."""
    found: dict[int, _Growing] = {}
    for passage in passages:
        if not passage.block.containers:
            continue
        holders: list[_Growing] = []  # a list in a quote that an item holds is a part of that item's text
        outer: Container | None = None
        for container in passage.block.containers:
            if isinstance(container, Item):
                parent = holders[-1] if holders else None
                known = found.get(container.start)
                if isinstance(outer, Item):
                    holders.clear()
                holders.append(known or found.setdefault(container.start, _begun(container, parent, outer, passage)))
            outer = container
        for holder in holders:
            if holder.open:
                holder.end = max(holder.end, passage.block.span.end)
    return list(found.values())


def _begun(item: Item, parent: _Growing | None, outer: Container | None, passage: Passage) -> _Growing:
    if parent is not None and isinstance(outer, Item):
        parent.open = False
    outermost, first = passage.block.containers[0], passage.tokens[0] if passage.tokens else None
    state = first.state if isinstance(first, Task) and item is passage.block.containers[-1] else None
    return _Growing(item, parent, outermost if isinstance(outermost, Item) else None, item.start, state)


def _names(text: str, passages: Sequence[Passage]) -> Mapping[int, str]:
    """The names of items, by where those begin."""
    named = (block for block in named_blocks(text, passages) if isinstance(block.holder, Item) and not block.is_list)
    return {block.holder.start: block.name for block in named if block.holder is not None}


def _finished(source: Source, found: Iterable[_Growing], names: Mapping[int, str]) -> Iterator[ListItem]:
    lines: dict[int, int] = {}
    line, at = 0, 0
    for growing in found:
        start, end, parent, outermost = growing.item.start, growing.end, growing.parent, growing.outermost
        line += source.text.count("\n", at, start)
        lines[start], at = line, start
        above = lines[parent.item.start] if parent else line
        yield ListItem(
            Span(start, end),
            line,
            line + source.text.count("\n", start, end),
            above if above != line else None,
            source.position(outermost.list_start).line - 1 if outermost else None,
            growing.state,
            names.get(start),
        )


def _spans(found: Iterable[_Growing], passages: Iterable[Passage]) -> Iterator[Span]:
    """What lists at the top take up, whatever they hold, and what items elsewhere do."""
    for passage in passages:
        outermost = passage.block.containers[0] if passage.block.containers else None
        if isinstance(outermost, Item):
            yield Span(outermost.list_start, passage.block.span.end)
    yield from (Span(growing.item.start, growing.end) for growing in found if growing.outermost is None)
