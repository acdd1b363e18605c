"""Run the cells of notes: those whose results are not known yet, each note in a process of its own.

1. `keys` says what each cell's result follows from; `Memory` recalls those of which nothing has changed.
2. A note with a cell left goes, whole, to a worker (`zygote`), which forks a process for it (`worker`, `fork`).
3. In that process a `Session` runs the cells, a `Recorder` sees what they depend on, a `Guard` what they may not do.
4. `supervise` ends the process in time; what came of it becomes outcomes here, and successes are remembered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from notewright.cache import Store
from notewright.examples import failure
from notewright.examples.cell import Cell, NoteCells
from notewright.examples.dependency import Surroundings
from notewright.examples.job import Ended, Job, Report, Result
from notewright.examples.key import keys
from notewright.examples.outcome import CellFailure, Outcome, State
from notewright.examples.remember import Memory
from notewright.examples.settings import Settings
from notewright.examples.zygote import WorkerError, Zygotes, run_note


def run(
    notes: Sequence[NoteCells], store: Store, settings: Settings, executor: Executor | None = None
) -> dict[str, tuple[Outcome, ...]]:
    """The outcomes of all cells, by the notes' paths, in the order given, however many run at once.

    `executor` runs the notes elsewhere: it is given `run_note` and a `Job`, which can be pickled.
    """
    memory = Memory(store, Surroundings(settings.root))
    recalled = {note.path: _recall(note, memory, settings) for note in notes}
    missing = [note for note in notes if len(recalled[note.path]) < len(note.cells)]
    reports = _reports([Job(note, settings) for note in missing], settings, executor)
    for note, report in zip(missing, reports, strict=True):
        _remember(note, report, memory, settings)
        recalled[note.path] = _outcomes(note, report, recalled[note.path], settings)
    return recalled


def _recall(note: NoteCells, memory: Memory, settings: Settings) -> tuple[Outcome, ...]:
    """The cells of which nothing has changed, up to the first of which something has."""
    found: list[Outcome] = []
    for cell, key in zip(note.cells, keys(note, settings), strict=True):
        outputs = memory.recall(key, cell)
        if outputs is None:
            break
        found.append(Outcome(cell, outputs, None, State.CACHED))
    return tuple(found)


def _reports(jobs: Sequence[Job], settings: Settings, executor: Executor | None) -> list[Report | WorkerError]:
    if not jobs:
        return []
    if executor is not None:
        return _collect([executor.submit(run_note, job) for job in jobs])
    zygotes = Zygotes()
    pool = ThreadPoolExecutor(min(settings.workers or os.cpu_count() or 1, len(jobs)))
    try:
        return _collect([pool.submit(zygotes.run, job) for job in jobs])
    finally:
        # In this order: a build that is interrupted must not wait for cells.
        pool.shutdown(wait=False, cancel_futures=True)
        zygotes.close()


def _collect(futures: Sequence[Future[Report]]) -> list[Report | WorkerError]:
    return [_report(future.result) for future in futures]


def _report(result: Callable[[], Report]) -> Report | WorkerError:
    try:
        return result()
    except WorkerError as error:
        return error


def _remember(note: NoteCells, report: Report | WorkerError, memory: Memory, settings: Settings) -> None:
    if isinstance(report, WorkerError):
        return
    for cell, key, result in zip(note.cells, keys(note, settings), report.results, strict=False):
        if result.failure is None:
            memory.keep(key, cell, result)


def _outcomes(
    note: NoteCells, report: Report | WorkerError, known: tuple[Outcome, ...], settings: Settings
) -> tuple[Outcome, ...]:
    """An outcome for each cell; a known one stands unless the cell fails now."""
    results = _results(note, report, Job(note, settings).timeouts())
    found = []
    for number, cell in enumerate(note.cells):
        result = results[number] if number < len(results) else None
        if number < len(known) and (result is None or result.failure is None):
            found.append(known[number])
        else:
            found.append(_outcome(cell, result))
    return tuple(found)


def _results(note: NoteCells, report: Report | WorkerError, timeouts: Sequence[float]) -> tuple[Result, ...]:
    """The results, the last of them a failure if there are fewer than cells."""
    if isinstance(report, WorkerError):
        return (_failed(failure.no_worker(note.cells[0], str(report))),)
    reached = len(report.results)
    if reached == len(note.cells) or (reached and report.results[-1].failure):
        return report.results
    return (*report.results, _failed(_ended(note.cells[reached], report.ended, timeouts[reached])))


def _ended(cell: Cell, end: Ended, timeout: float) -> CellFailure:
    return failure.ended(cell, end, timeout)


def _failed(cause: CellFailure) -> Result:
    return Result((), cause, 0.0, ())


def _outcome(cell: Cell, result: Result | None) -> Outcome:
    if result is None:
        return Outcome(cell, (), None, State.SKIPPED)
    state = State.FAILED if result.failure else State.RAN
    return Outcome(cell, result.outputs, result.failure, state, result.seconds)
