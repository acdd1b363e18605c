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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from notewright.formulas.verdict import Formula, Verdict

_SECONDS = 60.0
"""A formula whose function does not answer in this time is given up; a usual one takes a hundredth of a second."""


@dataclass(frozen=True, slots=True)
class Job:
    """Formulas, and the modules whose functions they may name."""

    formulas: tuple[Formula, ...]
    references: tuple[str, ...]


def verify_apart(formulas: Sequence[Formula], references: Sequence[str], root: Path) -> list[Verdict]:
    """The verdicts, in order. Modules are looked for in `root` first."""
    verdicts: list[Verdict] = []
    while len(verdicts) < len(formulas):
        rest = formulas[len(verdicts) :]
        answers = list(_answers(Job(tuple(rest), tuple(references)), root))
        verdicts += answers
        if len(answers) < len(rest):
            binding = rest[len(answers)].binding
            name = getattr(binding, "function", "")
            message = f"{name} ended the process or did not answer in {_SECONDS:.0f} seconds"
            verdicts.append(Verdict("inconclusive", reference=name, message=message))
    return verdicts


def _answers(job: Job, root: Path) -> Iterator[Verdict]:
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
    try:
        with process.stdin as stdin:
            pickle.dump(job, stdin)
        reader.start()
        while line := lines.get(timeout=_SECONDS):
            yield Verdict.from_json(json.loads(line))
    except (queue.Empty, BrokenPipeError, ValueError):
        pass
    finally:
        process.kill()
        process.wait()
        reader.join()
        stdout.close()


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
    for formula in job.formulas:
        answers.write(json.dumps(verify(formula, job.references).to_json()) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
