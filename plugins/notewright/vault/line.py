"""A line that is being read: containers eat its indentation by columns, and tabs reach to every fourth."""

from __future__ import annotations

from notewright.text import Span, span_of


class Line:
    """What is left of a line. `indent` columns of white space stand before the visible rest, which begins at `rest`.

    `first` is the first visible character; a line of which nothing visible is left has none.
    """

    __slots__ = ("_begin", "_column", "_start", "end", "first", "indent", "rest", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        first = text[start] if start < end else ""
        if first == " " or first == "\t":
            self._go_to(start, 0)
        else:
            self._start = self.rest = start
            self._begin = self._column = self.indent = 0
            self.first = first

    def _go_to(self, start: int, column: int) -> None:
        """Go to a place and the white space that stands there; it begins at a column, and the rest at another."""
        text, end = self.text, self.end
        self._start, self._begin = start, column
        at, first = start, ""
        while at < end:
            first = text[at]
            if first == " ":
                column += 1
            elif first == "\t":
                column += 4 - column % 4
            else:
                break
            at += 1
        else:
            first = ""
        self.indent, self.rest, self.first, self._column = column - self._begin, at, first, column

    @property
    def indented(self) -> Span:
        """What is left, white space included; a tab of which a part is eaten is not part of it."""
        return span_of((self._indentation(whole_tabs=False), self.end))

    @property
    def with_whole_tabs(self) -> Span:
        """What is left, white space included; a tab of which a part is eaten is part of it."""
        return span_of((self._indentation(whole_tabs=True), self.end))

    def _indentation(self, *, whole_tabs: bool) -> int:
        at, column, eaten = self._start, self._begin, self._column - self.indent
        while column < eaten:
            column += 1 if self.text[at] == " " else 4 - column % 4
            at += 1
        return at - 1 if whole_tabs and column > eaten else at

    @property
    def visible(self) -> Span:
        """What is left, from its first visible character on."""
        return span_of((self.rest, self.end))

    def skip(self, columns: int) -> None:
        """Eat white space, as many columns of it or as there are."""
        self.indent = self.indent - columns if columns < self.indent else 0

    def eat(self, characters: int) -> None:
        """Eat the white space and as many visible characters."""
        self._go_to(self.rest + characters, self._column + characters)
