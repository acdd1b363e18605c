"""A block of raw HTML stays."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.stash import cleaned
from notewright.vault.token import HtmlBlock

TOKEN = HtmlBlock


def handle(token: HtmlBlock, draft: Draft) -> str:
    """The block as it is written."""
    return cleaned(token.html)
