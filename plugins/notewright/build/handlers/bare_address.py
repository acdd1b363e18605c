"""`https://example.org`: a link that shows its own address."""

from __future__ import annotations

import html
import re

from notewright.build.draft import Draft
from notewright.build.stash import cleaned
from notewright.vault.syntax.bare_address import BareAddress

TOKEN = BareAddress

# Addresses in which no extension finds a sign of its own: those that shorten links of the site read them.
_QUIET = re.compile(r"[a-z]+://(?:\w|[-./?%&#,+!]|=(?!=)|:(?!\w*:))*+", re.IGNORECASE)


def handle(token: BareAddress, draft: Draft) -> str:
    """The link; in the text of another it is text."""
    address = cleaned(token.address)
    if draft.in_link:
        return draft.plain(address)
    if _QUIET.fullmatch(address):
        return f"<{address}>"
    target = address if "://" in address else f"http://{address}"
    return draft.stash.inline(f'<a href="{html.escape(target)}">{html.escape(address)}</a>')
