"""What an expression can see besides its row: the origin page, the vault's links, and the current time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

from notewright.dataview.dependencies import AskedPages, Dependencies
from notewright.dataview.limits import Budget
from notewright.dataview.pages import Pages
from notewright.dataview.preferences import APP, Preferences
from notewright.dataview.trace import Step
from notewright.values import Date, Value, from_datetime

Row: TypeAlias = Mapping[str, Value]
"""The names that an expression finds: a page's fields, or a group's."""

GLOBAL_NAMES = frozenset({"this"})
"""The names that `Context.globals` can have."""

Compiled: TypeAlias = Callable[[Row], Value]
"""An expression made into a function of the row."""


@dataclass(frozen=True)
class Context:
    """One query's surroundings, and what it has asked and spent so far."""

    vault: Pages
    origin: str | None
    moment: datetime
    preferences: Preferences = APP
    budget: Budget = field(default_factory=Budget)
    trace: list[Step] = field(default_factory=list)
    """What the steps of the query did so far."""

    @cached_property
    def pages(self) -> AskedPages:
        """The notes, which remember what they were asked."""
        return AskedPages(self.vault)

    @property
    def read(self) -> frozenset[str]:
        """The paths of the pages whose fields were looked at."""
        return self.pages.read

    @property
    def dependencies(self) -> Dependencies:
        """All that was asked of the vault."""
        return self.pages.dependencies

    @cached_property
    def now(self) -> Date:
        """The current time: always given, never the clock's."""
        return from_datetime(self.moment)

    @cached_property
    def globals(self) -> Row:
        """The names that every row can see: `this`, the origin's fields, if there is an origin."""
        return {} if self.origin is None else {"this": self.page(self.origin) or {}}

    def normalize(self, path: str) -> str:
        """The vault path that a link's path leads to, or the path itself."""
        return self.pages.resolve(path, self.origin or "") or path

    def linked_page(self, path: str) -> Row | None:
        """The fields of the page that a link's path leads to."""
        found = self.pages.resolve(path, self.origin or "")
        return None if found is None else self.page(found)

    def rows(self, path: str) -> Sequence[Row] | None:
        """The rows of a file of comma-separated values; None where none can be read."""
        return self.pages.rows(path)

    def page(self, path: str) -> Row | None:
        """The fields of a note; None for what is none, such as an image or an origin outside the vault."""
        return self.pages.known_page(path)
