"""`[text](target)`: as it is written where it leads to the web, unless its address would run a program."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.handlers import markdown_link
from notewright.build.safe_value import is_safe_link, is_safe_source
from notewright.vault.outlink import outlink_of
from notewright.vault.syntax.markdown_link import MarkdownLink

TOKEN = MarkdownLink


def handle(token: MarkdownLink, draft: Draft) -> str:
    """The link, image or text."""
    if outlink_of(token) is None and _runs(token.target):
        return draft.label(token.text)
    return markdown_link.handle(token, draft)


def _runs(target: str) -> bool:
    return not (is_safe_link(target) or is_safe_source(target, image=True))
