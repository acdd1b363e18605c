"""A fenced code block: a query is answered, a cell shows what it put out, all other code stays as it is."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.export.cells import write_cell
from notewright.build.fence import write_code
from notewright.build.handlers import fence
from notewright.examples.cell import is_cell
from notewright.vault.token import Fence

TOKEN = Fence


def handle(token: Fence, draft: Draft) -> str:
    """What the block's first words ask for."""
    if is_cell(token.info):
        return write_cell(token, draft)
    if token.language == "mermaid":
        return write_code(token.info, token.code, draft)
    return fence.handle(token, draft)
