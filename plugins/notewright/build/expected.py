"""The output that an author expects: a ` ```text output` block right after a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notewright.build.fence import place_in
from notewright.examples.cell import is_cell
from notewright.examples.outcome import Outcome, State
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note
from notewright.vault.token import Fence

_SHOWN_STATES = (State.CACHED, State.RAN)


def expectations(note: Note) -> Iterator[tuple[Fence, Fence]]:
    """Each cell that is followed by what it should print, with that block."""
    before: Fence | None = None
    for passage in note.passages:
        fence = passage.tokens[0] if passage.tokens and isinstance(passage.tokens[0], Fence) else None
        if fence is not None and before is not None and fence.info.split() == ["text", "output"]:
            yield before, fence
        before = fence if fence is not None and is_cell(fence.info) else None


def differences(note: Note, outcomes: Mapping[tuple[str, Span], Outcome]) -> Iterator[Diagnostic]:
    """An error for each cell that printed something else than its note says."""
    for cell, expected in expectations(note):
        outcome = outcomes.get((note.path, cell.span))
        if outcome is None or outcome.state not in _SHOWN_STATES:
            continue
        printed = "".join(output.text for output in outcome.outputs if output.kind == "text")
        wanted, found = _lines(expected.code), _lines(printed)
        if wanted == found:
            continue
        at = next((index for index, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), None)
        if at is None:
            at = min(len(wanted), len(found))
        said = f"`{wanted[at]}`" if at < len(wanted) else "nothing more"
        printed_line = f"`{found[at]}`" if at < len(found) else "nothing more"
        message = f"line {at + 1} of the expected output says {said}, but the cell printed {printed_line}"
        offset = sum(len(line) + 1 for line in expected.code.split("\n")[:at])
        place = place_in(expected, min(offset, max(0, len(expected.code) - 1)), 1, note.source)
        yield Diagnostic.at(note.source, place, "CELL013", Severity.ERROR, message)


def _lines(text: str) -> list[str]:
    """Lines without the white space at their ends, which nobody sees."""
    return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []
