"""Cells → outputs: the examples of notes are run, apart from the build, and remembered."""

from notewright.examples.cell import Block, Cell, CellError, NoteCells, is_cell, parse_cell, parse_cells
from notewright.examples.diagnose import diagnostics
from notewright.examples.options import Options, Show
from notewright.examples.outcome import CellFailure, Outcome, State
from notewright.examples.output import Asset, Output
from notewright.examples.place import Place
from notewright.examples.settings import Settings

__all__ = [
    "Asset",
    "Block",
    "Cell",
    "CellError",
    "CellFailure",
    "NoteCells",
    "Options",
    "Outcome",
    "Output",
    "Place",
    "Settings",
    "Show",
    "State",
    "diagnostics",
    "is_cell",
    "parse_cell",
    "parse_cells",
]
