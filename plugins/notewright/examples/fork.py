"""The process of a note, forked from this one, which must have a single thread."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Callable
from typing import BinaryIO

from notewright.examples import frames
from notewright.examples.left_behind import end_children
from notewright.examples.supervise import describe_status

_GLANCE = 0.05
_PATIENCE = 1.0


class Fork:
    """Runs a function in a fork, which gets the pipe to write messages to. `parent` is watched: it may go away."""

    def __init__(self, run: Callable[[BinaryIO], None], parent: int) -> None:
        self._parent = parent
        self._messages = frames.Inbox()
        self._status: int | None = None
        self._pipe, theirs = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._pipe)
            _live(lambda: run(os.fdopen(theirs, "wb", buffering=0)))
        os.close(theirs)

    def receive(self, seconds: float) -> bytes | None:
        """The next message; None when there will be none."""
        deadline = time.monotonic() + seconds
        while (message := self._messages.next()) is None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            if not self._take_in(min(left, _GLANCE)):
                return None
        return message

    def end(self) -> str:
        """Kill the process, its group, and whoever got away from its group."""
        deadline = time.monotonic() + (_PATIENCE if self._is_closed() else 0)
        while not self._has_ended() and time.monotonic() < deadline:
            time.sleep(0.005)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process, signal.SIGKILL)
        while not self._has_ended():
            time.sleep(0.002)
        os.close(self._pipe)
        end_children()
        assert self._status is not None
        return describe_status(self._status)

    def _take_in(self, seconds: float) -> bool:
        """Take in what arrives; False when no more can."""
        ready, _, _ = select.select([self._pipe, self._parent], [], [], seconds)
        if self._parent in ready:  # a build that waits says nothing: it is gone
            self.end()
            os._exit(1)
        if not ready and self._has_ended():
            # What the process started may hold its end of the pipe open for longer than it lives.
            ready, _, _ = select.select([self._pipe], [], [], 0)
        elif not ready:
            return True
        piece = os.read(self._pipe, 1 << 20) if ready else b""
        self._messages.feed(piece)
        return bool(piece)

    def _is_closed(self) -> bool:
        """Whether the process has closed its end of the pipe, and so is about to end by itself."""
        ready, _, _ = select.select([self._pipe], [], [], 0)
        return bool(ready) and not os.read(self._pipe, 1)

    def _has_ended(self) -> bool:
        if self._status is None:
            process, status = os.waitpid(self._process, os.WNOHANG)
            self._status = os.waitstatus_to_exitcode(status) if process else None
        return self._status is not None


def _live(run: Callable[[], None]) -> None:
    """The life of the fork; nothing of what this process would do at its own end happens in it."""
    status = 1
    try:
        os.setsid()
        run()
        status = 0
    finally:
        os._exit(status)
