"""What gives a line its place is written anew for Python-Markdown; here only the line ends stay."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.vault.token import Mark

TOKEN = Mark


def handle(token: Mark, draft: Draft) -> str:
    """The line ends in the mark."""
    return "\n" * draft.note.source.text.count("\n", *token.span)
