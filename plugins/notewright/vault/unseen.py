"""What readers do not see of a note, and where things stand in what they do see."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from notewright.text import Source, Span


@dataclass(frozen=True, slots=True)
class Unseen:
    """Where the visibility gate took something out: private sections, and `names` of what is private, in order."""

    sections: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sections or self.names)


@dataclass(frozen=True)
class Visible:
    """Places of a note as readers would count them, who must not learn how long a section or a name is."""

    source: Source
    unseen: Unseen

    def place(self, offset: int) -> int:
        """Where a place of the note is in `shown`; one that is hidden is where what hides it begins."""
        index = bisect_right(self._spans, offset, key=lambda span: span.start) - 1
        if index < 0:
            return offset
        span = self._spans[index]
        return offset - self._lost[index] - (min(offset, span.end) - span.start)

    def line(self, line: int) -> int:
        """A line of the note, counted from 0."""
        if not self.unseen.sections:
            return line
        return self.shown.position(self.place(self.source.offset(line + 1))).line - 1

    def hides(self, line: int) -> bool:
        """Whether a line begins in a private section."""
        return bool(self.unseen.sections) and self._section(self.source.offset(line + 1)) is not None

    def end(self, span: Span) -> int:
        """Where what a span holds ends, without the sections behind it and the white space before those."""
        text, at = self.source.text, span.end
        if not _touching(self.unseen.sections, span):
            return at
        while at > span.start:
            if (section := self._section(at - 1)) is not None:
                at = section.start
            elif text[at - 1].isspace():
                at -= 1
            else:
                break
        return max(at, span.start)

    def lines(self, span: Span) -> str:
        """The whole lines of a span, without private sections."""
        text, stop = self.source.text, self.end(span)
        start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", stop)
        whole = Span(start, len(text) if end < 0 else end)
        return "".join(_outside(text, whole, self.unseen.sections))

    @cached_property
    def shown(self) -> Source:
        """The text without all that is hidden."""
        text = self.source.text
        return Source(self.source.path, "".join(_outside(text, Span(0, len(text)), self._spans)))

    @cached_property
    def _spans(self) -> Sequence[Span]:
        """All that is hidden; names in sections are a part of those."""
        spans: list[Span] = []
        for span in sorted((*self.unseen.sections, *self.unseen.names)):
            if spans and span.start < spans[-1].end:
                spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
            else:
                spans.append(span)
        return spans

    @cached_property
    def _lost(self) -> Sequence[int]:
        """How much is hidden before each span."""
        return list(accumulate((span.end - span.start for span in self._spans), initial=0))

    def _section(self, offset: int) -> Span | None:
        sections = self.unseen.sections
        index = bisect_right(sections, offset, key=lambda span: span.start) - 1
        return sections[index] if index >= 0 and offset < sections[index].end else None


def _touching(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Those that hold a part of a place."""
    first = bisect_right(spans, place.start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, place.end, key=lambda span: span.start)]


def _outside(text: str, place: Span, spans: Sequence[Span]) -> Iterator[str]:
    """The parts of a place that stand in none of the spans."""
    at = place.start
    for span in _touching(spans, place):
        yield text[at : max(at, span.start)]
        at = span.end
    if at < place.end:
        yield text[at : place.end]
