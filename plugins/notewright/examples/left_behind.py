"""Processes that a cell left running. POSIX only; to see those that hide, see `limits.adopt_orphans`."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

_PATIENCE = 0.3


def left_behind() -> bool:
    """Whether a child of this process still runs; one that is about to end is waited for."""
    if not hasattr(os, "waitid"):
        return False
    _stop_tracker()
    deadline = time.monotonic() + _PATIENCE
    while _has_running_child():
        if time.monotonic() > deadline:
            return True
        time.sleep(0.01)
    return False


def end_children() -> None:
    """End this process's children, and then theirs, which become its own."""
    deadline = time.monotonic() + _PATIENCE
    with contextlib.suppress(ChildProcessError):
        while hasattr(os, "waitid") and time.monotonic() < deadline:
            for child in _children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.002)


def _children() -> list[int]:
    if sys.platform != "linux":
        return []
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    return []


def _has_running_child() -> bool:
    """Looks without reaping: the cell's own `wait()` still gets its answer."""
    try:
        return os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except ChildProcessError:
        return False


def _stop_tracker() -> None:
    """`multiprocessing` starts a process to tidy up after its own, which lives as long as Python does."""
    module: Any = sys.modules.get("multiprocessing.resource_tracker")
    if module:
        with contextlib.suppress(Exception):
            module._resource_tracker._stop()
