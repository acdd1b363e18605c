"""What is to be said about the outcomes of a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notewright.examples.outcome import Outcome
from notewright.text import Diagnostic, Severity

_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")


def diagnostics(outcomes: Iterable[Outcome]) -> list[Diagnostic]:
    """The problems of a note's outcomes, in order."""
    seen: set[str] = set()
    found = [problem for outcome in outcomes for problem in (*_of(outcome), *_second_ids(outcome, seen))]
    return sorted(found, key=lambda problem: problem.order)


def _of(outcome: Outcome) -> Iterator[Diagnostic]:
    cell = outcome.cell
    if outcome.error:
        error = outcome.error
        yield Diagnostic(cell.path, error.line, 1, error.code, Severity.ERROR, error.message)
    if not cell.options.alt and any(output.kind == "figure" for output in outcome.outputs):
        message = "the figure has no description; say what it shows with `#| alt: …`"
        yield Diagnostic(cell.path, cell.line, 1, "CELL010", Severity.WARNING, message)
    for output in outcome.outputs:
        if output.kind == "text" and (found := _ADDRESS.search(output.text)):
            message = f"the output holds an address in memory (`{found[0]}`), which is another at each run"
            yield Diagnostic(cell.path, cell.line, 1, "CELL011", Severity.WARNING, message)
            break


def _second_ids(outcome: Outcome, seen: set[str]) -> Iterator[Diagnostic]:
    name = outcome.cell.options.id
    if name and name in seen:
        message = f"another cell of this note has the id `{name}`; give each its own"
        yield Diagnostic(outcome.cell.path, outcome.cell.line, 1, "CELL012", Severity.ERROR, message)
    seen.add(name)
