"""All cases of a file run in one go, as the notes of a site do."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cases import Case, read_cases

from notewright.cache import Store
from notewright.examples import NoteCells, Outcome, Settings, parse_cell
from notewright.examples.run import run

HERE = Path(__file__).parent / "cases"
SPAWNS = [pytest.param(False, id="fork"), pytest.param(True, id="spawn", marks=pytest.mark.slow)]


@cache
def outcomes(name: str, spawn: bool) -> dict[str, tuple[Outcome, ...]]:
    notes = [_note(case) for case in read_cases(HERE / name)]
    with TemporaryDirectory() as root:
        settings = Settings(Path(root), timeout=2, memory=1 << 29, workers=2, spawn=spawn)
        found = run(notes, Store(None), settings)
        assert list(Path(root).iterdir()) == []
    return found


def _note(case: Case) -> NoteCells:
    path = f"{case.line}.md"
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


@pytest.mark.parametrize("spawn", SPAWNS)
@pytest.mark.cases("cases/outputs.md")
def test_what_cells_put_out(case: Case, spawn: bool) -> None:
    found = outcomes("outputs.md", spawn)[f"{case.line}.md"]

    assert [outcome.error for outcome in found] == [None] * len(found)
    assert "".join(map(_described, found)) == case["outputs"]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals, no limits there")
@pytest.mark.parametrize("spawn", SPAWNS)
@pytest.mark.cases("cases/failures.md")
def test_what_bad_cells_come_to(case: Case, spawn: bool) -> None:
    *before, last = outcomes("failures.md", spawn)[f"{case.line}.md"]
    assert last.error is not None

    assert [outcome.state for outcome in before] == ["ran"] * len(before)
    assert f"{last.error.line} {last.error.code} {last.error.message}\n" == case["failure"]


def test_nothing_that_cells_started_is_left() -> None:
    outcomes("failures.md", False)
    commands = [_command(process) for process in Path("/proc").glob("[0-9]*")]

    assert "sleep 100" not in commands


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text().replace("\0", " ").strip()
    except OSError:
        return ""
