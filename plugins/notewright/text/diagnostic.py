"""What is wrong at a place, how bad it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notewright.text.source import Source, Span

# What the visibility gate took out of a note stands in its text as signs that no terminal can show.
_UNSHOWN = dict.fromkeys(range(0xFDD2, 0xFDD9), "█")
# Others a terminal would obey.
_UNSHOWN |= dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\ufffd")
# A terminal's width: of a line of a megabyte only the surroundings of the caret are shown.
_EXCERPT_WIDTH = 100


class Severity(StrEnum):
    """How bad it is; `--strict` fails on errors and warnings."""

    ERROR = "error"
    """Wrong, or impossible to show."""
    WARNING = "warning"
    """Shown, but not as it was meant."""
    INFO = "info"
    """Good to know."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place. `line` and `column` count from 1; `excerpt` is the source line and a caret."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    excerpt: str = ""

    @classmethod
    def at(cls, source: Source, span: Span, code: str, severity: Severity, message: str) -> Diagnostic:
        """The diagnostic for a stretch of a file."""
        line, column = source.position(span.start)
        shown = source.line(line)
        pointed = excerpt(shown, column, max(1, span.end - span.start)) if shown.strip() else ""
        return cls(source.path, line, column, code, severity, message, pointed)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key that sorts diagnostics as a reader meets them."""
        return (self.path, self.line, self.column, self.code, self.message)

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
        return f"{head}\n{self.excerpt}" if self.excerpt else head


def excerpt(line: str, column: int, length: int = 1) -> str:
    """The line, cut to a readable width, and below it a caret under `column` (counted from 1)."""
    start = max(0, min(column - 1 - _EXCERPT_WIDTH // 2, len(line) - _EXCERPT_WIDTH))
    shown = line[start : start + _EXCERPT_WIDTH].expandtabs(1).translate(_UNSHOWN)
    before, after = ("…" if start else ""), ("…" if start + _EXCERPT_WIDTH < len(line) else "")
    margin = column - 1 - start + len(before)
    carets = max(1, min(length, len(line) - column + 1, _EXCERPT_WIDTH - (column - 1 - start)))
    return f"{before}{shown}{after}\n{' ' * margin}{'^' * carets}"
