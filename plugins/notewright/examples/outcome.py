"""What came of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from notewright.examples.cell import Cell
from notewright.examples.output import Output


class State(StrEnum):
    """How an outcome came to be."""

    CACHED = "cached"
    """Nothing it depends on has changed; nothing ran."""
    RAN = "ran"
    FAILED = "failed"
    SKIPPED = "skipped"
    """A cell before it in its note failed."""


@dataclass(frozen=True, slots=True)
class CellFailure:
    """Why a cell failed. `line` is the note's; `traceback` shows the note's own frames, and may be empty."""

    code: str
    line: int
    message: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a cell. A failed cell keeps what it put out before it failed; `seconds` is 0 unless it ran."""

    cell: Cell
    outputs: tuple[Output, ...]
    error: CellFailure | None
    state: State
    seconds: float = 0.0
