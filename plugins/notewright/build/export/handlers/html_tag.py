"""`<u>`: as on a page; an address between angle brackets that would run a program is text."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.handlers import html_tag
from notewright.build.safe_value import is_safe_link, scheme_of
from notewright.vault.syntax.html_tag import HtmlTag

TOKEN = HtmlTag


def handle(token: HtmlTag, draft: Draft) -> str:
    """The tag, the address, or their signs."""
    text = html_tag.handle(token, draft)
    address = text[1:-1]
    return draft.plain(text) if text.startswith("<") and scheme_of(address) and not is_safe_link(address) else text
