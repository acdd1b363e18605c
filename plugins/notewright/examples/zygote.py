"""The build's end: starts workers and hands them jobs."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from notewright.examples import frames
from notewright.examples.job import Job, Report, decode_report
from notewright.examples.supervise import describe_status, supervise

_PATIENCE = 1.0
# What Python and Matplotlib need to find their files; the rest of the environment is none of a cell's business.
_KEPT = (
    *("PATH", "HOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "XDG_CACHE_HOME", "MPLCONFIGDIR"),
    *("TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "SYSTEMDRIVE", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "COMSPEC"),
)


class WorkerError(Exception):
    """A worker could not start, or ended when it should not have."""


def environment() -> Mapping[str, str]:
    """A worker's environment: the same on every machine, but for the places of files."""
    source_root = Path(__file__).parents[2]
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        **dict.fromkeys(threads, "1"),
        "PYTHONPATH": str(source_root),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "agg",
    }


class Zygote:
    """A worker that forks a process for each note it is given, one at a time."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the worker
        self._process = _start(self._errors)

    def ask(self, job: Job) -> Report:
        """Have a note's cells run."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(frames.pack(pickle.dumps(job)))
            self._process.stdin.flush()
            answer = frames.read(self._process.stdout)  # type: ignore[arg-type]
        except OSError:
            answer = None
        if answer is None:
            raise WorkerError(self._farewell())
        return decode_report(answer)

    def close(self) -> None:
        """End the worker, and the note that it may be running."""
        _close(self._process)
        self._errors.close()

    def _farewell(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        return _last_words(self._process, self._errors)


class Zygotes:
    """As many workers as there are notes at once; each is used again when it is free."""

    def __init__(self) -> None:
        self._free: list[Zygote] = []
        self._all: list[Zygote] = []
        self._spawned: list[Spawned] = []
        self._lock = threading.Lock()

    def run(self, job: Job) -> Report:
        """Have a note's cells run by a free worker, or by a new one; raises WorkerError."""
        if job.settings.spawn:
            return supervise(job, self._spawn)
        with self._lock:
            zygote = self._free.pop() if self._free else Zygote()
            if zygote not in self._all:
                self._all.append(zygote)
        try:
            report = zygote.ask(job)
        except WorkerError:
            with self._lock:
                self._all.remove(zygote)
            zygote.close()
            raise
        with self._lock:
            self._free.append(zygote)
        return report

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            for zygote in self._all:
                zygote.close()
            for spawned in self._spawned:
                spawned.kill()
            self._all.clear()
            self._free.clear()
            self._spawned.clear()

    def _spawn(self, job: Job, scratch: Path) -> Spawned:
        spawned = Spawned(job, scratch)
        with self._lock:
            self._spawned.append(spawned)
        return spawned


class Spawned:
    """The process of a note where there is no fork: a Python of its own, started for it."""

    def __init__(self, job: Job, scratch: Path) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the worker
        self._process = _start(self._errors, "--once")
        self._messages: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._process.stdin
        with contextlib.suppress(OSError):
            self._process.stdin.write(frames.pack(pickle.dumps((job, scratch))))
            self._process.stdin.flush()

    def receive(self, seconds: float) -> bytes | None:
        """The next message; None when there will be none."""
        try:
            return self._messages.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None

    def end(self) -> str:
        """Kill the process, and its group where there are groups."""
        _close(self._process)
        self._errors.close()
        return describe_status(self._process.returncode)

    def kill(self) -> None:
        """Let it be gone at once, if it still runs; who waits for it sees its messages end."""
        self._process.kill()

    def _listen(self) -> None:
        assert self._process.stdout
        with contextlib.suppress(OSError, ValueError):
            while (message := frames.read(self._process.stdout)) is not None:  # type: ignore[arg-type]
                self._messages.put(message)
        self._messages.put(None)


def run_note(job: Job) -> Report:
    """Have a note's cells run by a worker of this process: what an executor anywhere is given to do."""
    return _HERE.run(job)


# Only for executors whose processes call `run_note`: their workers end with them.
_HERE = Zygotes()


def _start(errors: IO[bytes], *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-X", "utf8", "-m", "notewright.examples.worker", *arguments]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=dict(environment()),
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        )
    except OSError as error:
        errors.close()
        raise WorkerError(f"Python did not start: {error}") from error


def _close(process: subprocess.Popen[bytes]) -> None:
    """End a worker. One whose input ends while a note runs ends the note first, if it can; others are killed."""
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_PATIENCE)
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    # Last: another thread may be reading it, and would make us wait as long as the worker lives.
    if process.stdout:
        process.stdout.close()


def _last_words(process: subprocess.Popen[bytes], errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    said = f": {lines[-1]}" if lines else ""
    code = process.returncode
    return f"the worker ended ({'still running' if code is None else describe_status(code)}){said}"
