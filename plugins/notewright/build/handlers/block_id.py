"""` ^name`: an invisible place that links can point to."""

from __future__ import annotations

import html

from notewright.build.draft import Draft
from notewright.vault.index import block_anchor
from notewright.vault.syntax.block_id import BlockId

TOKEN = BlockId


def handle(token: BlockId, draft: Draft) -> str:
    """The place."""
    if draft.quotes:
        return ""
    return draft.stash.inline(f'<span class="notewright-anchor" id="{html.escape(block_anchor(token.name))}"></span>')
