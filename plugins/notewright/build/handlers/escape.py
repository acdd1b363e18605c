r"""`\#`: Python-Markdown knows fewer escapes than CommonMark, so the sign is kept out of its sight."""

from __future__ import annotations

import html

from notewright.build.draft import Draft
from notewright.vault.syntax.escape import Escape

TOKEN = Escape


def handle(token: Escape, draft: Draft) -> str:
    """The sign itself."""
    return draft.stash.inline(html.escape(draft.note.source.text[token.span.start + 1]))
