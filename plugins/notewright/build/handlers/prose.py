"""Text: Markdown as it stands, but for a line break that Python-Markdown does not know."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.stash import cleaned
from notewright.vault.token import Prose

TOKEN = Prose


def handle(token: Prose, draft: Draft) -> str:
    """The text."""
    return cleaned(draft.note.source.text[token.span.start : token.span.end].replace("\\\n", "  \n"))
