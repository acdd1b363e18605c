"""Changes the text of a note without moving anything in it: what is put in is as long as what it replaces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from notewright.text import Span
from notewright.vault import Note
from notewright.vault.block import Block
from notewright.vault.reference import References
from notewright.vault.scan import Passage, passage, references_of

_VISIBLE = re.compile(r"[^\n]")

Edit = tuple[Span, str]


class Joined:
    """The lines of a block as one text, without what quotes and lists put before them."""

    def __init__(self, text: str, block: Block) -> None:
        self._lines = block.lines
        self._starts = list(accumulate((line.end - line.start + 1 for line in block.lines), initial=0))
        self.text = "\n".join(text[line.start : line.end] for line in block.lines)

    def at(self, offset: int) -> int:
        """Where a place of the note stands in the joined text; one before a line's content is its beginning."""
        index = bisect_right(self._lines, offset, key=lambda line: line.start) - 1
        if index < 0:
            return 0
        line = self._lines[index]
        return min(self._starts[index] + min(offset, line.end + 1) - line.start, len(self.text))

    def edits(self, changed: str) -> Iterator[Edit]:
        """What makes the joined text of the note what it was changed to."""
        for line, before, after in zip(self._lines, self.text.split("\n"), changed.split("\n"), strict=True):
            if before != after:
                yield line, after


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with its edits, which are in order and do not overlap."""
    parts, at = [], 0
    for span, words in edits:
        assert span.start >= at, "edits are in order"
        assert len(words) == span.end - span.start, "an edit moves nothing"
        parts += [text[at : span.start], words]
        at = span.end
    return "".join([*parts, text[at:]])


def blank(text: str) -> str:
    """As much white space, with the same line ends."""
    return _VISIBLE.sub(" ", text)


def rewritten(note: Note, edits: Sequence[Edit]) -> Note:
    """The note with its edits. Its blocks stay; the tokens of those that changed are read again.

    All are, if names of links no longer stand for what they stood for.
    """
    if not edits:
        return note
    text = edited(note.source.text, edits)
    ends = [span.end for span, _ in edits]
    known = note_references(text, note.passages)
    all_changed = known != note_references(note.source.text, note.passages)

    def touched(block: Block) -> bool:
        index = bisect_right(ends, block.span.start)
        return index < len(edits) and edits[index][0].start < block.span.end

    passages = tuple(
        passage(text, old.block, known) if all_changed or touched(old.block) else old for old in note.passages
    )
    return replace(note, source=replace(note.source, text=text), passages=passages)


def note_references(text: str, passages: Iterable[Passage]) -> References:
    """What the names of links stand for in a note of these passages."""
    return references_of(text, (passage.block for passage in passages))
