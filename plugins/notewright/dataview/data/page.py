"""A note as a row of a query: `file`, and its fields."""

from __future__ import annotations

from collections.abc import Mapping

from notewright.dataview.data.fields import note_fields
from notewright.dataview.data.file import Facts, file_fields
from notewright.dataview.pages import Pages
from notewright.values import Value
from notewright.vault import Note


def page(note: Note, facts: Facts, starred: bool, pages: Pages) -> Mapping[str, Value]:
    """The names that a query finds in a note. A field called `file` is none: the app's own takes its place."""
    fields = note_fields(note, lambda path: pages.resolve(path, note.path))
    file: dict[str, Value] = {"file": file_fields(note, fields, facts, starred, pages)}
    return {**file, **fields.page, **file}
