"""A place in the text of a query that moves on as the parser reads, and remembers how far it ever came.

The language has no tokens that are the same everywhere: `-` belongs to names, `[[1,2]]` is a link, `or` needs no space
around it. So the parser asks for what may stand next, and a rule that fails puts the place back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from notewright.dataview.error import QueryError
from notewright.dataview.limits import NESTING
from notewright.values.literal import Scanned
from notewright.values.name import WHITESPACE, name_end

T = TypeVar("T")

_SPACE = re.compile(f"{WHITESPACE}*")


class Lexer:
    """The text, where the parser is in it, and what it looked for at the furthest place it reached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.furthest = 0
        self.expected: list[str] = []
        self._nesting = 0

    def fail(self, expected: str) -> None:
        """Note that something was looked for here in vain."""
        if self.at > self.furthest:
            self.furthest, self.expected = self.at, []
        if self.at == self.furthest and expected not in self.expected:
            self.expected.append(expected)

    def take(self, pattern: re.Pattern[str], expected: str = "") -> re.Match[str] | None:
        """What the pattern matches here, and go past it."""
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        elif expected:
            self.fail(expected)
        return match

    def symbol(self, symbol: str, *, expected: bool = False) -> bool:
        """Whether the symbol stands here; if so, go past it."""
        if self.text.startswith(symbol, self.at):
            self.at += len(symbol)
            return True
        if expected:
            self.fail(f"`{symbol}`")
        return False

    def space(self) -> bool:
        """Go past white space; whether there was any."""
        start = self.at
        self.take(_SPACE)
        return self.at > start

    def name(self, expected: str = "") -> str | None:
        """The name that stands here."""
        end = name_end(self.text, self.at)
        if end == self.at:
            if expected:
                self.fail(expected)
            return None
        name, self.at = self.text[self.at : end], end
        return name

    def literal(self, scan: Callable[[str, int], Scanned | None]) -> Scanned | None:
        """The literal that stands here."""
        scanned = scan(self.text, self.at)
        if scanned is not None:
            self.at = scanned.end
        return scanned

    def attempt(self, rule: Callable[[], T]) -> T:
        """What the rule reads; if it fails and gives None, the place is as before."""
        start = self.at
        result = rule()
        if result is None:
            self.at = start
        return result

    def separated(self, rule: Callable[[], T | None], separator: str = ",") -> list[T]:
        """Items with a separator between them, white space around it; perhaps none."""
        items: list[T] = []
        item = self.attempt(rule)
        while item is not None:
            items.append(item)
            end = self.at
            self.space()
            item = None
            if self.symbol(separator):
                self.space()
                item = self.attempt(rule)
            if item is None:
                self.at = end
        return items

    def nested(self, rule: Callable[[], T]) -> T:
        """What the rule reads, one level deeper; too many levels are an error and not a crash."""
        if self._nesting >= NESTING:
            raise QueryError(f"this is nested more than {NESTING} levels deep; simplify it", self.at)
        self._nesting += 1
        try:
            return rule()
        finally:
            self._nesting -= 1
