"""Cells on the page: their source and what they put out."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from markdown import markdown

from notewright.build.draft import Draft
from notewright.build.fence import write_code
from notewright.examples import render
from notewright.examples.cell import Block, is_cell
from notewright.examples.options import PREFIX, Show
from notewright.examples.outcome import Outcome
from notewright.formulas.error import FormulaError
from notewright.formulas.mathml import to_mathml
from notewright.vault import Note
from notewright.vault.token import Fence

FIGURES = "assets/notewright/figures"
"""The folder on the site that holds what cells draw."""


def cell_fences(note: Note) -> Iterator[Fence]:
    """The fences of a note that are cells, in order."""
    return (token for token in note.tokens if isinstance(token, Fence) and is_cell(token.info))


def cell_block(fence: Fence, note: Note) -> Block:
    """A fence as the examples package takes it."""
    position = note.source.position(fence.code_start)
    return Block(fence.info, fence.code, position.line, position.column)


def show_cell(token: Fence, draft: Draft) -> str:
    """Markdown for a cell. Where nothing runs, its source is all there is to show."""
    source = write_code("python", without_options(token.code), draft)
    outcome = draft.project.outcome(draft.note.path, token.span)
    if outcome is None:
        return source
    shown = _outputs(outcome, draft)
    match outcome.cell.options.show:
        case Show.BOTH | Show.SOURCE:
            parts = [source, shown]
        case Show.FOLD:
            opening = draft.stash.block('<details class="notewright-source"><summary>Show the code</summary>')
            parts = [shown, opening, source, draft.stash.block("</details>")]
        case _:
            parts = [shown]
    return "\n\n".join(part for part in parts if part)


def _outputs(outcome: Outcome, draft: Draft) -> str:
    shown = render.render(outcome, draft.asset(f"{FIGURES}/"), markdown=_markdown, math=_math)
    return draft.stash.block(shown) if shown else ""


def _markdown(text: str) -> str:
    return markdown(text, extensions=["tables", "sane_lists"])


def _math(latex: str, display: bool) -> str:
    try:
        return to_mathml(latex, display=display)
    except FormulaError:
        return f"<code>{escape(latex)}</code>"


def without_options(code: str) -> str:
    """The code of a cell as readers see it."""
    lines = code.split("\n")
    while lines and lines[0].startswith(PREFIX):
        lines.pop(0)
    return "\n".join(lines)
