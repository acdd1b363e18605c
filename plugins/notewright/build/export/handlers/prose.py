"""Text: as on a page, and signs that other readers of Markdown take for more than text are kept from it."""

from __future__ import annotations

import re

from notewright.build.draft import Draft
from notewright.build.export.draft import ExportDraft
from notewright.build.export.escape import escape_sign
from notewright.build.export.footnote import scope_footnotes
from notewright.build.handlers import prose
from notewright.build.safe_value import is_safe_link
from notewright.build.stash import PLACE, Piece
from notewright.vault.token import Prose

TOKEN = Prose

_DOLLAR = escape_sign("$")
# On pages a piece stands behind such a bracket, so that no reader sees a link; here its sign would be one again.
_NO_LINK = re.compile(rf"\](?={PLACE.pattern})")
# A definition of a link, unless its address is harmless.
_DEFINITION = re.compile(r"\](?=:\s*+<?(?P<target>\S{1,200}))")


def handle(token: Prose, draft: Draft) -> str:
    """The text."""
    text = prose.handle(token, draft)
    if isinstance(draft, ExportDraft):
        text = scope_footnotes(text, draft.scope)
    if "]" in text:
        text = _DEFINITION.sub(lambda found: "]" if is_safe_link(found["target"]) else "\\]", text)
        text = _NO_LINK.sub(lambda found: "\\]" if draft.stash.pieces[int(found[1])] == Piece("(") else "]", text)
    return text.replace("$", _DOLLAR)  # one that begins no formula is money
