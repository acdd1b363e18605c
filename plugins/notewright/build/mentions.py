"""Which notes name this one without a link, and in which sentences."""

from __future__ import annotations

from notewright.build.citing import citing_note, in_order
from notewright.build.draft import Draft
from notewright.text import Span
from notewright.text.element import Element, Markdown

# A note with an everyday name is mentioned everywhere.
_SHOWN, _SENTENCES = 20, 2


def mentions(draft: Draft) -> str:
    """A folded section for the end of the page; empty when nobody mentions the note, or the site does not ask."""
    found = draft.project.mentions.get(draft.note.path, ())
    if not found:
        return ""
    places: dict[str, list[Span]] = {}
    for mention in found:
        places.setdefault(mention.origin, []).append(mention.span)
    notes = in_order(places, draft)
    items = [citing_note(note, places[note.path], draft, most=_SENTENCES) for note in notes[:_SHOWN]]
    if len(notes) > _SHOWN:
        items.append(Element("li", {}, (Markdown(f"… and {len(notes) - _SHOWN} more notes"),)))
    words = "1 note mentions" if len(notes) == 1 else f"{len(notes)} notes mention"
    summary = Element("summary", {}, (Markdown(f"{words} this without a link"),))
    section = {"class": "notewright-mentions", "aria-label": "Mentions without a link", "data-search-exclude": ""}
    details = Element("details", {"class": "notewright-fold"}, (summary, Element("ul", {}, tuple(items))))
    return draft.stash.put(Element("aside", section, (details,)))
