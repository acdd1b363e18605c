"""A list of notes that speak of this one, each with its sentences, for the end of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from notewright.build.citation import Citation, citations
from notewright.build.draft import Draft
from notewright.build.link import write_link
from notewright.build.listing import by_title
from notewright.text import Span
from notewright.text.element import Element, Markdown
from notewright.vault import Note
from notewright.vault.heading import Heading
from notewright.vault.outlink import Outlink

# A page that one note cites a thousand times does not repeat that note.
_SENTENCES = 5


def in_order(paths: Iterable[str], draft: Draft) -> list[Note]:
    """The notes of these paths by their titles."""
    return sorted((draft.project.vault.notes[path] for path in paths), key=by_title)


def citing_note(
    note: Note, places: Sequence[Span], draft: Draft, first: Sequence[str] = (), *, most: int = _SENTENCES
) -> Element:
    """A note: its title, what is said of it `first` (as Markdown), and its sentences around the places."""
    link = write_link(Outlink(f"/{note.path}", "", None, False, Span(0, 0)), draft.plain(note.title), draft)
    name = Element("span", {"class": "notewright-backlinks-note"}, (Markdown(link),))
    lines = (Element("p", {}, (Markdown(text),)) for text in first)
    return Element("li", {}, (name, *lines, *_sentences(note, places, draft, most)))


def _sentences(note: Note, places: Sequence[Span], draft: Draft, most: int) -> Iterator[Element]:
    found: list[Citation] = []
    for citation in citations(note, places, draft):
        if len(found) == most:
            found.append(Citation(None, "…"))
            break
        found.append(citation)
    for heading, group in groupby(found, key=lambda citation: citation.heading):
        if heading is not None:
            yield _place(note, heading, draft)
        for citation in group:
            yield Element("p", {}, (Markdown(citation.text),))


def _place(note: Note, heading: Heading, draft: Draft) -> Element:
    """The heading below which sentences stand, as a link to it."""
    opening = f'<a class="notewright-link" href="{draft.href(note.path, heading.id)}">'
    words = draft.stash.inline(opening) + draft.plain(heading.text) + draft.stash.inline("</a>")
    return Element("p", {"class": "notewright-cited-below"}, (Markdown(words),))
