"""`<u>`: raw HTML in a line stays, if notes may use it."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.html_address import readdressed
from notewright.build.raw_html import write_html
from notewright.build.stash import cleaned
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.uncommented import uncommented_html

TOKEN = HtmlTag

_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>")


def handle(token: HtmlTag, draft: Draft) -> str:
    """The tag, or its signs where it is text."""
    text = uncommented_html(draft.written(token))
    if _ADDRESS.fullmatch(text):
        return cleaned(text)
    if draft.tags_are_text:
        return draft.plain(text)
    written = write_html(cleaned(readdressed(text, draft)), token.span, draft)
    return draft.plain(text) if written.startswith("&") else written
