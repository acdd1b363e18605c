"""`<u>`: raw HTML in a line stays, but for its addresses."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.html_address import readdressed
from notewright.build.stash import cleaned
from notewright.vault.syntax.html_tag import HtmlTag

TOKEN = HtmlTag


def handle(token: HtmlTag, draft: Draft) -> str:
    """The tag as it is written; where tags are text, its signs."""
    text = draft.note.source.text[token.span.start : token.span.end]
    is_address = ":" in text.split("/", 1)[0] and not text.startswith("</")
    return draft.plain(text) if draft.tags_are_text and not is_address else cleaned(readdressed(text, draft))
