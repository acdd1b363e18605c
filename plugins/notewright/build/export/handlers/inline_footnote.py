"""The number of a footnote: its label, which an embedded text does not share with its host."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.export.draft import ExportDraft
from notewright.build.export.footnote import scope_footnotes
from notewright.build.handlers import inline_footnote
from notewright.vault.syntax.inline_footnote import InlineFootnote

TOKEN = InlineFootnote


def handle(token: InlineFootnote, draft: Draft) -> str:
    """The label in brackets."""
    written = inline_footnote.handle(token, draft)
    return scope_footnotes(written, draft.scope) if isinstance(draft, ExportDraft) else written
