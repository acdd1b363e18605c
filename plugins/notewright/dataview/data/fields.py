"""The fields of a note: its properties, those of its list items, and those in its other lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from notewright.dataview.data.day import day_of
from notewright.dataview.data.emoji import SIGN as EMOJI_SIGN
from notewright.dataview.data.emoji import emoji_fields, has_sign
from notewright.dataview.data.item_text import item_text, written
from notewright.dataview.data.meanings import Meanings
from notewright.dataview.data.redacted import property_values
from notewright.text import Span
from notewright.values import Value, canonical_key
from notewright.vault import Note
from notewright.vault.field import SEPARATOR, Field, bracket_fields, keys_and_values, whole_line_field, without_overlaps
from notewright.vault.list_stretch import list_stretches
from notewright.vault.syntax.redacted import SIGNS, as_links, unveiled

Found: TypeAlias = dict[str, list[Value]]
"""All values of each key, in order."""

_NOT_FIELDS = frozenset({"position"})
_SIGN = re.compile(f"{SEPARATOR}|{EMOJI_SIGN.pattern}")


class NoteFields:
    """The fields of a note: its properties first, then what plain list items say, then the other lines.

    Those of list items, by the lines of the items, are read when they are asked for.
    """

    def __init__(self, note: Note, meanings: Meanings) -> None:
        self._note = note
        self._meanings = meanings
        found = self._found()
        self.page = _finished(found)
        self.day = day_of(note.name, found)

    @cached_property
    def items(self) -> Mapping[int, Found]:
        """The fields of each list item that has any."""
        note = self._note
        found: dict[int, Found] = {}
        for item in note.lists.items if _SIGN.search(note.source.text) else ():
            lines = written(note, item)
            said = item_text(lines) if SEPARATOR in lines or has_sign(lines) else None
            if said is not None and (fields := _fields_of(said.written, is_task=item.state is not None)):
                pairs = ((field.key, field.value) for field in fields)
                self._add(pairs, found.setdefault(item.line, {}))
        return found

    def _found(self) -> Found:
        note, text = self._note, self._note.source.text
        properties = {key: [value] for key, value in self._properties() if key not in _NOT_FIELDS}
        in_lines = SEPARATOR in text
        if not in_lines and not has_sign(text):
            return properties
        stretches = list_stretches(text, note.passages)
        if stretches is not None and stretches.are_in_tasks(text, _SIGN):
            lists, body = stretches.lists, {}
        else:
            lists, body = note.lists.stretches, self._of_plain_items()
        if in_lines:
            # As in the app, a key of one list item has its values in other lines too, since the two are one list.
            self._add(keys_and_values(text, _passed_over(note, lists)), body)
        return _joined((properties, body))

    def _properties(self) -> Iterable[tuple[str, Value]]:
        note, meanings = self._note, self._meanings
        if SIGNS.search(note.source.text, 0, note.front_matter.end):
            return ((key, meanings.leading(value, note.path)) for key, value in property_values(note))
        return ((key, meanings.of_property(value, note.path)) for key, value in note.properties.items())

    def _of_plain_items(self) -> Found:
        items = self._note.lists.items
        return _joined(self.items[item.line] for item in items if item.state is None and item.line in self.items)

    def _inline(self, text: str) -> Value:
        """The value of a field. What is no more than text has the words that a page shows."""
        path, meanings = self._note.path, self._meanings
        if text.isascii() or not SIGNS.search(text):
            return meanings.inline(text, path)
        value = meanings.inline(as_links(text), path)
        return meanings.inline(unveiled(text), path) if isinstance(value, str) else value

    def _add(self, pairs: Iterable[tuple[str, str]], found: Found) -> None:
        for key, text in pairs:
            value = self._inline(text)
            key = key if key.isascii() else unveiled(key)
            if key in found:
                found[key].append(value)
            else:
                found[key] = [value]


def _passed_over(note: Note, lists: Sequence[Span]) -> Sequence[Span]:
    """The lists, and properties with comments or private sections: those are taken out of their values alone."""
    end = note.front_matter.end
    return lists if "%%" not in note.source.text[:end] else (Span(0, end), *lists)


def _fields_of(text: str, *, is_task: bool) -> Iterable[Field]:
    """The fields of an item. One that takes up all of it has none in brackets, and is no task."""
    inline = sorted((*bracket_fields(text), *emoji_fields(text)), key=lambda field: field.span.start)
    if not inline and not is_task and (whole := whole_line_field(text)) is not None:
        return [whole]
    return without_overlaps(inline)


def _joined(groups: Iterable[Found]) -> Found:
    """The values of all groups. What only one of them has stays the list that it has there."""
    joined: Found = {}
    copied: set[str] = set()
    for group in groups:
        for key, values in group.items():
            if key not in joined:
                joined[key] = values
            elif key in copied:
                joined[key] += values
            else:
                joined[key] = joined[key] + values
                copied.add(key)
    return joined


def _finished(found: Found) -> dict[str, Value]:
    """The fields under their own keys, and under those that queries can write where no field has that as its own."""
    forms: Found = {}
    for key, values in found.items():
        canonical = canonical_key(key)
        if canonical != key and canonical and canonical not in found:
            forms.setdefault(canonical, []).extend(values)
    both = {**found, **forms} if forms else found
    return {key: values[0] if len(values) == 1 else values for key, values in both.items()}
