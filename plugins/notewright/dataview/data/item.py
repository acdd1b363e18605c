"""The list items and tasks of a note, as queries see them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from notewright.dataview.data.fields import Found
from notewright.dataview.data.item_tags import item_tags
from notewright.dataview.data.item_text import ItemText, item_text, written
from notewright.dataview.data.link import link_value
from notewright.values import Link, Value, heading_anchor, is_true
from notewright.vault import Note
from notewright.vault.list_item import ListItem
from notewright.vault.syntax.redacted import unveiled

# Found, but not listed: former names, by which each level would show those below it twice, and the place.
_FORMER_NAMES = {"subtasks": "children", "real": "task", "header": "section"}
_UNLISTED = frozenset({*_FORMER_NAMES, "position"})
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
# Which fields say it, the first that there is.
_TIMES = {
    "created": ("created", "ctime", "cday"),
    "due": ("due", "duetime", "dueday"),
    "completion": ("completed", "completion", "comptime", "compday"),
    "start": ("start",),
    "scheduled": ("scheduled",),
}


ITEM_NAMES = frozenset(
    {
        *("text", "symbol", "line", "lineCount", "list", "parent", "children", "path", "section", "link", "blockId"),
        *("tags", "outlinks", "annotated", "task", "status", "checked", "completed", "fullyCompleted"),
        *_UNLISTED,
        *_TIMES,
    }
)
"""The names that an item may have besides its own fields."""


class Entry(dict[str, Value]):
    """An item. It also has names that it does not list."""

    __slots__ = ("_place",)

    def __init__(self, known: Mapping[str, Value], place: Callable[[], Value]) -> None:
        super().__init__(known)
        self._place = place

    def __missing__(self, name: str) -> Value:
        return self._place() if name == "position" else self[_FORMER_NAMES[name]]

    def get(self, name: str, default: Any = None) -> Any:
        """The member, or `default` where there is none."""
        return self[name] if name in self or name in _UNLISTED else default


def entries(note: Note, fields: Mapping[int, Found]) -> list[Entry]:
    """The items in order, each with those below it; `fields` are those of items, by their lines."""
    reader = _Reader(note, fields)
    said = {item.line: item_text(written(note, item)) for item in note.lists.items}
    found: dict[int, Entry] = {}
    done: dict[int, bool] = {}
    # From the last one up, so that what is below an item is known before it.
    for item in reversed(note.lists.items):
        if (text := said[item.line]) is not None:
            below = reader.below(item, found)
            done[item.line] = item.state in {None, "x", "X"} and all(done[line] for line in below)
            found[item.line] = reader.entry(item, text, list(below.values()), done[item.line])
    return list(reversed(found.values()))


class _Reader:
    def __init__(self, note: Note, fields: Mapping[int, Found]) -> None:
        self.note = note
        self.visible = note.visible
        self.fields = fields
        self.links = _links_by_line(note)
        self.headings = [heading for heading in note.headings if not heading.inside]
        self.heading_starts = [heading.span.start for heading in self.headings]
        self.sections = {0: Link(note.path)}
        self.lines_below: dict[int, list[int]] = {}
        self.list_lines: dict[int | None, int] = {None: -1}
        for item in note.lists.items:
            if item.parent is not None:
                self.lines_below.setdefault(item.parent, []).append(item.line)
            if item.list_line not in self.list_lines and not self.visible.hides(item.line):
                # Where the first items of a list are private, the list begins with the others.
                begin = item.list_line
                first = item.line if begin is None or self.visible.hides(begin) else begin
                self.list_lines[begin] = self._line(first)

    def below(self, item: ListItem, found: Mapping[int, Entry]) -> dict[int, Entry]:
        """The items right below one, by their lines."""
        return {line: found[line] for line in self.lines_below.get(item.line, ()) if line in found}

    def entry(self, item: ListItem, said: ItemText, children: Sequence[Value], done: bool) -> Entry:
        """The item with all that is known of it; its own fields replace nothing of that but the times of a task."""
        own = self.fields.get(item.line, {})
        entry = Entry(self._place(item, said), lambda: self._position(item))
        entry |= {"children": list(children), "task": item.state is not None, "annotated": bool(own)}
        if item.parent is not None and not self.visible.hides(item.parent):
            entry["parent"] = self.visible.line(item.parent)
        if item.name:
            entry["blockId"] = item.name
        for key, values in own.items():
            if key not in entry and key not in _UNLISTED:
                entry[key] = values[0] if len(values) == 1 else values
        if item.state is not None:
            entry |= _state(item.state, done)
            entry |= _times(own)
        return entry

    def _place(self, item: ListItem, said: ItemText) -> dict[str, Value]:
        path, section = self.note.path, self._section(item)
        return {
            "symbol": said.symbol,
            "link": Link(path, None, item.name, "block") if item.name else section,
            "section": section,
            "text": said.text,
            "tags": list(item_tags(said.joined)),
            "line": self._line(item.line),
            "lineCount": self._count(item),
            "list": self.list_lines.get(item.list_line, -1),
            "outlinks": [link for line in range(item.line, item.last_line + 1) for link in self.links.get(line, ())],
            "path": path,
        }

    def _line(self, line: int) -> int:
        return self.visible.line(line)

    def _count(self, item: ListItem) -> int:
        """How many lines readers see of an item."""
        if not self.note.unseen.sections:
            return item.last_line - item.line + 1
        return written(self.note, item).count("\n") + 1

    def _position(self, item: ListItem) -> Value:
        start, end = (self._point(offset) for offset in (item.span.start, self.visible.end(item.span)))
        return {"start": start, "end": end}

    def _point(self, offset: int) -> Value:
        """A place as the app counts it: from 0, in units of UTF-16."""
        offset = self.visible.place(offset)
        line, column = self.visible.shown.position(offset)
        line_start = self._units(offset - column + 1)
        return {"line": line - 1, "col": self._units(offset) - line_start, "offset": self._units(offset)}

    def _units(self, offset: int) -> int:
        return offset + bisect_left(self._of_two_units, offset)

    @cached_property
    def _of_two_units(self) -> list[int]:
        return [found.start() for found in _TWO_UNITS.finditer(self.visible.shown.text)]

    def _section(self, item: ListItem) -> Link:
        above = bisect_right(self.heading_starts, item.span.start)
        if above not in self.sections:
            written = unveiled(self.headings[above - 1].written)
            self.sections[above] = Link(self.note.path, None, heading_anchor(written), "header")
        return self.sections[above]


def _state(state: str, done: bool) -> dict[str, Value]:
    completed = state in {"x", "X"}
    return {"status": state, "checked": state != " ", "completed": completed, "fullyCompleted": done}


def _times(own: Found) -> Iterator[tuple[str, Value]]:
    """The times of a task: of several values of a field the first."""
    for name, keys in _TIMES.items():
        value = next((own[key][0] for key in keys if key in own), None)
        if is_true(value):
            yield name, value


def _links_by_line(note: Note) -> Mapping[int, Sequence[Link]]:
    """The links of the text, those of each line before its embeds; their paths are as written."""
    found: dict[int, list[Link]] = {}
    if note.lists.items:
        in_text = [link for link in note.outlinks if link.property is None]
        for link in sorted(in_text, key=lambda link: link.embed):
            found.setdefault(note.source.position(link.span.start).line - 1, []).append(link_value(link))
    return found
