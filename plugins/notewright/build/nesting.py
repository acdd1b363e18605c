"""Where on its page a text stands: in which embeds, and how much more the page can take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from notewright.build.stash import Excerpt

DEEPEST = 5
"""An embed in an embed, so many times; the next is a link."""

_LARGEST = 2_000_000


@dataclass(slots=True)
class Room:
    """How many characters a page may still embed. Ten notes that embed each other ten times need more than there is."""

    left: int = _LARGEST

    def take(self, size: int) -> bool:
        """Take so much, if it is there; if it is not, nothing more is shown."""
        fits = size <= self.left
        self.left = self.left - size if fits else 0
        return fits


Key = tuple[str, str]
"""A note and the id in it (empty: all of it) that an embed shows."""


@dataclass(frozen=True, slots=True)
class Nesting:
    """The embeds that hold a text, the outermost first, and those that it has; none holds the page's own text."""

    trail: tuple[Key, ...] = ()
    room: Room = field(default_factory=Room)
    excerpts: dict[Key, Excerpt] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def within(self, trail: tuple[Key, ...]) -> Nesting:
        """That of the text of an embed."""
        return Nesting(trail, self.room)
