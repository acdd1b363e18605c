"""Runs the cells of all notes together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notewright.build import settings as options
from notewright.build.cells import cell_block, cell_fences
from notewright.build.expected import differences
from notewright.cache import Store
from notewright.examples.cell import NoteCells, parse_cells
from notewright.examples.diagnose import diagnostics
from notewright.examples.outcome import Outcome
from notewright.examples.run import run
from notewright.examples.settings import Settings
from notewright.text import Diagnostic, Source, Span
from notewright.vault import Note, Vault


@dataclass(frozen=True, slots=True)
class Runs:
    """What came of the cells: by note in order, and by the place of each cell."""

    outcomes: Mapping[str, Sequence[Outcome]] = field(default_factory=dict)
    places: Mapping[tuple[str, Span], Outcome] = field(default_factory=dict)
    diagnostics: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)


def run_cells(vault: Vault, root: Path, folder: Path, chosen: options.Examples, store: Store) -> Runs:
    """The outcomes of every cell; of none where the author did not ask for it."""
    if not chosen.run:
        return Runs()
    notes, problems = [], {}
    for note in vault.notes.values():
        cells, found = _cells(note)
        if cells.cells:
            notes.append(cells)
        problems[note.path] = [_pointed(problem, note.source) for problem in found]
    outcomes = run(notes, store, _settings(root, folder, chosen))
    places = {}
    for path, ran in outcomes.items():
        problems[path] += [_pointed(problem, vault.notes[path].source) for problem in diagnostics(ran)]
        fences = cell_fences(vault.notes[path])
        places.update({(path, fence.span): outcome for fence, outcome in zip(fences, ran, strict=False)})
        problems[path] += differences(vault.notes[path], places)
    return Runs(outcomes, places, problems)


def _cells(note: Note) -> tuple[NoteCells, Sequence[Diagnostic]]:
    return parse_cells(note.path, [cell_block(fence, note) for fence in cell_fences(note)])


def _pointed(problem: Diagnostic, source: Source) -> Diagnostic:
    """The problem with its line and a caret; where only the line is known, below the first sign of its code."""
    line = source.line(problem.line)
    column = problem.column if problem.column > 1 else 1 + len(line) - len(line.lstrip(" \t>"))
    length = len(line) - column + 1 if problem.column == 1 else 1
    start = source.offset(problem.line, column)
    return Diagnostic.at(source, Span(start, start + length), problem.code, problem.severity, problem.message)


def _settings(root: Path, folder: Path, chosen: options.Examples) -> Settings:
    return Settings(
        root=root,
        vault=folder,
        timeout=chosen.timeout,
        memory=chosen.memory * 2**20,
        workers=chosen.workers or None,
    )
