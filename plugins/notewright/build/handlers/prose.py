"""Text: Markdown as it stands, but for a line break that Python-Markdown does not know."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.punctuation import punctuation_after
from notewright.build.stash import cleaned
from notewright.vault.token import Prose

TOKEN = Prose


def handle(token: Prose, draft: Draft) -> str:
    """The text, without the sign that the formula before it took along."""
    text = draft.note.source.text
    start = token.span.start + len(punctuation_after(text, token.span.start))
    shown = cleaned(text[start : token.span.end].replace("\\\n", "  \n"))
    # What is no link in CommonMark, such as one around another, must be none to Python-Markdown either.
    return shown.replace("](", f"]{draft.stash.inline('(')}") if "](" in shown else shown
