"""What the scanner cuts a note into: laid end to end, the tokens are the note."""

from __future__ import annotations

from dataclasses import dataclass

from notewright.text import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the source. Tokens never nest: what holds others is represented by its marks alone."""

    span: Span


@dataclass(frozen=True, slots=True)
class Prose(Token):
    """Text as it stands, to be read as Markdown by whoever renders the page."""


@dataclass(frozen=True, slots=True)
class Mark(Token):
    """What gives a line its place: line ends, indentation, `>`, bullets, a heading's `#`."""


@dataclass(frozen=True, slots=True)
class Border(Token):
    """What parts the cells of a table from each other: bars, and the row of hyphens."""


@dataclass(frozen=True, slots=True)
class Fence(Token):
    """A fenced code block. `info` is what stands behind the opening fence, `code` what is inside.

    `code_start` is the offset of the first line of code; `closed` is false when the end of the file closes it.
    """

    info: str
    code: str
    code_start: int
    closed: bool

    @property
    def language(self) -> str:
        """The first word of the info string, in lower case."""
        words = self.info.split(maxsplit=1)
        return words[0].lower() if words else ""


@dataclass(frozen=True, slots=True)
class CodeBlock(Token):
    """An indented code block."""

    code: str


@dataclass(frozen=True, slots=True)
class HtmlBlock(Token):
    """A block of raw HTML."""

    html: str
