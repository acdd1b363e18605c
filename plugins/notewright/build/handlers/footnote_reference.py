"""`[^1]`: the number of a footnote; text where there is none of the label."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.footnotes import reference
from notewright.vault.syntax.footnote_reference import FootnoteReference

TOKEN = FootnoteReference


def handle(token: FootnoteReference, draft: Draft) -> str:
    """The number. What is quoted elsewhere leaves its footnotes behind; in values and answers there are none."""
    written = draft.written(token)
    if draft.tags_are_text or (draft.is_answer and draft.quotes):
        return draft.plain(written)
    if draft.quotes:
        return ""
    return reference(token, draft) or draft.plain(written)
