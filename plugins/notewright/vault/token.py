"""What the scanner cuts a note into: laid end to end, the tokens are the note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

from notewright.text import Span

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def token(kind: type[T]) -> type[T]:
    """Make a dataclass of a kind of token. Nobody changes a token: the type checker sees to that.

    `frozen=True` would see to it at run time too, and triple the time that it takes to make one of the thousands.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)


@token
class Token:
    """A stretch of the source. Tokens never nest: what holds others is represented by its marks alone."""

    span: Span


@token
class Prose(Token):
    """Text as it stands, to be read as Markdown by whoever renders the page."""


@token
class Mark(Token):
    """What gives a line its place: line ends, indentation, `>`, bullets, a heading's `#`."""


@token
class Border(Token):
    """What parts the cells of a table from each other: bars, and the row of hyphens."""


@token
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


@token
class CodeBlock(Token):
    """An indented code block."""

    code: str


@token
class HtmlBlock(Token):
    """A block of raw HTML."""

    html: str
