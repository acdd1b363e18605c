"""What is wrong with a note taken alone: its form, not where its links lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault.block import Kind
from notewright.vault.frontmatter import FrontMatter
from notewright.vault.scan import Passage
from notewright.vault.tags import tag_problems
from notewright.vault.token import Fence


def problems(source: Source, front_matter: FrontMatter, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """The diagnostics of one note, in no order."""
    yield from tag_problems(source, front_matter)
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
    if not passages and not front_matter.data and not front_matter.diagnostics:
        yield Diagnostic.at(
            source, Span(0, 0), "NOTE009", Severity.INFO, "the note is empty; its page has only a title"
        )
