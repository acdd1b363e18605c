"""Which notes link to this one, and in which sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.build.draft import Draft
from notewright.build.link import write_link
from notewright.text import Span
from notewright.text.element import Element, Markdown
from notewright.vault import Backlink
from notewright.vault.outlink import Outlink
from notewright.vault.sentence import citing_sentence

# A citation from a table is its row, without the borders of its cells.
_BORDER = re.compile(r"\s*(?<!\\)\|\s*")


# A page that one note cites a thousand times does not repeat that note.
_SENTENCES = 5


def backlinks(draft: Draft) -> str:
    """A section for the end of the page; empty when nobody links here."""
    found = draft.project.vault.backlinks.get(draft.note.path, ())
    if not found or not draft.project.settings.links.backlinks:
        return ""
    origins: dict[str, list[Backlink]] = {}
    for backlink in found:
        origins.setdefault(backlink.origin, []).append(backlink)
    items = tuple(_origin(origin, links, draft) for origin, links in origins.items())
    # No heading element: the section is not of the note's text and has no place in its table of contents.
    title = Element("p", {"class": "notewright-backlinks-title"}, (Markdown("Links to this note"),))
    section = {"class": "notewright-backlinks", "aria-label": "Links to this note"}
    return draft.stash.put(Element("aside", section, (title, Element("ul", {}, items))))


def _origin(origin: str, links: list[Backlink], draft: Draft) -> Element:
    note = draft.project.vault.notes[origin]
    link = Outlink(f"/{note.path}", "", None, False, Span(0, 0))
    name = Element(
        "span", {"class": "notewright-backlinks-note"}, (Markdown(write_link(link, draft.plain(note.title), draft)),)
    )
    sentences = tuple(Element("p", {}, (Markdown(sentence),)) for sentence in _sentences(origin, links, draft))
    return Element("li", {}, (name, *sentences))


def _sentences(origin: str, links: list[Backlink], draft: Draft) -> Iterator[str]:
    """The first citing sentences, each once. A link in the properties has none, and its property is named instead."""
    note = draft.project.vault.notes[origin]
    quoting = draft.quoting(note)
    seen: set[Span] = set()
    for number, backlink in enumerate(links):
        if backlink.link.property is not None:
            yield f"*{backlink.link.property}*"
            continue
        if len(seen) == _SENTENCES:
            yield f"… and {len(links) - number} more"
            return
        tokens = citing_sentence(note.source.text, note.passages, backlink.link.span)
        bounds = Span(tokens[0].span.start, tokens[-1].span.end) if tokens else Span(0, 0)
        if tokens and bounds not in seen:
            seen.add(bounds)
            yield _BORDER.sub(" · ", " ".join(quoting.write(tokens).split()).strip("| "))
