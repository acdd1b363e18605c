"""A fenced code block: a query, a cell, or code to be shown."""

from __future__ import annotations

from notewright.build.cells import show_cell
from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.build.queries import answer_block
from notewright.examples.cell import is_cell
from notewright.vault.token import Fence

TOKEN = Fence


def handle(token: Fence, draft: Draft) -> str:
    """What the block's first words ask for."""
    if token.language == "dataview":
        return answer_block(token, draft)
    if is_cell(token.info):
        return show_cell(token, draft)
    if draft.project.is_compared(draft.note.path, token.span):
        return ""  # the cell's own output stands there, and says the same
    return write_code(token.info, token.code, draft)
