"""A list of notes, each with its description."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notewright.build.draft import Draft
from notewright.build.link import write_link
from notewright.text import Span
from notewright.text.element import Element, Markdown, Node
from notewright.vault import Note
from notewright.vault.outlink import Outlink


def note_list(paths: Sequence[str], draft: Draft, beside: Callable[[Note], str] = lambda note: "") -> Element:
    """The notes in the order of their titles, each with the Markdown that stands `beside` it."""
    notes = sorted((draft.project.vault.notes[path] for path in paths), key=by_title)
    return Element("ul", {"class": "notewright-notes"}, tuple(note_item(note, draft, beside(note)) for note in notes))


def by_title(note: Note) -> tuple[str, str]:
    """A key that sorts notes by their titles."""
    return note.title.lower(), note.path


def note_item(note: Note, draft: Draft, beside: str = "") -> Element:
    """One note: its title, what stands `beside` it, and its description below."""
    link = Markdown(write_link(Outlink(f"/{note.path}", "", None, False, Span(0, 0)), draft.plain(note.title), draft))
    children: list[Node] = [Element("span", {"class": "notewright-notes-title"}, (link,))]
    if beside:
        children.append(Element("span", {"class": "notewright-count"}, (Markdown(beside),)))
    given = note.properties.get("description")
    if isinstance(given, str) and given.strip():
        about = Markdown(draft.plain(" ".join(given.split())))
        children.append(Element("span", {"class": "notewright-notes-description"}, (about,)))
    return Element("li", {}, tuple(children))
