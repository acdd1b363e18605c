"""Which notes link to this one, and in which sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from notewright.build.citing import citing_note, in_order
from notewright.build.draft import Draft
from notewright.text.element import Element, Markdown
from notewright.vault import Backlink

if TYPE_CHECKING:
    from notewright.build.project import Project

# More notes than a reader looks through are folded.
_SHOWN = 20


def backlinks(draft: Draft) -> str:
    """A section for the end of the page; empty when nobody links here."""
    found = citing(draft.note.path, draft.project)
    if not found or not draft.project.settings.links.backlinks:
        return ""
    items = _items(found, draft)
    count = f"{len(items)} notes link here" if len(items) > 1 else "1 note links here"
    # No heading element: the section is not of the note's text and has no place in its table of contents.
    title = Element("p", {"class": "notewright-backlinks-title"}, (Markdown(count),))
    section = {"class": "notewright-backlinks", "aria-label": "Links to this note", "data-search-exclude": ""}
    return draft.stash.put(Element("aside", section, (title, Element("ul", {}, items[:_SHOWN]), *_folded(items))))


def citing(path: str, project: Project) -> Mapping[str, Sequence[Backlink]]:
    """The notes that link to one, each with its links: none, where only the answer of a query leads there."""
    origins: dict[str, list[Backlink]] = {}
    for backlink in project.vault.backlinks.get(path, ()):
        origins.setdefault(backlink.origin, []).append(backlink)
    for origin in project.answer_links.origins.get(path, ()):
        origins.setdefault(origin, [])
    return origins


def _items(origins: Mapping[str, Sequence[Backlink]], draft: Draft) -> tuple[Element, ...]:
    return tuple(
        citing_note(
            note,
            [backlink.link.span for backlink in origins[note.path] if backlink.link.property is None],
            draft,
            [*_properties(origins[note.path], draft), *_answers(note.path, draft)],
        )
        for note in in_order(origins, draft)
    )


def _properties(links: Sequence[Backlink], draft: Draft) -> list[str]:
    """A link in the properties has no sentence, and its property is named instead."""
    names = dict.fromkeys(backlink.link.property for backlink in links if backlink.link.property is not None)
    return [f"in the property *{draft.plain(name)}*" for name in names]


def _answers(origin: str, draft: Draft) -> list[str]:
    """A link in the answer of a query has no sentence either."""
    return ["in the answer of a query"] if origin in draft.project.answer_links.origins.get(draft.note.path, ()) else []


def _folded(items: Sequence[Element]) -> tuple[Element, ...]:
    rest = tuple(items[_SHOWN:])
    if not rest:
        return ()
    summary = Element("summary", {}, (Markdown(f"{len(rest)} more"),))
    return (Element("details", {"class": "notewright-fold"}, (summary, Element("ul", {}, rest))),)
