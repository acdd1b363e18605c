"""The other end: `python -m notewright.examples.worker` runs notes for a build.

It imports what most cells import and draws a figure, reads a job from its input, forks a process for it, watches
over that, and writes a report; until its input ends. With `--once` it runs a single job itself and writes each
result as it comes: that is all there can be where there is no fork. It has one thread, since it forks.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
from functools import partial
from pathlib import Path
from typing import BinaryIO

from notewright.examples import draw, frames
from notewright.examples.failure import describe, no_worker
from notewright.examples.fork import Fork
from notewright.examples.job import Job, Result, encode_report, encode_result
from notewright.examples.limits import adopt_orphans
from notewright.examples.outputs import kinds
from notewright.examples.recorder import Library
from notewright.examples.session import Session
from notewright.examples.supervise import READY, supervise


def main() -> None:
    """Serve jobs, or run one."""
    inbox, outbox = _take_pipes()
    _prepare()
    if "--once" in sys.argv:
        _run_once(inbox, outbox)
        return
    adopt_orphans()
    library = Library()
    # What is here now is here to stay: collecting garbage in a fork would only copy it.
    gc.freeze()
    while (request := frames.read(inbox)) is not None:
        job: Job = pickle.loads(request)
        report = supervise(job, partial(_fork, library, inbox, outbox))
        _write(outbox, frames.pack(encode_report(report)))
        for result in report.results[-1:]:
            library.learn(job.settings.root, result.dependencies)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes to the build, out of the way of what cells print and read."""
    pipes = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return pipes


def _prepare() -> None:
    """Import and draw; a cell needs neither NumPy nor Matplotlib to be there."""
    with contextlib.suppress(ImportError):
        import numpy as np

        np.random.seed(0)  # loads the rest of it
        # Numbers as numbers: `0.5`, not `np.float64(0.5)`.
        np.set_printoptions(precision=8, linewidth=80, legacy="1.25")
    with contextlib.suppress(ImportError):
        draw.prepare()
    kinds()


def _run_once(inbox: BinaryIO, outbox: BinaryIO) -> None:
    request = frames.read(inbox)
    if request is None:
        return
    job, scratch = pickle.loads(request)
    _session(job, scratch, Library(), outbox)
    os._exit(0)


def _fork(library: Library, inbox: BinaryIO, outbox: BinaryIO, job: Job, scratch: Path) -> Fork:
    """A process for a job, forked from this one."""

    def run(pipe: BinaryIO) -> None:
        inbox.close()
        outbox.close()
        _session(job, scratch, library, pipe)

    return Fork(run, inbox.fileno())


def _session(job: Job, scratch: Path, library: Library, outbox: BinaryIO) -> None:
    """Run a job's cells in this process."""

    def send(message: bytes) -> None:
        _write(outbox, frames.pack(message))

    try:
        session = Session(job, scratch, library)
    except Exception as error:
        send(READY)
        send(encode_result(Result((), no_worker(job.note.cells[0], describe(error)), 0.0, ())))
        return
    send(READY)
    session.run(lambda result: send(encode_result(result)))


def _write(pipe: BinaryIO, data: bytes) -> None:
    """All of it: a pipe takes what fits."""
    view = memoryview(data)
    while view:
        view = view[pipe.write(view) :]


if __name__ == "__main__":
    main()
