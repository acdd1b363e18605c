"""A note as a row of a query: `file`, and its fields."""

from __future__ import annotations

from collections.abc import Mapping

from notewright.dataview.data.fields import NoteFields
from notewright.dataview.data.file import Facts, file_fields
from notewright.dataview.data.meanings import Meanings
from notewright.dataview.pages import Pages
from notewright.values import Value
from notewright.vault import Note


def page(note: Note, facts: Facts, starred: bool, pages: Pages, meanings: Meanings) -> Mapping[str, Value]:
    """The names that a query finds in a note. A field called `file` is none: the app's own takes its place.

    `meanings` is what texts mean in the folder of the note.
    """
    fields = NoteFields(note, meanings)
    file: dict[str, Value] = {"file": file_fields(note, fields, facts, starred, pages)}
    # It stands first when a page is shown, and nothing replaces it.
    return {**file, **fields.page, **file}
