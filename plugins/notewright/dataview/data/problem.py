"""Fields that queries will not find as their author is likely to think."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.dataview.data.day import day_of, written_day
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note
from notewright.vault.field import SEPARATOR, bracket_fields, text_fields

_RESERVED = "file"
# A key right before the signs and a space behind them: `std::move` is code.
_MEANT = re.compile(r"(?<![\w:])(?P<key>[^\W\d_][\w-]*+)::[ \t]++(?=\S)")


def field_problems(note: Note) -> Iterator[Diagnostic]:
    """What is told of a note's fields; all of it is good to know and nothing is wrong on the page."""
    yield from (_told(note, place, "FIELD001", _REPLACED) for place in _named_file(note))
    written = written_day(note.name)
    if written and "-" in written[0] and day_of(note.name, {}) is None:
        message = f"`{written[0]}` in the name of this note is no day of the calendar, so it gives no `file.day`"
        yield _told(note, Span(0, 0), "FIELD002", message)
    if SEPARATOR in note.source.text:
        yield from _bare_in_tasks(note)


_REPLACED = "no query finds a field called `file`, since what is known of the note has that name; choose another"


def _named_file(note: Note) -> Iterator[Span]:
    if _RESERVED in note.properties:
        yield note.front_matter.places.get(_RESERVED, Span(0, 0))
    if f"{_RESERVED}{SEPARATOR}" in note.source.text:
        found = (field for field in text_fields(note.source.text) if field.key == _RESERVED)
        # `file::open` is code.
        yield from (field.span for field in found if note.source.text.startswith(" ", field.value_start))


def _bare_in_tasks(note: Note) -> Iterator[Diagnostic]:
    text = note.source.text
    for item in note.lists.items:
        if item.state is None or SEPARATOR not in (said := text[slice(*item.span)]) or bracket_fields(said):
            continue
        if found := _MEANT.search(said):
            message = f"in a task only brackets make a field; write `[{found['key']}:: …]`"
            place = Span(item.span.start + found.start(), item.span.start + found.end())
            yield _told(note, place, "FIELD003", message)


def _told(note: Note, place: Span, code: str, message: str) -> Diagnostic:
    return Diagnostic.at(note.source, place, code, Severity.INFO, message)
