"""Why a cell failed, and at which line of its note."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

from notewright.examples.cell import Cell
from notewright.examples.job import Ended
from notewright.examples.outcome import CellFailure
from notewright.examples.printed import PrintedTooMuch

_LONGEST_MESSAGE = 500


def raised(cell: Cell, error: BaseException) -> CellFailure:
    """The failure of a cell that raised. The traceback shows the note's frames: the others are not its author's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == cell.path]
    line = (frames[-1].lineno if frames else None) or cell.line
    if isinstance(error, PrintedTooMuch):
        return CellFailure("CELL007", line, "the cell prints too much; print less, or raise the limit on output")
    said = traceback.TracebackException(type(error), error, None).format_exception_only()
    shown = "".join(["Traceback (most recent call last):\n", *traceback.StackSummary.from_list(frames).format(), *said])
    return CellFailure("CELL003", line, describe(error), shown.rstrip())


def describe(error: BaseException) -> str:
    """The exception on one line: its name and what it says."""
    said = list(traceback.TracebackException(type(error), error, None).format_exception_only())
    text = said[-1] if isinstance(error, SyntaxError) else said[0]
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…"


def ended(cell: Cell, end: Ended, timeout: float) -> CellFailure:
    """The failure of a cell in which its process ended."""
    lines = list(_dumped_lines(cell, end.dump))
    line = lines[0] if lines else cell.line
    shown = "\n".join(f'File "{cell.path}", line {number}' for number in lines)
    if end.late or end.dump.startswith("Timeout"):
        message = f"the cell took more than {timeout:g} s and was stopped; make it faster, or set `#| timeout: SECONDS`"
        return CellFailure("CELL004", line, message, shown)
    found = re.match(r"Fatal Python error: (.+)", end.dump)
    cause = f"{end.status}: {found[1]}" if found else end.status
    return CellFailure("CELL005", line, f"the cell ended its process without a result ({cause})", shown)


def left_process(cell: Cell) -> CellFailure:
    """The failure of a cell that left a process running."""
    return CellFailure("CELL006", cell.line, "the cell left a process running; wait for it, or end it")


def not_raised(cell: Cell) -> CellFailure:
    """The failure of a cell that should have raised."""
    return CellFailure("CELL008", cell.line, f"the cell was to raise {cell.options.raises}, and raised nothing")


def no_worker(cell: Cell, cause: str) -> CellFailure:
    """The failure of a cell that could not be run at all."""
    return CellFailure("CELL009", cell.line, f"the cell could not be run: {cause}")


def _dumped_lines(cell: Cell, dump: str) -> Iterator[int]:
    """The lines of the note in a dump, innermost first. The dump is ASCII and cuts long names."""
    name = cell.path.encode("ascii", "backslashreplace").decode()[:500]
    for found in re.finditer(r'^  File "(?P<name>.*)", line (?P<line>\d+) in ', dump, re.MULTILINE):
        if found["name"].removesuffix("...") == name:
            yield int(found["line"])
