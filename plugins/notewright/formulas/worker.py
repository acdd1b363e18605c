"""Verifies formulas in a process of its own: `python -m notewright.formulas.worker`.

The functions that formulas are compared with are the author's code. Here they are imported afresh, and one that
hangs or ends the process takes nothing with it. A pickled job comes in, one line of JSON a verdict goes out.
"""

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from notewright.formulas.verdict import Formula, Verdict
from notewright.formulas.watch import WATCH

_CALL, _ALL = 10.0, 60.0
"""Seconds for one call of a function, and for all of a formula; a usual one takes a hundredth of a second."""
_HANGS = b"hangs\n"


@dataclass(frozen=True, slots=True)
class Job:
    """Formulas, the modules whose functions they may name, and the seconds that one call may take."""

    formulas: tuple[Formula, ...]
    references: tuple[str, ...]
    seconds: float


def verify_apart(
    formulas: Sequence[Formula], references: Sequence[str], root: Path, seconds: float = _CALL
) -> list[Verdict]:
    """The verdicts, in order. Modules are looked for in `root` first.

    A function that hung once is not called again.
    """
    verdicts: list[Verdict] = []
    hung: dict[str, Verdict] = {}
    while len(verdicts) < len(formulas):
        name = _function(formulas[len(verdicts)])
        if name in hung:
            verdicts.append(hung[name])
            continue
        rest = tuple(formulas[len(verdicts) :])
        # Up to the first whose verdict is known already.
        count = next((place for place, formula in enumerate(rest) if _function(formula) in hung), len(rest))
        answers, end = _run(Job(rest[:count], tuple(references), seconds), root)
        verdicts += answers
        if len(answers) < count:
            name = _function(rest[len(answers)])
            verdicts.append(Verdict("inconclusive", reference=name, message=f"{name} {end.message}"))
            if end.is_hanging:
                hung[name] = verdicts[-1]
    return verdicts


def _function(formula: Formula) -> str:
    return getattr(formula.binding, "function", "")


@dataclass(frozen=True, slots=True)
class End:
    """Why a worker answered no more."""

    message: str
    is_hanging: bool


def _run(job: Job, root: Path) -> tuple[list[Verdict], End]:
    """The verdicts of a worker, until it ends or falls silent."""
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    stdout = process.stdout
    reader = threading.Thread(target=_read_into, args=(lines, stdout), daemon=True)
    verdicts: list[Verdict] = []
    try:
        with suppress(BrokenPipeError), process.stdin as stdin:
            pickle.dump(job, stdin)
        reader.start()
        end = _listen(job, lines, process, verdicts)
    finally:
        process.kill()
        process.wait()
        reader.join()
        stdout.close()
    return verdicts, end


def _listen(job: Job, lines: queue.SimpleQueue[bytes], process: subprocess.Popen[bytes], told: list[Verdict]) -> End:
    """Add the verdicts as they come, and say how they ended."""
    try:
        while line := lines.get(timeout=_ALL):
            if line == _HANGS:
                return End(f"did not answer in {job.seconds:g} seconds: it hangs, or is too slow", True)
            told.append(Verdict.from_json(json.loads(line)))
        status = process.wait(_ALL)
    except (queue.Empty, subprocess.TimeoutExpired):
        return End(f"came to no end in {_ALL:g} seconds: it hangs, or is too slow", True)
    except ValueError:
        return End("wrote among the answers of the verifier: it must not", False)
    how = f"signal {-status}" if status < 0 else f"exit status {status}"
    return End(f"ended the process ({how}): it must return, or raise an error", False)


def _read_into(lines: queue.SimpleQueue[bytes], stdout: IO[bytes]) -> None:
    """Pass on each line as it comes, and an empty one for the end."""
    for line in stdout:
        lines.put(line)
    lines.put(b"")


def main() -> None:
    """Read a job, write its verdicts."""
    from notewright.formulas.verify import verify

    # What a function prints must not stand among the verdicts.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    job: Job = pickle.load(sys.stdin.buffer)
    WATCH.start(job.seconds, lambda: _leave(answers))
    for formula in job.formulas:
        answers.write(json.dumps(verify(formula, job.references).to_json()) + "\n")
        answers.flush()


def _leave(answers: IO[str]) -> None:
    answers.write(_HANGS.decode())
    answers.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
