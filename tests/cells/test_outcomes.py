"""All cases of a file run in one go, as the notes of a site do."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cases import Case, read_cases

from notewright.cache import Store
from notewright.examples import NoteCells, Outcome, Settings, parse_cell
from notewright.examples.run import run
from notewright.examples.settings import CAN_FORK

HERE = Path(__file__).parent / "cases"

# A Python for each takes its time: some that show the state, the figures, and each way to fail.
SPAWNED = (
    *("the cells of a note share their state", "what a process prints stands where it was printed"),
    *("all open figures are shown, after the text", "random numbers are the same at every build"),
    *("a name that is not defined", "an exit without a word", "a loop that catches all it can", "a list that leaks"),
    *("a segmentation fault", "a process that hides", "a gigabyte printed", "a call to the network"),
)


@cache
def outcomes(name: str) -> dict[str, tuple[Outcome, ...]]:
    return _run(read_cases(HERE / name), spawn=False)


def _run(cases: list[Case], spawn: bool) -> dict[str, tuple[Outcome, ...]]:
    with TemporaryDirectory() as root:
        settings = Settings(Path(root), timeout=3, memory=1 << 29, workers=2, spawn=spawn)
        found = run([_note(case) for case in cases], Store(None), settings)
        assert list(Path(root).iterdir()) == []
    return found


def _path(case: Case) -> str:
    return case.title.replace(" ", "-") + ".md"


def _note(case: Case) -> NoteCells:
    path = _path(case)
    bodies = [text for name, text in case.parts if name == "cell"]
    cells = (parse_cell("python exec", body.rstrip("\n"), path, 1 + 100 * at) for at, body in enumerate(bodies))
    return NoteCells(path, tuple(cells))


def _described(outcome: Outcome) -> str:
    lines = []
    for output in outcome.outputs:
        text = f"{len(output.assets)} files" if output.assets else output.text
        first, *others = text.rstrip("\n").split("\n")
        lines += [f"{output.kind}: {first}", *(f"{' ' * (len(output.kind) + 2)}{line}" for line in others)]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.cases("cases/outputs.md")
def test_what_cells_put_out(case: Case) -> None:
    found = outcomes("outputs.md")[_path(case)]

    assert [outcome.error for outcome in found] == [None] * len(found)
    assert "".join(map(_described, found)) == case["outputs"]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals, no limits there")
@pytest.mark.cases("cases/failures.md")
def test_what_bad_cells_come_to(case: Case) -> None:
    *before, last = outcomes("failures.md")[_path(case)]
    assert last.error is not None

    assert [outcome.state for outcome in before] == ["ran"] * len(before)
    assert f"{last.error.line} {last.error.code} {last.error.message}\n" == case["failure"]


@pytest.mark.slow
@pytest.mark.skipif(not CAN_FORK, reason="there is nothing else to compare with")
def test_spawned_workers_say_what_forked_ones_say() -> None:
    cases = [
        case for name in ("outputs.md", "failures.md") for case in read_cases(HERE / name) if case.title in SPAWNED
    ]
    assert len(cases) == len(SPAWNED)
    forked = outcomes("outputs.md") | outcomes("failures.md")

    for path, found in _run(cases, spawn=True).items():
        assert [replace(outcome, seconds=0) for outcome in found] == [
            replace(outcome, seconds=0) for outcome in forked[path]
        ]


def test_nothing_that_cells_started_is_left() -> None:
    outcomes("failures.md")
    commands = [_command(process) for process in Path("/proc").glob("[0-9]*")]

    assert "sleep 100" not in commands


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text().replace("\0", " ").strip()
    except OSError:
        return ""
