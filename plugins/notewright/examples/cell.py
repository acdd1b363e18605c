"""A cell: a fence whose first words are `python exec`."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field

from notewright.examples.options import PREFIX, OptionError, Options, parse_options
from notewright.text import Diagnostic, Severity

_LANGUAGES = ("python", "py", "python3")
_FLAG = "exec"


class CellError(Exception):
    """A cell that cannot run as it is written. `line` and `column` are the note's, counted from 1."""

    def __init__(self, line: int, message: str, column: int = 1, code: str = "CELL001") -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.code = code


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell whose code compiles. `line` is where `code` begins in the note, below the options."""

    path: str
    line: int
    code: str
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class NoteCells:
    """The cells of one note, in order: they share their state, and share it with no other note."""

    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A fence as it stands in a note: `line` and `column` are where its body begins."""

    info: str
    body: str
    line: int
    column: int = 1


def is_cell(info: str) -> bool:
    """Whether a fence with these words behind it is to be run."""
    words = info.split()
    return len(words) > 1 and words[0].lower() in _LANGUAGES and _FLAG in words[1:]


def parse_cell(info: str, body: str, path: str, line: int, column: int = 1) -> Cell:
    """The cell in a fence's body, which begins at `line` and `column` of the note. Nothing runs; it must compile."""
    unknown = [word for word in info.split()[1:] if word != _FLAG]
    if unknown:
        raise CellError(line - 1, f"`{unknown[0]}` says nothing here; options stand in the cell, as `#| name: value`")
    lines = body.split("\n")
    heads = list(itertools.takewhile(lambda text: text.startswith(PREFIX), lines))
    try:
        options = parse_options(heads)
    except OptionError as error:
        raise CellError(line + error.index, error.message, column) from None
    code = "\n".join(lines[len(heads) :]).rstrip()
    _check(code, path, line + len(heads), column)
    return Cell(path, line + len(heads), code, options)


def parse_cells(path: str, blocks: Iterable[Block]) -> tuple[NoteCells, tuple[Diagnostic, ...]]:
    """The cells of a note up to the first that cannot run: those behind it may need what it would have done."""
    cells: list[Cell] = []
    for block in blocks:
        try:
            cells.append(parse_cell(block.info, block.body, path, block.line, block.column))
        except CellError as error:
            problem = Diagnostic(path, error.line, error.column, error.code, Severity.ERROR, error.message)
            return NoteCells(path, tuple(cells)), (problem,)
    return NoteCells(path, tuple(cells)), ()


def _check(code: str, path: str, line: int, column: int) -> None:
    """Find a syntax error without running anything."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Padded, since messages name lines too: "after 'if' statement on line 12".
            compile("\n" * (line - 1) + code, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        at = column - 1 + max(error.offset or 1, 1)
        raise CellError(error.lineno or line, f"{type(error).__name__}: {error.msg}", at, "CELL002") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise CellError(line, f"{type(error).__name__}: {error}", column, "CELL002") from None
