"""What parts the cells of a table: a page makes an element of the cells, a citation shows the bars."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.vault.token import Border

TOKEN = Border


def handle(token: Border, draft: Draft) -> str:
    """The bars as they are written."""
    return draft.written(token)
