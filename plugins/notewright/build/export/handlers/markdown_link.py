"""`[text](target)`: as it is written where it leads to the web, unless its address would run a program."""

from __future__ import annotations

import html
import re

from notewright.build.draft import Draft
from notewright.build.handlers import markdown_link
from notewright.vault.outlink import outlink_of
from notewright.vault.syntax.markdown_link import MarkdownLink

TOKEN = MarkdownLink

# Browsers pass over white space and control characters in an address.
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]+")


def handle(token: MarkdownLink, draft: Draft) -> str:
    """The link, image or text."""
    if outlink_of(token) is None and _runs(token.target):
        return draft.label(token.text)
    return markdown_link.handle(token, draft)


def _runs(target: str) -> bool:
    address = _UNSEEN.sub("", html.unescape(target)).lower()
    return address.startswith(("javascript:", "vbscript:", "data:")) and not address.startswith("data:image/")
