"""`^[text]`: a footnote that stands where it is referred to."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.footnotes import reference
from notewright.vault.syntax.inline_footnote import InlineFootnote

TOKEN = InlineFootnote


def handle(token: InlineFootnote, draft: Draft) -> str:
    """The number. What is quoted elsewhere has no footnotes of its own, so there the text stands in brackets."""
    if draft.tags_are_text:
        return draft.plain(draft.written(token))
    shown = None if draft.quotes else reference(token, draft)
    return shown or f" ({draft.markdown(token.text)})"
