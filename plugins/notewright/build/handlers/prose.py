"""Text: Markdown as it stands, but for a line break that Python-Markdown does not know."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.literal import literal
from notewright.build.punctuation import punctuation_after
from notewright.text import Span
from notewright.vault.token import Prose

TOKEN = Prose


def handle(token: Prose, draft: Draft) -> str:
    """The text, without the sign that the formula before it took along."""
    text = draft.note.source.text
    start = token.span.start + len(punctuation_after(text, token.span.start))
    return literal(Span(start, token.span.end), draft).replace("\\\n", "  \n")
