"""Whether a cell left a process running."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import Any

_PATIENCE = 0.3


def left_behind() -> bool:
    """Whether a child of this process still runs; one that is about to end is waited for. POSIX only."""
    if not hasattr(os, "waitid"):
        return False
    _stop_tracker()
    deadline = time.monotonic() + _PATIENCE
    while _has_running_child():
        if time.monotonic() > deadline:
            return True
        time.sleep(0.01)
    return False


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
