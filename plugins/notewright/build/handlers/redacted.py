"""A link to what is private: the author's words for it, or a neutral placeholder; nothing of a private section."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.placeholder import placeholder
from notewright.build.stash import cleaned
from notewright.vault.plain import stand_in
from notewright.vault.syntax.redacted import Redacted

TOKEN = Redacted


def handle(token: Redacted, draft: Draft) -> str:
    """What is shown in its place."""
    if token.display:
        return draft.markdown(cleaned(token.display))
    words = stand_in(token)
    return placeholder(words, draft) if words else ""
