"""What one query may take. Where it needs more it ends in an error that names the limit, and neither hangs nor fills
the memory.

Work is counted in steps and not in seconds, so that the same query has the same answer on any machine; only regular
expressions, whose work nobody can count, have a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from notewright.dataview.error import EvaluationError, LimitError
from notewright.values import Value

STEPS: Final = 10_000_000
"""The parts of expressions that are evaluated, over all rows, and the elements and characters that functions touch."""
CALL: Final = 8
"""The steps of calling a function."""
ROWS: Final = 1_000_000
"""The rows between two clauses."""
TEXT: Final = 1_000_000
"""The characters of a text that an expression makes."""
DEPTH: Final = 100
"""The levels of lists and objects in one another in a value that is sorted, grouped, written or shown."""
NESTING: Final = 30
"""The levels of brackets in an expression or a source: more than any query needs, and few enough for every stack."""
CHAIN: Final = 120
"""The steps one after the other, such as `.a.b.c`, in an expression."""
QUERY: Final = 100_000
"""The characters of a query."""
PATTERN: Final = 5_000
"""The characters of a regular expression."""
PATTERN_SECONDS: Final = 1.0
"""The time for one use of a regular expression."""
ALL_PATTERNS_SECONDS: Final = 5.0
"""The time for all regular expressions of a query together."""

_SHORT = 64


class Budget:
    """What a query may still spend. It is counted down while the query runs, and is nobody else's."""

    __slots__ = ("seconds", "steps")

    def __init__(self) -> None:
        self.steps: int = STEPS
        self.seconds: float = ALL_PATTERNS_SECONDS

    def spend(self, steps: int) -> None:
        """Take steps.

        Raises:
            LimitError: when there are not so many left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise LimitError(f"the query takes more than {STEPS:,} steps; choose fewer notes or rows first")

    def spend_on_calls(self, count: int) -> None:
        """Take the steps of calling a function for so many elements."""
        self.spend(CALL * count)

    def spend_on(self, value: Value) -> None:
        """Take a step for each part of a value that is about to be walked through: the same list may occur often."""
        if isinstance(value, list | Mapping):
            self._spend_on_parts(value)
        elif isinstance(value, str) and len(value) > _SHORT:
            self.spend(len(value))

    def _spend_on_parts(self, value: Value) -> None:
        level: list[Value] = [value]
        for _ in range(DEPTH + 1):
            parts: list[Value] = []
            for part in level:
                inner = part if isinstance(part, list) else part.values() if isinstance(part, Mapping) else ()
                self.spend(1 + len(inner) + (len(part) if isinstance(part, str) and len(part) > _SHORT else 0))
                parts.extend(inner)
            if not parts:
                return
            level = parts
        raise LimitError(f"a value has lists or objects more than {DEPTH} levels deep in one another; flatten it")

    def spend_seconds(self, seconds: float) -> None:
        """Take time for a regular expression."""
        self.seconds -= seconds
        if self.seconds < 0:
            raise LimitError(
                f"the regular expressions of the query took longer than {ALL_PATTERNS_SECONDS:.0f} seconds; "
                "make them simpler"
            )


def bounded(length: float) -> None:
    """Check that a text of some length may be made.

    Raises:
        EvaluationError: when it would be too long, in the words of the app.
    """
    if length > TEXT:
        raise EvaluationError(f"Invalid string length: a text may have {TEXT:,} characters")


def check_rows(count: int) -> None:
    """Check that so many rows may be.

    Raises:
        LimitError: when they are too many.
    """
    if count > ROWS:
        raise LimitError(f"there are more than {ROWS:,} rows; put a WHERE or LIMIT before this FLATTEN")
