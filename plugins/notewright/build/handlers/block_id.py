"""` ^name`: it is not shown; the place that links lead to stands at the beginning of its block."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.vault.syntax.block_id import BlockId

TOKEN = BlockId


def handle(token: BlockId, draft: Draft) -> str:
    """Nothing."""
    return ""
