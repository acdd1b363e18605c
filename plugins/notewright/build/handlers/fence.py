"""A fenced code block: a query, a diagram, a cell, or code to be shown."""

from __future__ import annotations

from notewright.build.app_only import app_only_box
from notewright.build.cells import show_cell
from notewright.build.diagram import show_diagram
from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.build.queries import answer_block, answer_code
from notewright.build.scripts import show_script
from notewright.examples.cell import is_cell
from notewright.vault.token import Fence

TOKEN = Fence


def handle(token: Fence, draft: Draft) -> str:
    """What the block's first words ask for."""
    if draft.is_answer or draft.blocks_are_code:
        return write_code(token.info, token.code, draft)
    if token.language == "dataview":
        return answer_block(token, draft)
    if token.language == draft.project.preferences.dataview_js_keyword.lower():
        return show_script(token, draft)
    if token.language == "mermaid":
        return show_diagram(token, draft)
    if (box := app_only_box(token, draft)) is not None:
        return box
    if is_cell(token.info):
        return show_cell(token, draft)
    if draft.project.is_compared(draft.note.path, token.span):
        return ""  # the cell's own output stands there, and says the same
    return answer_code(token.code, draft) or write_code(token.info, token.code, draft)
