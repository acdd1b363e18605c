"""A note as a file of plain Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterator

import yaml

from notewright.build.body import body
from notewright.build.compile import unread
from notewright.build.draft import Draft
from notewright.build.export.blocks import write_parts
from notewright.build.export.draft import ExportDraft
from notewright.build.lines import Part
from notewright.build.metadata import metadata
from notewright.vault import Note
from notewright.vault.block import Kind
from notewright.vault.heading import slug

# Names of files that only the theme of a certain site has; another ends its build when it has none of that name.
_OF_THE_THEME = ("template", "icon")


def write_note(draft: ExportDraft) -> str:
    """The text of the file: properties, a title where the note begins with none, and what the note says."""
    parts = [*_title(draft), *body(draft.note.passages, draft)]
    if lost := unread(draft):
        parts.insert(1, Part(Kind.FENCE, (), lost))
    footnotes = "".join(f"\n{written}\n" for written in draft.definitions)
    return front_matter(draft.note) + write_parts(parts, draft.stash) + footnotes


def _title(draft: Draft) -> Iterator[Part]:
    """The title of a note that does not begin with one.

    Where a heading has the same words, the title is HTML: it would get the id that leads to the heading.
    """
    note = draft.note
    if note.headings and note.headings[0].opens_note:
        return
    if slug(note.title) in {heading.id for heading in note.headings}:
        yield Part(Kind.HTML, (), f"<h1>{html.escape(note.title)}</h1>")
    else:
        yield Part(Kind.HEADING, (), f"# {draft.plain(note.title)}")


def front_matter(note: Note) -> str:
    """The properties, in the forms that generators take; and the title, which not all of them find in the text."""
    data = {"title": note.title} | {key: value for key, value in metadata(note).items() if key not in _OF_THE_THEME}
    if not data.get("tags"):
        data.pop("tags", None)
    if data == {"title": note.title} and note.headings and note.headings[0].opens_note:
        return ""
    written = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{written}---\n\n"
