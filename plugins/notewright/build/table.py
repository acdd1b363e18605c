"""Tables, made here and not by Python-Markdown, which parts cells by other rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence

from notewright.build.draft import Draft
from notewright.text import Span
from notewright.text.element import Element, Markdown
from notewright.vault import Note
from notewright.vault.block import Kind
from notewright.vault.scan import Passage
from notewright.vault.table import alignments, cells
from notewright.vault.token import Border, Mark, Token

# So many cells that the author left out are shown; more, and a few short rows below a long one make a huge page.
_MOST_FILLED = 65_536


def write_table(passage: Passage, draft: Draft) -> str:
    """A table whose cells are still Markdown. Its first row says how many cells each row has."""
    text = draft.note.source.text
    first, hyphens, *others = passage.block.lines
    columns = alignments(text, hyphens)
    tokens = deque(token for token in passage.tokens if not isinstance(token, Border | Mark))
    header = Element("tr", {}, tuple(_row("th", columns, _written(text, first, tokens, draft))))
    parts = [Element("thead", {}, (header,))]
    if others:
        parts.append(Element("tbody", {}, tuple(_rows(columns, others, tokens, draft))))
    return draft.stash.put(Element("table", {}, tuple(parts)))


def _rows(columns: Sequence[str], lines: Sequence[Span], tokens: deque[Token], draft: Draft) -> Iterator[Element]:
    filled = 0
    for line in lines:
        written = _written(draft.note.source.text, line, tokens, draft)
        filled += max(len(columns) - len(written), 0)
        shown = columns if filled <= _MOST_FILLED else columns[: len(written)]
        yield Element("tr", {}, tuple(_row("td", shown, written)))


def _row(tag: str, columns: Sequence[str], written: Sequence[str]) -> Iterator[Element]:
    """As many cells as there are columns: empty ones where the row has too few, and none beyond the last column."""
    for number, alignment in enumerate(columns):
        style = {"style": f"text-align: {alignment};"} if alignment else {}
        yield Element(tag, style, (Markdown(written[number] if number < len(written) else ""),))


def _written(text: str, line: Span, tokens: deque[Token], draft: Draft) -> list[str]:
    """The cells of a row as Markdown; their tokens are the next ones."""
    written = []
    for cell in cells(text, line):
        inside = []
        while tokens and tokens[0].span.end <= cell.end:
            inside.append(tokens.popleft())
        written.append(draft.write(inside).strip())
    return written


def in_table(note: Note, place: Span) -> bool:
    """Whether a place of a note is in a table."""
    index = bisect_right(note.passages, place.start, key=lambda passage: passage.block.span.start) - 1
    block = note.passages[index].block if index >= 0 else None
    return block is not None and block.kind is Kind.TABLE and place.start < block.span.end
