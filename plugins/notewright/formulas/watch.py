"""Watches the calls of a function: one that does not come back cannot be stopped from inside, only left."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watch:
    """Knows since when a call has been running."""

    def __init__(self) -> None:
        self._since: float | None = None

    @contextmanager
    def calling(self) -> Iterator[None]:
        """A call is running."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._since = None

    def start(self, seconds: float, give_up: Callable[[], None]) -> None:
        """Look from a thread of its own, and `give_up` once a call takes longer than these seconds."""
        threading.Thread(target=self._look, args=(seconds, give_up), daemon=True).start()

    def _look(self, seconds: float, give_up: Callable[[], None]) -> None:
        while (since := self._since) is None or time.monotonic() - since < seconds:
            time.sleep(min(0.2, seconds / 4))
        give_up()


WATCH = Watch()
"""That of this process, which verifies one formula at a time."""
