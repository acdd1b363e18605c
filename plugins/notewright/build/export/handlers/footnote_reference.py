"""The number of a footnote: its label, which an embedded text does not share with its host."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.export.draft import ExportDraft
from notewright.build.export.footnote import scope_footnotes
from notewright.build.handlers import footnote_reference
from notewright.vault.syntax.footnote_reference import FootnoteReference

TOKEN = FootnoteReference


def handle(token: FootnoteReference, draft: Draft) -> str:
    """The label in brackets."""
    written = footnote_reference.handle(token, draft)
    return scope_footnotes(written, draft.scope) if isinstance(draft, ExportDraft) else written
