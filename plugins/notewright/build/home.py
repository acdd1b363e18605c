"""The first page of a vault that has no index note: what is new, what is linked most, and the tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notewright.build.backlinks import citing
from notewright.build.compile import Page
from notewright.build.draft import Draft
from notewright.build.listing import note_item
from notewright.build.passages import title_line
from notewright.build.tags import tag_chips
from notewright.text.element import Element
from notewright.vault import Note

_SHOWN = 10
_DATE_KEYS = ("updated", "modified", "date", "created")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def home_page(title: str, draft: Draft) -> Page:
    """The page. A vault of a few notes lists them all."""
    parts = [title_line(title, draft), *_sections(list(draft.project.vault.notes.values()), draft)]
    return Page(title, "\n\n".join(parts) + "\n", draft.stash)


def _sections(notes: list[Note], draft: Draft) -> Iterator[str]:
    if not notes:
        yield "This vault has no notes yet."
        return
    dated = sorted((note for note in notes if date_of(note)), key=lambda note: (date_of(note), note.path), reverse=True)
    if len(notes) > _SHOWN and dated:
        yield from _section("Recent notes", [note_item(note, draft, date_of(note)) for note in dated[:_SHOWN]], draft)
    elif len(notes) <= _SHOWN:
        ordered = [*dated, *sorted((note for note in notes if not date_of(note)), key=lambda note: note.title.lower())]
        yield from _section("Recent notes", [note_item(note, draft, date_of(note)) for note in ordered], draft)
    yield from _section("Most linked", _most_linked(notes, draft), draft)
    tags = [tag for tag in draft.project.vault.tags if "/" not in tag]
    if tags:
        yield "## Tags"
        yield draft.stash.put(tag_chips(tags, draft))


def _section(title: str, items: Sequence[Element], draft: Draft) -> Iterator[str]:
    if items:
        yield f"## {title}"
        yield draft.stash.put(Element("ul", {"class": "notewright-notes"}, tuple(items)))


def _most_linked(notes: Sequence[Note], draft: Draft) -> list[Element]:
    counts = {note.path: len(citing(note.path, draft.project)) for note in notes}
    ordered = sorted((note for note in notes if counts[note.path]), key=lambda note: (-counts[note.path], note.path))
    return [note_item(note, draft, _times(counts[note.path])) for note in ordered[:_SHOWN]]


def _times(count: int) -> str:
    return f"{count} note{'s' if count > 1 else ''}"


def date_of(note: Note) -> str:
    """The day a note bears in its properties, as `2026-01-31`; empty when it bears none."""
    for key in _DATE_KEYS:
        if found := _DATE.match(str(note.properties.get(key) or "")):
            return found[0]
    return ""
