"""The system's own limits on a process, where it has them."""

from __future__ import annotations

import ctypes
import sys

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_RESERVE = 64 * 1024**2
_LARGEST_FILE = 256 * 1024**2
_PR_SET_CHILD_SUBREAPER = 36


def limit(memory: int, seconds: float) -> None:
    """Limit this process and those it starts: memory, processor time, sizes of files; no core dumps."""
    if resource is None:
        return
    # RLIMIT_DATA and not RLIMIT_AS: libraries reserve addresses by the gigabyte and never use them.
    _set("RLIMIT_DATA", memory, memory + _RESERVE)
    _set("RLIMIT_CPU", int(seconds) + 5, int(seconds) + 10)
    _set("RLIMIT_FSIZE", _LARGEST_FILE, _LARGEST_FILE)
    _set("RLIMIT_CORE", 0, 0)


def release_reserve() -> None:
    """Allow a little more memory, so that a cell which used it up can still be reported."""
    if resource is not None and hasattr(resource, "RLIMIT_DATA"):
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ended, so that none gets away (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _set(name: str, soft: int, hard: int) -> None:
    number = getattr(resource, name, None)
    if number is None:
        return
    allowed = resource.getrlimit(number)[1]
    if allowed != resource.RLIM_INFINITY:
        hard = min(hard, allowed)
    resource.setrlimit(number, (min(soft, hard), hard))
