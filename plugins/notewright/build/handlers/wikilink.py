"""`[[note]]` and `![[file]]`."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.embed import embed
from notewright.build.label import write_label
from notewright.build.link import write_link
from notewright.vault.outlink import Outlink
from notewright.vault.plain import shown_target
from notewright.vault.syntax.wikilink import WikiLink

TOKEN = WikiLink


def handle(token: WikiLink, draft: Draft) -> str:
    """The link, image, text, or part of another note."""
    link = Outlink(token.target, token.fragment, token.display, token.embed, token.span)
    if link.embed and (shown := embed(link, draft)):
        return shown
    if token.display:
        return write_link(link, write_label(token.display, draft), draft)
    found = draft.project.vault.destination(link, draft.note.path)
    number = draft.equation_label(found.path, token.fragment) if found.path and found.anchor else ""
    return write_link(link, number or draft.plain(shown_target(token.target, token.fragment)), draft)
