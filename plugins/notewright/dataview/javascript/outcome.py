"""What came of a script: nodes for the page, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from notewright.dataview.dependencies import Dependencies
from notewright.text.element import Node
from notewright.values.utf16 import well_formed


class ScriptError(Exception):
    """A script failed, or came to a limit. `line` and `column` count from 1 in its text, if the place is known."""

    def __init__(
        self, message: str, kind: Literal["failed", "limit"] = "failed", line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message)
        self.message = well_formed(message)
        self.kind = kind
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Outcome:
    """The output of a script, and what it asked of the vault. `read` are the notes whose fields it looked at."""

    nodes: tuple[Node, ...]
    read: frozenset[str] = field(default=frozenset(), compare=False)
    dependencies: Dependencies = field(default_factory=Dependencies, compare=False)
    failed_queries: tuple[str, ...] = ()
    """What is wrong with the queries that it put on the page."""
