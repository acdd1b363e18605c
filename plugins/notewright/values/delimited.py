"""Delimited text → rows of cells, as the app's reader cuts it, its guesses and leniency included.

The delimiter and the line end are guessed from the text. A cell in quotes may hold both, and quotes twice; a quote that
closes nothing is text. Lines that begin with `#` are comments, and empty ones are left out. Each place of the text
is looked at a bounded number of times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from notewright.values.name import WHITESPACE

_DELIMITERS = (",", "\t", "|", ";", "\x1e", "\x1f")
_SEEN = 1 << 20
_PREVIEW = 10
_QUOTED = re.compile('"[^"]*"')
_SPACE = re.compile(f"{WHITESPACE}*+")


def read_rows(text: str) -> Iterator[list[str]]:
    """The rows of a text, its header first; no two columns have the same name."""
    text = text.removeprefix("\ufeff")
    newline = _guessed_newline(text[:_SEEN])
    delimiter = _guessed_delimiter(text, newline)
    named = _with_distinct_names(text, delimiter, newline)
    return (row for row in _rows(named, delimiter, newline) if row != [""])


def _guessed_newline(text: str) -> str:
    bare = _QUOTED.sub("", text)
    returns = bare.split("\r")
    feed = bare.find("\n")
    if len(returns) == 1 or 0 <= feed < len(returns[0]):
        return "\n"
    followed = sum(part.startswith("\n") for part in returns)
    return "\r\n" if followed >= len(returns) / 2 else "\r"


def _guessed_delimiter(text: str, newline: str) -> str:
    """The one that cuts the first rows into the most cells, and into the same number of them."""
    best, spread, width = ",", float("inf"), 0.0
    for delimiter in _DELIMITERS:
        counts = [len(row) for row in _first_rows(text, delimiter, newline) if row != [""]]
        if not counts:
            continue
        delta = sum(abs(one - other) for one, other in pairwise(counts))
        mean = sum(counts) / len(counts)
        if delta <= spread and mean > width and mean > 1.99:
            best, spread, width = delimiter, delta, mean
    return best


def _first_rows(text: str, delimiter: str, newline: str) -> Sequence[list[str]]:
    if '"' not in text:
        # Without quotes the app counts comments among the first lines.
        text = newline.join(text.split(newline, _PREVIEW + 1)[: _PREVIEW + 1])
    return list(islice(_rows(text, delimiter, newline), _PREVIEW))


def _with_distinct_names(text: str, delimiter: str, newline: str) -> str:
    """The text, in whose first line a name that comes again has its number behind it."""
    first, end, rest = text.partition(newline)
    names = first.split(delimiter)
    seen: Counter[str] = Counter()
    distinct: dict[str, None] = {}
    for name in names:
        count, new = seen[name], name
        if count:
            new = f"{name}_{count}"
        seen[name] += 1
        while new in distinct:
            new = f"{new}_{count}"
        distinct[new] = None
    return text if max(seen.values()) == 1 else delimiter.join(distinct) + end + rest


def _rows(text: str, delimiter: str, newline: str) -> Iterator[list[str]]:
    return _fast_rows(text, delimiter, newline) if '"' not in text else _Reader(text, delimiter, newline).rows()


def _fast_rows(text: str, delimiter: str, newline: str) -> Iterator[list[str]]:
    return (line.split(delimiter) for line in text.split(newline) if not line.startswith("#")) if text else iter(())


@dataclass(slots=True)
class _Reader:
    """A walk over a text that has quotes."""

    text: str
    delimiter: str
    newline: str
    at: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    """Where the next delimiter and the next line end were found; no text is searched for them twice."""

    def rows(self) -> Iterator[list[str]]:
        """The rows, comments left out."""
        while self.at < len(self.text):
            if self.text.startswith("#", self.at):
                self.at = self._after(self.newline, self.at)
                continue
            end = self._next(self.newline, self.at)
            if self._next('"', self.at) >= end:  # a line without quotes, as most are
                yield self.text[self.at : end].split(self.delimiter)
                self.at = min(len(self.text), end + len(self.newline))
                continue
            row: list[str] = []
            while self._cell(row):
                pass
            yield row

    def _cell(self, row: list[str]) -> bool:
        """Take a cell; whether another one follows in the row."""
        if self.text.startswith('"', self.at):
            return self._quoted(row)
        delimiter, newline = self._next(self.delimiter, self.at), self._next(self.newline, self.at)
        end = min(delimiter, newline)
        row.append(self.text[self.at : end])
        return self._ended(end, delimiter < newline)

    def _quoted(self, row: list[str]) -> bool:
        start = quote = self.at + 1
        while True:
            quote = self.text.find('"', quote)
            if quote < 0:
                row.append(self.text[start:])
                self.at = len(self.text)
                return False
            if self.text.startswith('"', quote + 1):
                quote += 2
                continue
            if (closed := self._closed(quote + 1)) is not None:
                row.append(self.text[start:quote].replace('""', '"'))
                return self._ended(*closed)
            quote += 1

    def _closed(self, at: int) -> tuple[int, bool] | None:
        """Where what ends a cell stands behind its closing quote, and whether another cell follows; else None."""
        if at == len(self.text):
            return at, False
        delimiter, newline = self._next(self.delimiter, at), self._next(self.newline, at)
        space = _SPACE.match(self.text, at)
        reached = space.end() if space else at
        if delimiter <= reached and (delimiter < newline or delimiter == at):
            return delimiter, True
        return (newline, False) if newline <= reached and newline < len(self.text) else None

    def _ended(self, at: int, goes_on: bool) -> bool:
        self.at = min(len(self.text), at + len(self.delimiter if goes_on else self.newline))
        return goes_on

    def _next(self, sign: str, at: int) -> int:
        """Where the sign stands next; the end of the text when it does not."""
        known = self.ends.get(sign, -1)
        if known < at:
            found = self.text.find(sign, at)
            known = self.ends[sign] = found if found >= 0 else len(self.text)
        return known

    def _after(self, sign: str, at: int) -> int:
        return min(len(self.text), self._next(sign, at) + len(sign))
