"""A note as a file of plain Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import replace

import yaml

from notewright.build.compile import body, unread
from notewright.build.draft import Draft
from notewright.build.export.heading import named
from notewright.build.export.pieces import NOTHING, fill, is_indented
from notewright.build.lines import Part, write
from notewright.build.metadata import metadata
from notewright.build.stash import PLACE, Stash
from notewright.vault import Note
from notewright.vault.block import Kind
from notewright.vault.heading import slug

# Names of files that only the theme of a certain site has; another ends its build when it has none of that name.
_OF_THE_THEME = ("template", "icon")


def write_note(draft: Draft) -> str:
    """The text of the file: properties, a title where the note begins with none, and what the note says."""
    parts = [*_title(draft), *body(draft)]
    if lost := unread(draft):
        parts.insert(1, Part(Kind.FENCE, (), lost))
    return front_matter(draft.note) + write_parts(parts, draft.stash)


def write_parts(parts: Iterable[Part], stash: Stash) -> str:
    """Blocks as text in which nothing is kept aside any more."""
    filled = [replace(part, text=_filled(part, stash)) for part in parts]
    return PLACE.sub(NOTHING, write(_parted(named(filled, stash)), Stash()))


def _filled(part: Part, stash: Stash) -> str:
    """The text of a part. A marker that nothing follows would underline what stands above it."""
    text = fill(part.text, stash, bool(part.containers))
    return NOTHING if part.containers and not text.strip() else text


def _parted(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with something invisible before code that would belong to the code or the list above it."""
    before: Part | None = None
    for part in parts:
        if before is not None and is_indented(part.text) and _would_take(before, part):
            yield Part(Kind.HTML, part.containers, NOTHING)
        yield part
        before = part


def _would_take(before: Part, part: Part) -> bool:
    depth = len(part.containers)
    if before.containers[:depth] != part.containers:
        return False
    return len(before.containers) > depth or is_indented(before.text)


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
