"""`<u>`: raw HTML in a line stays."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.stash import cleaned
from notewright.vault.syntax.html_tag import HtmlTag

TOKEN = HtmlTag


def handle(token: HtmlTag, draft: Draft) -> str:
    """The tag as it is written."""
    return cleaned(draft.note.source.text[token.span.start : token.span.end])
