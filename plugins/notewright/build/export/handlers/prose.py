"""Text: as on a page, and signs that other readers of Markdown take for more than text are kept from it."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.export.draft import ExportDraft
from notewright.build.export.escape import escape_sign
from notewright.build.export.footnote import scope_footnotes
from notewright.build.handlers import prose
from notewright.vault.token import Prose

TOKEN = Prose

# A bare address is a link to Obsidian; a dollar that begins no formula is money.
_SIGN = re.compile(r"(?<![\w<\"'=])(?P<address>(?:https?|ftp)://[^\s<>]+)|\$")
_DOLLAR = escape_sign("$")
_BEHIND = ".,;:!?'\"*_~"


def handle(token: Prose, draft: Draft) -> str:
    """The text."""
    text = prose.handle(token, draft)
    if isinstance(draft, ExportDraft):
        text = scope_footnotes(text, draft.scope)
    return text.replace("$", _DOLLAR) if draft.in_link else _SIGN.sub(_kept, text)


def _kept(found: re.Match[str]) -> str:
    if not found["address"]:
        return _DOLLAR
    address = found[0].rstrip(_BEHIND)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_BEHIND)
    return f"<{address}>{found[0][len(address) :]}"
