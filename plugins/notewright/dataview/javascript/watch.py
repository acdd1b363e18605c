"""Ends a process that takes too long. What the build takes to answer it counts little: that is not its doing.

All of it together has a limit too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

_SHARE = 0.1
"""How much of the time of the build's answers counts: enough for an end of a script that asks for ever."""


class Watch:
    """Calls `end` when the time is over, unless it was stopped."""

    def __init__(self, seconds: float, all_seconds: float, end: Callable[[], None]) -> None:
        self.is_over = False
        self._seconds = seconds
        self._all_seconds = all_seconds
        self._end = end
        self._start = time.monotonic()
        self._over_at = self._start
        self._answered = 0.0
        self._asked: float | None = None
        self._stopped = Event()
        self._thread = Thread(target=self._wait, daemon=True)
        self._thread.start()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While the build answers."""
        self._asked = time.monotonic()
        try:
            yield
        finally:
            self._settle()

    @contextmanager
    def calling(self) -> Iterator[None]:
        """While the build, to answer, lets the script run on."""
        self._settle()
        try:
            yield
        finally:
            self._asked = time.monotonic()

    def _settle(self) -> None:
        # In this order: for a moment too much counts as answered, never too little.
        self._answered += time.monotonic() - self._asked if self._asked is not None else 0.0
        self._asked = None

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()
        self._thread.join()

    def _left(self) -> float:
        now = time.monotonic()
        asked = self._asked
        answered = self._answered + (now - asked if asked is not None else 0.0)
        passed = now - self._start
        return min(self._seconds - passed + answered * (1 - _SHARE), self._all_seconds - passed)

    @property
    def is_all_over(self) -> bool:
        """Whether it ended since everything together took too long."""
        return self.is_over and self._over_at - self._start >= self._all_seconds

    def _wait(self) -> None:
        while (left := self._left()) > 0:
            if self._stopped.wait(left):
                return
        self._over_at = time.monotonic()
        self.is_over = True
        self._end()
