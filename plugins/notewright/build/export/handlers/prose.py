"""Text: as on a page, and signs that other readers of Markdown take for more than text are kept from it."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.export.escape import escape_sign
from notewright.build.handlers import prose
from notewright.vault.token import Prose

TOKEN = Prose

# A bare address is a link to Obsidian; a dollar that begins no formula is money.
_SIGN = re.compile(r"(?<![\w<\"'=])(?P<address>(?:https?|ftp)://[^\s<>]+)|\$")
_BEHIND = ".,;:!?'\"*_~"


def handle(token: Prose, draft: Draft) -> str:
    """The text."""
    return _SIGN.sub(_kept, prose.handle(token, draft))


def _kept(found: re.Match[str]) -> str:
    if not found["address"]:
        return escape_sign("$")
    address = found[0].rstrip(_BEHIND)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_BEHIND)
    return f"<{address}>{found[0][len(address) :]}"
