"""A line that is being read: containers eat its indentation by columns, and tabs reach to every fourth."""

from __future__ import annotations

from notewright.text import Span


class Line:
    """What is left of a line. `indent` columns of white space stand before the visible rest, which begins at `rest`."""

    __slots__ = ("_at", "_column", "_cut", "end", "indent", "rest", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self._column = 0
        self._at, self._cut = start, False
        if start < end and text[start] not in " \t":
            self.indent, self.rest = 0, start
        else:
            self._begin(start)

    def _begin(self, at: int) -> None:
        self._at, self._cut = at, False
        text, end, column = self.text, self.end, self._column
        while at < end:
            character = text[at]
            if character == " ":
                column += 1
            elif character == "\t":
                column += 4 - column % 4
            else:
                break
            at += 1
        self.indent, self.rest = column - self._column, at

    @property
    def blank(self) -> bool:
        """Whether nothing visible is left."""
        return self.rest >= self.end

    @property
    def indented(self) -> Span:
        """What is left, white space included; a tab of which a part is eaten is not part of it."""
        return Span(self._at + self._cut, self.end)

    @property
    def visible(self) -> Span:
        """What is left, from its first visible character on."""
        return Span(self.rest, self.end)

    def skip(self, columns: int) -> None:
        """Eat white space, as many columns of it or as there are."""
        if columns >= self.indent:
            self._column += self.indent
            self._at, self._cut, self.indent = self.rest, False, 0
            return
        target = self._column + columns
        at, column, cut = self._at, self._column, False
        while column < target:
            width = 1 if self.text[at] == " " else 4 - column % 4
            if cut := column + width > target:
                break
            column, at = column + width, at + 1
        self.indent -= columns
        self._at, self._column, self._cut = at, target, cut

    def eat(self, characters: int) -> None:
        """Eat the white space and as many visible characters."""
        self._column += self.indent + characters
        self._begin(self.rest + characters)
