"""The fields of a note: its properties, those of its list items, and those in its other lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from notewright.dataview.data.day import day_of
from notewright.dataview.data.emoji import emoji_fields, has_sign
from notewright.dataview.data.item_text import item_text, written
from notewright.dataview.data.link import Resolve, resolved
from notewright.dataview.data.redacted import inline_value, property_values
from notewright.text import Span
from notewright.values import Date, Value, canonical_key, from_inline
from notewright.vault import Note
from notewright.vault.field import SEPARATOR, Field, bracket_fields, keys_and_values, whole_line_field, without_overlaps
from notewright.vault.syntax.redacted import unveiled

Found: TypeAlias = dict[str, list[Value]]
"""All values of each key, in order."""

_NOT_FIELDS = frozenset({"position"})


@dataclass(frozen=True, slots=True)
class NoteFields:
    """The fields of a page, and those of each of its list items that has any, by the line of the item."""

    page: Mapping[str, Value]
    items: Mapping[int, Found]
    day: Date | None = None


def note_fields(note: Note, resolve: Resolve) -> NoteFields:
    """All fields of a note. Its properties come first, then what plain list items say, then the other lines."""
    properties = {key: [resolved(value, resolve)] for key, value in property_values(note) if key not in _NOT_FIELDS}
    text = note.source.text
    in_lines = SEPARATOR in text
    if not in_lines and not has_sign(text):
        return NoteFields(_finished(properties), {}, day_of(note.name, properties))
    items = _item_fields(note, resolve)
    plain = [items[item.line] for item in note.lists.items if item.state is None and item.line in items]
    body = _joined(plain)
    if in_lines:
        # As in the app, a key of one list item has its values in other lines too, since the two are one list.
        _add(keys_and_values(text, _passed_over(note)), body, resolve)
    found = _joined((properties, body))
    return NoteFields(_finished(found), items, day_of(note.name, found))


def _passed_over(note: Note) -> Sequence[Span]:
    """The lists, and properties with comments or private sections: those are taken out of their values alone."""
    end = note.front_matter.end
    if "%%" not in note.source.text[:end]:
        return note.lists.stretches
    return (Span(0, end), *note.lists.stretches)


def _item_fields(note: Note, resolve: Resolve) -> dict[int, Found]:
    found: dict[int, Found] = {}
    for item in note.lists.items:
        lines = written(note, item)
        said = item_text(lines) if SEPARATOR in lines or has_sign(lines) else None
        if said is not None and (fields := _fields_of(said.written, is_task=item.state is not None)):
            pairs = ((field.key, field.value) for field in fields)
            _add(pairs, found.setdefault(item.line, {}), resolve)
    return found


def _fields_of(text: str, *, is_task: bool) -> Iterable[Field]:
    """The fields of an item. One that takes up all of it has none in brackets, and is no task."""
    inline = sorted((*bracket_fields(text), *emoji_fields(text)), key=lambda field: field.span.start)
    if not inline and not is_task and (whole := whole_line_field(text)) is not None:
        return [whole]
    return without_overlaps(inline)


def _add(pairs: Iterable[tuple[str, str]], found: Found, resolve: Resolve) -> None:
    for key, text in pairs:
        value = resolved(from_inline(text) if text.isascii() else inline_value(text), resolve)
        key = key if key.isascii() else unveiled(key)
        if key in found:
            found[key].append(value)
        else:
            found[key] = [value]


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
