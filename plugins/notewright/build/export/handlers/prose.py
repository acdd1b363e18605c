"""Text: as on a page, and signs that other readers of Markdown take for more than text are kept from it."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.export.draft import ExportDraft
from notewright.build.export.escape import escape_sign
from notewright.build.export.footnote import scope_footnotes
from notewright.build.handlers import prose
from notewright.vault.token import Prose

TOKEN = Prose

_DOLLAR = escape_sign("$")


def handle(token: Prose, draft: Draft) -> str:
    """The text."""
    text = prose.handle(token, draft)
    if isinstance(draft, ExportDraft):
        text = scope_footnotes(text, draft.scope)
    return text.replace("$", _DOLLAR)  # one that begins no formula is money
