"""What is wrong with a note taken alone: its form, not where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault.block import Block, Kind
from notewright.vault.footnote import footnote_problems
from notewright.vault.frontmatter import FrontMatter
from notewright.vault.property_form import form_problems
from notewright.vault.scan import Passage
from notewright.vault.table import cells
from notewright.vault.tags import tag_problems
from notewright.vault.token import Fence, Prose

# From here on a text is read in pieces when its page is made.
_LONG = 20_000
_OPENING = re.compile(r"%%|<!--|(?P<address>://\S++)")


def problems(source: Source, front_matter: FrontMatter, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """The diagnostics of one note, in no order."""
    yield from form_problems(source, front_matter)
    yield from tag_problems(source, front_matter)
    yield from footnote_problems(source, passages)
    yield from _unclosed_comments(source, passages)
    for passage in passages:
        block = passage.block
        place = Span(block.lines[0].start, block.lines[0].end)
        if not block.closed and block.kind is Kind.FENCE:
            (fence,) = passage.tokens
            assert isinstance(fence, Fence)
            opening = source.text[place.start : place.end]
            sign = opening[: len(opening) - len(opening.lstrip(opening[0]))]
            message = f"this code block is never closed, and runs to the end; add a line {sign} where it should end"
            yield Diagnostic.at(source, place, "NOTE005", Severity.WARNING, message)
        elif not block.closed and block.kind is Kind.COMMENT:
            message = "this comment is never closed, so all that follows is hidden; add a line %% where it should end"
            yield Diagnostic.at(source, place, "NOTE006", Severity.ERROR, message)
        elif block.span.end - block.span.start > _LONG and block.kind is Kind.PARAGRAPH:
            size = block.span.end - block.span.start
            message = (
                f"this text has {size} characters without a blank line; emphasis may end early in it, so divide it"
            )
            yield Diagnostic.at(source, Span(place.start, place.start + 1), "NOTE012", Severity.INFO, message)
        elif _opens_math(source.text, block):
            message = "nothing closes this `$$`; add `$$` where the formula should end"
            yield Diagnostic.at(source, Span(place.start, place.start + 2), "NOTE011", Severity.WARNING, message)
        elif block.kind is Kind.TABLE:
            yield from _lost_cells(source, block)
    if not passages and not front_matter.data and not front_matter.diagnostics:
        yield Diagnostic.at(
            source, Span(0, 0), "NOTE009", Severity.INFO, "the note is empty; its page has only a title"
        )


def _unclosed_comments(source: Source, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """Where a comment seems to begin in a text that does not end it: one for each block."""
    text = source.text
    for passage in passages if "%%" in text or "<!--" in text else ():
        prose = (token.span for token in passage.tokens if isinstance(token, Prose))
        found = (found for span in prose for found in _OPENING.finditer(text, *span) if not found["address"])
        if opening := next(found, None):
            sign, end = (opening[0], "%%") if opening[0] == "%%" else (opening[0], "-->")
            message = (
                f"nothing closes this `{sign}`, so what follows is published; write `{end}` where the comment should "
                f"end, or `\\{sign}` for the signs themselves; a comment over several lines begins its line"
            )
            yield Diagnostic.at(source, Span(*opening.span()), "NOTE024", Severity.WARNING, message)


def _lost_cells(source: Source, block: Block) -> Iterator[Diagnostic]:
    """The rows whose last cells no reader sees, since the first row has fewer. Empty ones are no loss."""
    columns = len(cells(source.text, block.lines[0]))
    for row in block.lines[2:]:
        found = cells(source.text, row)
        lost = next((cell for cell in found[columns:] if cell.start < cell.end), None)
        if lost is not None:
            message = (
                f"this row has {len(found)} cells and its table {columns}, so what follows is not shown; "
                r"write \| where a bar is part of a text or a link, or give the first rows more cells"
            )
            yield Diagnostic.at(source, lost, "NOTE023", Severity.WARNING, message)


def _opens_math(text: str, block: Block) -> bool:
    """Whether a block begins with `$$` that nothing answers: not before its end, or not before that of its quote."""
    if block.kind is Kind.MATH:
        return not block.closed
    start, end = block.span
    return block.kind is Kind.PARAGRAPH and text.startswith("$$", start) and text.count("$$", start, end) == 1
