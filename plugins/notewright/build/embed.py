"""Notes, sections and blocks that are shown in the place of a link."""

from __future__ import annotations

import html
from collections.abc import Sequence

from notewright.build.body import body
from notewright.build.draft import Draft
from notewright.build.media import is_drawing
from notewright.build.nesting import DEEPEST, Key
from notewright.build.stash import Embed, Excerpt
from notewright.text import Severity
from notewright.vault import Note
from notewright.vault.outlink import Outlink
from notewright.vault.part import part
from notewright.vault.scan import Passage

_EACH = 1_000  # what an embed costs a page, in characters, if it shows next to nothing


def embed(link: Outlink, draft: Draft) -> str:
    """Markdown for the part of a note that a link embeds; empty where there is none, or where a link has to do."""
    found = draft.project.vault.destination(link, draft.note.path)
    note = draft.project.vault.notes.get(found.path or "")
    if note is None or found.anchor is None or not draft.holds_blocks or is_drawing(note.path):
        return ""
    key = (note.path, found.anchor)
    trail = _trail(draft)
    if key in trail or len(trail) > DEEPEST:
        return ""
    excerpt = _excerpt(key, note, link, draft)
    if excerpt is None:
        return ""
    source = _source(link, note, found.anchor, draft)
    return draft.stash.put(Embed(excerpt, f"embed-{next(draft.nesting.numbers)}:", source))


def _trail(draft: Draft) -> tuple[Key, ...]:
    """What is being shown: a note embeds neither itself nor what embeds it, but two sections may stand in a row."""
    return draft.nesting.trail or ((draft.note.path, ""),)


def _excerpt(key: Key, note: Note, link: Outlink, draft: Draft) -> Excerpt | None:
    """The excerpt, made once for all its places in a text; None when the page has no room for it."""
    nesting, room = draft.nesting, draft.nesting.room
    known, before = nesting.excerpts.get(key), room.left
    passages = () if known else part(note, link.fragment) or ()
    fits = room.take(known.size if known else _size(passages))
    if fits and known is None:
        inner = draft.embedding(note, nesting.within((*_trail(draft), key)))
        text = inner.joined(body(passages, inner))
        known = nesting.excerpts[key] = Excerpt(text, inner.stash, before - room.left)
    if not room.left and before and not draft.is_embedded:
        message = "this page embeds so much that from here on links stand in the place of embeds; embed less"
        draft.report(link.span, "LINK015", Severity.WARNING, message)
    return known if fits else None


def _size(passages: Sequence[Passage]) -> int:
    return _EACH + sum(passage.block.span.end - passage.block.span.start for passage in passages)


def _source(link: Outlink, note: Note, anchor: str, draft: Draft) -> str:
    """Where the embedded text comes from."""
    words = link.display or note.title
    if (own := draft.own_link(link, draft.plain(words), "")) is not None:
        return own
    address, label = draft.href(note.path, anchor), html.escape(words)
    return f'<p class="notewright-embed-source"><a class="notewright-link" href="{address}">{label}</a></p>'
