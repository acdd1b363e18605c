"""Links, images and other files, as the page shows them."""

from __future__ import annotations

import html

from notewright.build.draft import Draft
from notewright.build.link_attributes import with_class
from notewright.build.media import fragment, media
from notewright.build.placeholder import unspoken
from notewright.vault.outlink import Outlink
from notewright.vault.plain import shown_target


def write_link(link: Outlink, label: str, draft: Draft, title: str = "", attributes: str = "") -> str:
    """Markdown for a link, or for the file that it embeds; `label` is what the draft wrote for its text.

    `attributes` is HTML: what the element is to have besides.

    What is wrong with a note's links is told by `link_problems`, since those of properties are not written here.
    """
    found = draft.project.vault.destination(link, draft.note.path)
    if found.path is None and (private := draft.project.contents.hidden.behind(link.target, draft.note.path)):
        # The note's own links to what is private were redacted; this one comes from the answer of a query.
        return unspoken(link, private, label, draft)
    if (own := draft.own_link(link, label, title)) is not None:
        return own
    if found.path is None or (link.embed and found.anchor is None):
        return _unresolved(link, label, draft)
    if link.embed and (shown := media(found.path, link, draft, title, attributes)):
        return draft.stash.inline(shown)
    if draft.in_link:
        return label
    tooltip = f' title="{html.escape(title)}"' if title else ""
    anchor = found.anchor if found.path in draft.project.vault.notes else fragment(link)
    opening = f'<a{with_class("notewright-link", attributes)} href="{draft.href(found.path, anchor or "")}"{tooltip}>'
    return draft.stash.within(opening, label, "</a>")


def _unresolved(link: Outlink, label: str, draft: Draft) -> str:
    if link.embed:
        shown = html.escape(shown_target(link.target, link.fragment))
        return draft.stash.inline(f'<span class="notewright-missing">{shown}<small> not found</small></span>')
    if draft.in_link:
        return label
    opening = '<span class="notewright-unresolved" title="There is no note of this name yet.">'
    return draft.stash.within(opening, label, "</span>")
