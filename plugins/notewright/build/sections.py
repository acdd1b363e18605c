"""Private sections: what stands between `%% private %%` and `%% /private %%` is taken out of a note."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from notewright.build.rewriting import Edit, Joined, blank, edited, rewritten
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note
from notewright.vault.block import Block, Kind
from notewright.vault.scan import Passage, references_of
from notewright.vault.scan import passage as read_passage
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.syntax.redacted import NOTHING, Redacted, redaction
from notewright.vault.token import CodeBlock, Fence, Mark, Prose

_MARKER = re.compile(r"%%\s*+(/?)\s*+private\s*+%%", re.IGNORECASE)
# What begins with a sign that makes it what it is.
_OPENED = frozenset({Kind.HEADING, Kind.CALLOUT, Kind.DIRECTIVE})
_OPAQUE = frozenset({Kind.FENCE, Kind.CODE, Kind.MATH, Kind.COMMENT})


@dataclass(frozen=True, slots=True)
class Cut:
    """A note without its private sections, what is wrong with their markers, where they are, how many bytes long."""

    note: Note
    problems: Sequence[Diagnostic] = ()
    spans: Sequence[Span] = ()
    size: int = 0


def without_sections(note: Note) -> Cut:
    """What is left of a note."""
    if not _MARKER.search(note.source.text, note.front_matter.end):
        return Cut(note)
    spans, problems = _spans(note)
    size = sum(len(note.source.text[span.start : span.end].encode()) for span in spans)
    return Cut(_cut(note, spans) if spans else note, problems, spans, size)


def _markers(note: Note) -> Iterator[tuple[Span, bool]]:
    """The markers with whether they open. In code they are code; in links, math and HTML they are markers."""
    for token in note.tokens:
        if isinstance(token, Comment):
            if found := _MARKER.fullmatch(note.source.text, *token.span):
                yield token.span, not found[1]
        elif not isinstance(token, Prose | Mark | Fence | CodeBlock | CodeSpan | HtmlComment):
            for found in _MARKER.finditer(note.source.text, *token.span):
                yield Span(*found.span()), not found[1]


def _spans(note: Note) -> tuple[list[Span], list[Diagnostic]]:
    """What is between markers. Sections may nest; one that nothing closes reaches to the end of the note."""
    spans, problems, opened = [], [], list[Span]()
    for place, opens in _markers(note):
        if opens:
            opened.append(place)
        elif opened:
            start = opened.pop().start
            spans += [] if opened else [Span(start, place.end)]
        else:
            message = "no private section is open here; remove this marker, or add %% private %% where it should begin"
            problems.append(Diagnostic.at(note.source, place, "GATE003", Severity.WARNING, message))
    if opened:
        message = "this private section is never closed, so the rest is hidden; add %% /private %% where it should end"
        problems.append(Diagnostic.at(note.source, opened[0], "GATE002", Severity.ERROR, message))
        spans.append(Span(opened[0].start, len(note.source.text)))
    return spans, problems


def _cut(note: Note, spans: Sequence[Span]) -> Note:
    """The note without what the spans hold: whole blocks are gone, of others a part is nothing."""
    text = _blanked(note.source.text, spans)
    overlaps = ((passage.block, _overlapping(spans, passage.block.span)) for passage in note.passages)
    kept = [(block, inside) for whole, inside in overlaps if (block := _left(whole, inside)) is not None]
    edits = [edit for block, inside in kept if inside for edit in _edits(note.source.text, block, inside)]
    known = references_of(text, (block for block, _ in kept))
    passages = tuple(read_passage(text, block, known) for block, _ in kept)
    cut = rewritten(replace(note, source=replace(note.source, text=text), passages=passages), edits)
    left = (passage for passage in cut.passages if not (_overlapping(spans, passage.block.span) and _is_empty(passage)))
    return replace(cut, passages=tuple(left))


def _left(block: Block, spans: Sequence[Span]) -> Block | None:
    """The block without the rows that are hidden, or a text where what made it more than that is hidden."""
    if not spans:
        return block
    if block.kind in _OPAQUE or _covered(block.span, spans):
        return None
    if block.kind is Kind.TABLE:
        rows = tuple(line for line in block.lines if not _covered(line, _overlapping(spans, line)))
        return block._replace(lines=rows, kind=Kind.TABLE if rows[:2] == block.lines[:2] else Kind.PARAGRAPH)
    if block.kind in _OPENED and spans[0].start <= block.span.start:
        underlined = block.kind is Kind.HEADING and len(block.lines) > 1
        return block._replace(kind=Kind.PARAGRAPH, lines=block.lines[:-1] if underlined else block.lines)
    return block


def _overlapping(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    first = bisect_right(spans, place.start, key=lambda span: span.end)
    last = bisect_left(spans, place.end, key=lambda span: span.start)
    return spans[first:last]


def _covered(place: Span, spans: Sequence[Span]) -> bool:
    return any(span.start <= place.start and place.end <= span.end for span in spans)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    return edited(text, [(span, blank(text[span.start : span.end])) for span in spans])


def _edits(text: str, block: Block, spans: Sequence[Span]) -> Iterator[Edit]:
    joined = Joined(text, block)
    inside = [Span(joined.at(span.start), joined.at(span.end)) for span in spans]
    if block.kind is Kind.TABLE:  # no cell goes on in another row
        inside = [part for span in inside for part in _lines(joined.text, span)]
    yield from joined.edits(edited(joined.text, [(span, _nothing(joined.text[slice(*span)])) for span in inside]))


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        if line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _nothing(written: str) -> str:
    return redaction(written, NOTHING) if len(written) > 1 else blank(written)


def _is_empty(passage: Passage) -> bool:
    return all(
        isinstance(token, Mark | Comment | HtmlComment) or token == Redacted(token.span) for token in passage.tokens
    )
