r"""`\#`: a sign that means nothing but itself, also to readers that know fewer escapes than CommonMark."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.export.escape import escape_sign
from notewright.vault.syntax.escape import Escape

TOKEN = Escape

_HARMLESS = frozenset("\"',/;?@%")


def handle(token: Escape, draft: Draft) -> str:
    """The sign."""
    sign = draft.note.source.text[token.span.start + 1]
    return sign if sign in _HARMLESS else escape_sign(sign)
