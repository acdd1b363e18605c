"""A block of raw HTML stays."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.html_address import readdressed
from notewright.build.stash import cleaned
from notewright.vault.token import HtmlBlock

TOKEN = HtmlBlock

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def handle(token: HtmlBlock, draft: Draft) -> str:
    """The block as it is written, without comments, which are not for readers."""
    return cleaned(readdressed(_COMMENT.sub("", token.html), draft))
