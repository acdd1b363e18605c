"""Cells as plain Markdown: their source and what they put out."""

from __future__ import annotations

import html
from collections.abc import Iterator

from notewright.build.cells import FIGURES, without_options
from notewright.build.draft import Draft
from notewright.build.export.escape import escape
from notewright.build.export.pieces import Written, anchor
from notewright.build.fence import write_code
from notewright.examples.options import Show
from notewright.examples.outcome import Outcome, State
from notewright.examples.output import Output
from notewright.examples.outputs import kinds
from notewright.examples.place import Place
from notewright.vault.token import Fence


def write_cell(token: Fence, draft: Draft) -> str:
    """Markdown for a cell. Where nothing runs, its source is all there is to show."""
    code = without_options(token.code)
    source = write_code("python", code, draft)
    outcome = draft.project.outcome(draft.note.path, token.span)
    if outcome is None:
        return source
    shown = list(_outputs(outcome, draft))
    match outcome.cell.options.show:
        case Show.BOTH | Show.SOURCE:
            shown = [source, *shown]
        case Show.FOLD:
            shown.append(draft.stash.block(_folded(code)))
    return "\n\n".join(shown)


def _folded(code: str) -> str:
    shown = html.escape(code.strip("\n"), quote=False)
    return f'<details><summary>Show the code</summary><pre><code class="language-python">{shown}</code></pre></details>'


def _outputs(outcome: Outcome, draft: Draft) -> Iterator[str]:
    """Each output, below the name by which links reach them; an error is shown whatever the cell says."""
    options = outcome.cell.options
    if options.id:
        yield draft.stash.put(Written(anchor(options.id), block=True))
    if options.show not in {Show.SOURCE, Show.NONE}:
        for output in outcome.outputs:
            yield from _output(output, outcome, draft)
        if options.caption and any(output.kind == "figure" for output in outcome.outputs):
            yield draft.stash.put(Written(f"*{escape(options.caption)}*", block=True))
    if outcome.state is State.SKIPPED:
        yield draft.stash.put(Written("*Not run: a cell before this one failed.*", block=True))
    elif outcome.error:
        yield write_code("text", outcome.error.traceback or outcome.error.message, draft)


def _output(output: Output, outcome: Outcome, draft: Draft) -> Iterator[str]:
    """Text and errors are code, a figure is that for light pages; a kind that is only HTML stays HTML."""
    if output.kind in {"text", "error"}:
        yield write_code("text", output.text, draft)
    elif output.kind == "figure":
        alt = escape(outcome.cell.options.alt)
        image = f"![{alt}]({draft.asset(f'{FIGURES}/{output.assets[0].name}')})"
        yield draft.stash.put(Written(image, block=True))
    elif output.kind == "markdown":
        yield draft.stash.put(Written(output.text.strip("\n"), block=True))
    elif output.kind == "latex":
        yield draft.stash.put(Written(f"$$\n{output.text}\n$$", block=True))
    else:
        place = Place(outcome.cell.options, draft.asset(f"{FIGURES}/"))
        yield draft.stash.block(kinds()[output.kind].render(output, place))
