"""A block of raw HTML stays."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.stash import Raw, cleaned
from notewright.vault.token import HtmlBlock

TOKEN = HtmlBlock

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def handle(token: HtmlBlock, draft: Draft) -> str:
    """The block as it is written, without comments, which are not for readers.

    Python-Markdown reads an element to its end, whatever stands in it; as in Obsidian a blank line ends a block, and
    what follows is Markdown. Only elements with the attribute `markdown` are left to it.
    """
    html = cleaned(_COMMENT.sub("", token.html))
    return html if draft.project.holds_markdown(draft.note, token.span) else draft.stash.put(Raw(html))
