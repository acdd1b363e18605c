"""Text: Markdown as it stands, but for a line break that Python-Markdown does not know."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.punctuation import punctuation_after
from notewright.build.stash import cleaned
from notewright.vault.token import Prose

TOKEN = Prose

_ARROW = re.compile(r"={2,}+(?=>)")


def handle(token: Prose, draft: Draft) -> str:
    """The text, without the sign that the formula before it took along."""
    text = draft.note.source.text
    start = token.span.start + len(punctuation_after(text, token.span.start))
    written = text[start : token.span.end].replace("\\\n", "  \n")
    # An arrow opens no highlight.
    return cleaned(_ARROW.sub(lambda arrow: "\\=" * len(arrow[0]), written) if "=>" in written else written)
