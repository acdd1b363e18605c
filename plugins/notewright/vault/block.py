"""What a note's lines form: blocks of text or code, and the quotes and lists that hold them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import NamedTuple

from notewright.text import Span, span_of


class Kind(Enum):
    """What a block is. Nobody looks for links, tags or math in an opaque one."""

    PARAGRAPH = auto()
    CALLOUT = auto()
    HEADING = auto()
    TABLE = auto()
    RULE = auto()
    FENCE = auto()
    CODE = auto()
    MATH = auto()
    COMMENT = auto()
    HTML = auto()
    DIRECTIVE = auto()
    FRONT_MATTER = auto()

    __hash__ = object.__hash__  # Enum's own is written in Python, and blocks are looked up by their kind all the time


class Quote(NamedTuple):
    """A block quote or a callout; `start` is the offset of its first `>`."""

    start: int


class Item(NamedTuple):
    """A list item. `offset` is the column at which its content begins, counted from its parent's content."""

    start: int
    list_start: int
    """The offset of the first item of its list: equal for siblings."""
    ordered: bool
    number: int
    delimiter: str
    offset: int


item_of: Callable[[tuple[int, int, bool, int, str, int]], Item] = partial(tuple.__new__, Item)
"""The item of its six values, in half the time."""


class Indented(NamedTuple):
    """What a line holds by indenting what follows: a footnote, an admonition, a tab.

    `opener` is what stands before the first content on the first line: a footnote's `[^1]:`.
    """

    start: int
    offset: int
    opener: str = ""


Container = Quote | Item | Indented


def is_footnote(container: Container) -> bool:
    """Whether it holds what a footnote says."""
    return isinstance(container, Indented) and container.opener.startswith("[^")


class Block(NamedTuple):
    """A leaf block: its lines, as spans of the source without line ends and what quotes and lists put before them.

    `level` is a heading's. `closed` is false for a fence, math or comment that nothing ends.
    """

    kind: Kind
    containers: tuple[Container, ...]
    lines: tuple[Span, ...]
    blank_before: bool
    level: int = 0
    closed: bool = True

    @property
    def span(self) -> Span:
        """From the first line's content to the end of the last line."""
        return span_of((self.lines[0].start, self.lines[-1].end))


block_of: Callable[[tuple[Kind, tuple[Container, ...], tuple[Span, ...], bool, int, bool]], Block] = partial(
    tuple.__new__, Block
)
"""The block of its six values, in half the time."""
