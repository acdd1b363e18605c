"""`[!note]`: makes a callout of the quote that it opens."""

from __future__ import annotations

from notewright.build.callout import head_of
from notewright.build.draft import Draft
from notewright.vault.callout import Callout

TOKEN = Callout


def handle(token: Callout, draft: Draft) -> str:
    """The place of the head."""
    return draft.stash.put(head_of(token))
