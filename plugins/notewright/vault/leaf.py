"""The block that the lines read so far have begun and not ended."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from notewright.text import Span
from notewright.vault.block import Block, Container, Kind, block_of

_CODE = re.compile(r"(`++)[^`]*+\1")
_CODE_TAG = re.compile(r"<(/?)(?:code|pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)


@dataclass
class Leaf:
    """The block that is still open. `end` is what its last line holds; without one a blank line ends it.

    `awaited` marks the content of an item or a quote whose first line has none: it stands for the content to come.
    What few leaves need is set later: until then it is the class's.
    """

    kind: Kind
    containers: tuple[Container, ...]
    lines: list[Span]
    blank_before: bool
    level: int = field(default=0, init=False)
    closed: bool = field(default=True, init=False)
    end: re.Pattern[str] | None = field(default=None, init=False)
    fence: str = field(default="", init=False)
    indent: int = field(default=0, init=False)
    blank_lines: int = field(default=0, init=False)
    """How many of the last lines of code are blank: only if more code follows they are a part of it."""
    awaited: bool = field(default=False, init=False)
    counted: int = field(default=0, init=False)
    """How many of the lines were looked through for `$$`, or for code in HTML."""
    pairs: int = field(default=0, init=False)
    """How many `$$` stand in them, outside of code; in HTML, how many elements of code are open."""
    in_html: bool = field(default=False, init=False)
    """Whether HTML goes on behind it: a comment that began within a line of HTML."""

    def hidden_until(self, text: str, end: int) -> int:
        """The end of the last line of code, math, a comment or HTML before the one that ends it, or of the text.

        `end` is where the last line so far ends. Without quotes and lists around it, all lines up to there are its own.
        """
        if self.kind is Kind.FENCE and self.indent == 0:
            found = _closing(self.fence).search(text, end)
            return found.start() if found else _last_line_end(text)
        if self.end is None:
            return end
        found = self.end.search(text, end)
        return text.rfind("\n", end, found.start()) if found else _last_line_end(text)

    def opens_math(self, text: str) -> bool:
        """Whether these are lines of text in which a `$$` waits for another."""
        if self.kind is not Kind.PARAGRAPH:
            return False
        for line in self.lines[self.counted :]:
            self.pairs += _CODE.sub("", text[line.start : line.end]).count("$$")
        self.counted = len(self.lines)
        return self.pairs % 2 == 1

    def is_in_code(self, text: str, more: Span | None = None) -> bool:
        """Whether what follows these lines of HTML, and `more` of the next, stands in code or in a script."""
        for line in self.lines[self.counted :]:
            self.pairs += _opened(text, line)
        self.counted = len(self.lines)
        return self.pairs + (_opened(text, more) if more else 0) > 0

    def block(self) -> Block:
        """What it is once nothing more comes."""
        if self.blank_lines:
            del self.lines[-self.blank_lines :]
        return block_of((self.kind, self.containers, tuple(self.lines), self.blank_before, self.level, self.closed))


def _opened(text: str, line: Span) -> int:
    """How many elements of code a line opens, less those that it closes."""
    return sum(-1 if found[1] else 1 for found in _CODE_TAG.finditer(text, *line))


@lru_cache(maxsize=32)
def _closing(fence: str) -> re.Pattern[str]:
    """A line that closes a fence."""
    return re.compile(rf"\n {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)


def _last_line_end(text: str) -> int:
    return len(text) - text.endswith("\n")
