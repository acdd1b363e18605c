"""Text: Markdown as it stands, but for line breaks that Python-Markdown does not know, and a `<` that begins no tag."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.punctuation import punctuation_after
from notewright.build.stash import cleaned
from notewright.vault.token import Prose

TOKEN = Prose

# Tags are tokens of their own. For each other `<` Python-Markdown would look for an end in all that follows.
# An address of mail between angle brackets is its affair.
_NO_TAG = re.compile(r"<(?=[A-Za-z/!?])(?![^<>\s!]+@[^@<>\s]+>)")


def handle(token: Prose, draft: Draft) -> str:
    """The text, without the sign that the formula before it took along."""
    text = draft.note.source.text
    start = token.span.start + len(punctuation_after(text, token.span.start))
    return _NO_TAG.sub("&lt;", cleaned(text[start : token.span.end].replace("\\\n", "  \n")))
