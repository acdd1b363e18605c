"""Watches over the process of a note: its results arrive in time, or it is ended."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Protocol

from notewright.examples.job import Ended, Job, Report, decode_result

# A process stops itself at its cell's limit, and then says where it was; this long after that it is killed.
_GRACE = 1.5
_LONGEST_START = 60.0

READY = b"ready"
"""The first message; a result for each cell follows."""

# What is in the folder of a running note.
DUMP = "dump"
PRINTED = "printed"
TEMPORARY = "tmp"


class Process(Protocol):
    """The process of one note."""

    def receive(self, seconds: float) -> bytes | None:
        """Its next message; None when there will be none. Raises TimeoutError."""

    def end(self) -> str:
        """End it and all that it started; says how it ended if it had."""


def supervise(job: Job, start: Callable[[Job, Path], Process]) -> Report:
    """Run a note's cells in the process that `start` starts, with a folder to itself that is gone afterwards."""
    scratch = Path(mkdtemp(prefix="notewright-")).resolve()
    (scratch / TEMPORARY).mkdir()
    try:
        process = start(job, scratch)
        messages: list[bytes] = []
        late = False
        try:
            process.receive(_LONGEST_START)
            for timeout in job.timeouts():
                message = process.receive(timeout + _GRACE)
                if message is None:
                    break
                messages.append(message)
        except TimeoutError:
            late = True
        finally:
            status = process.end()
        return Report(tuple(map(decode_result, messages)), Ended(status, _dump(scratch), late))
    finally:
        rmtree(scratch, ignore_errors=True)


def describe_status(code: int) -> str:
    """How a process ended, in words; a negative code is a signal, as in `subprocess`."""
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _dump(scratch: Path) -> str:
    try:
        return (scratch / DUMP).read_bytes()[:100_000].decode("ascii", "replace")
    except OSError:
        return ""
