"""Changes to a formula that remember where its signs came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """A stretch of a formula and what stands in its place."""

    start: int
    end: int
    text: str


def changed(latex: str, changes: Sequence[Change]) -> str:
    """The formula after the changes, which are in order and do not overlap."""
    if not changes:
        return latex
    out, at = [], 0
    for change in changes:
        out += [latex[at : change.start], change.text]
        at = change.end
    return "".join([*out, latex[at:]])


def origin(changes: Sequence[Change], offset: int) -> int:
    """Where a place of the changed formula stood before."""
    shift = 0
    for start, end, text in changes:
        if offset < start + shift:
            break
        if offset < start + shift + len(text):
            return start
        shift += len(text) - (end - start)
    return offset - shift
