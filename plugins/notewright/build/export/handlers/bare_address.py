"""`https://example.org`: between angle brackets, in which every reader of Markdown sees a link."""

from __future__ import annotations

import re
from urllib.parse import quote

from notewright.build.draft import Draft
from notewright.build.export.escape import escape
from notewright.build.stash import cleaned
from notewright.vault.syntax.bare_address import BareAddress

TOKEN = BareAddress

# What Python-Markdown reads before it looks for addresses.
_READ = re.compile(r"[$*\[\]^{|}]")


def handle(token: BareAddress, draft: Draft) -> str:
    """The link; in the text of another it is text."""
    address = cleaned(token.address)
    if draft.in_link:
        return escape(address)
    target = _READ.sub(lambda sign: quote(sign[0]), address)
    if "://" in address and target == address:
        return f"<{address}>"
    return f"[{escape(address)}]({target if '://' in address else f'http://{target}'})"
