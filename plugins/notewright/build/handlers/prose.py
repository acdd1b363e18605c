"""Text: Markdown as it stands, but for line breaks that Python-Markdown does not know, and a `<` that begins no tag."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.literal import literal
from notewright.build.punctuation import punctuation_after
from notewright.text import Span
from notewright.vault.token import Prose

TOKEN = Prose

_ARROW = re.compile(r"={2,}+(?=>)")
# Tags are tokens of their own. For each other `<` Python-Markdown would look for an end in all that follows.
# An address of mail between angle brackets is its affair.
_NO_TAG = re.compile(r"<(?=[A-Za-z/!?])(?![^<>\s!]+@[^@<>\s]+>)")


def handle(token: Prose, draft: Draft) -> str:
    """The text, without the sign that the formula before it took along."""
    text = draft.note.source.text
    start = token.span.start + len(punctuation_after(text, token.span.start))
    shown = literal(Span(start, token.span.end), draft).replace("\\\n", "  \n")
    if "=>" in shown:
        shown = _ARROW.sub(lambda arrow: "\\=" * len(arrow[0]), shown)  # an arrow opens no highlight
    shown = _NO_TAG.sub("&lt;", shown) if "<" in shown else shown
    if draft.quotes and "`" in shown:
        shown = shown.replace("`", draft.plain("`"))  # to Python-Markdown some of three could open code
    # What is no link in CommonMark, such as one around another, must be none to Python-Markdown either.
    return shown.replace("](", f"]{draft.stash.inline('(')}") if "](" in shown else shown
