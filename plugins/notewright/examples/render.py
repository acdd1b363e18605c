"""The HTML of what a cell put out. Its source is the page's to show, as `show` says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import escape

from notewright.examples.options import Show
from notewright.examples.outcome import Outcome, State
from notewright.examples.output import Asset
from notewright.examples.outputs import kinds
from notewright.examples.place import Place


def render(
    outcome: Outcome,
    assets: str = "",
    markdown: Callable[[str], str] | None = None,
    math: Callable[[str, bool], str] | None = None,
) -> str:
    """The outputs in one element, and the error if there is one; empty when there is nothing to show.

    `assets` stands before the names of files; `markdown` and `math` render Markdown and LaTeX.
    """
    place = Place(outcome.cell.options, assets)
    place = replace(place, markdown=markdown or place.markdown, math=math or place.math)
    parts = [*_shown(outcome, place), *_problem(outcome)]
    if not parts:
        return ""
    name = f' id="{escape(outcome.cell.options.id)}"' if outcome.cell.options.id else ""
    return f'<div class="notewright-outputs"{name}>{"".join(parts)}</div>'


def assets(outcome: Outcome) -> tuple[Asset, ...]:
    """The files that the outputs of a cell come with."""
    return tuple(asset for output in outcome.outputs for asset in output.assets) if _shows(outcome) else ()


def _shows(outcome: Outcome) -> bool:
    return outcome.cell.options.show not in (Show.SOURCE, Show.NONE)


def _shown(outcome: Outcome, place: Place) -> list[str]:
    if not _shows(outcome):
        return []
    counts = Counter(output.kind for output in outcome.outputs)
    numbers: Counter[str] = Counter()
    parts = []
    for output in outcome.outputs:
        numbers[output.kind] += 1
        here = replace(place, number=numbers[output.kind], count=counts[output.kind])
        parts.append(kinds()[output.kind].render(output, here))
    return parts


def _problem(outcome: Outcome) -> list[str]:
    """An error is shown whatever `show` says: a page that hides it looks right."""
    if outcome.state is State.SKIPPED:
        return ['<p class="notewright-skipped">Not run: a cell before this one failed.</p>']
    if not outcome.error:
        return []
    text = outcome.error.traceback or outcome.error.message
    heading = f"{outcome.error.code} line {outcome.error.line}: {outcome.error.message}"
    shown = f"<p>{escape(heading, quote=False)}</p><pre><code>{escape(text, quote=False)}</code></pre>"
    return [f'<div class="notewright-error">{shown}</div>']
