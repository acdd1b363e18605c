"""What runs when, and that it always comes to the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from notewright.cache import Store
from notewright.examples import Settings, parse_cell
from notewright.examples.run import run

if TYPE_CHECKING:
    from conftest import Project

    from notewright.examples import Outcome

PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"


class Spy(Executor):
    """Counts what it is given, and gives it on."""

    def __init__(self, executor: Executor) -> None:
        self.count = 0
        self._executor = executor

    def submit(self, function: Callable[..., object], /, *arguments: object, **named: object) -> Future:  # type: ignore[override, type-arg]
        self.count += 1
        return self._executor.submit(function, *arguments, **named)


def test_a_second_run_starts_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.note("a.md", "1", PLOT)
    first = project.run()["a.md"]
    project.executor = spy = Spy(project.executor)
    second = project.run()["a.md"]
    assert spy.count == 0

    assert [outcome.state for outcome in first] == ["ran", "ran"]
    assert [outcome.state for outcome in second] == ["cached", "cached"]
    assert [outcome.outputs for outcome in first] == [outcome.outputs for outcome in second]


def test_a_first_run_starts_one_process_for_each_note(project: Project) -> None:
    project.executor = spy = Spy(project.executor)
    project.note("a.md", "1", "2")
    project.note("b.md", "1")
    project.run()

    assert spy.count == 2


def test_notes_without_cells_start_nothing(project: Project) -> None:
    project.executor = spy = Spy(project.executor)
    project.note("a.md")

    assert project.run() == {"a.md": ()}
    assert spy.count == 0


def test_a_changed_cell_runs_with_those_behind_it(project: Project) -> None:
    project.note("a.md", "x = 1", "y = 2", "x + y")
    project.run()
    project.note("a.md", "x = 1", "y = 3", "x + y")
    found = project.run()["a.md"]

    assert [outcome.state for outcome in found] == ["cached", "ran", "ran"]
    assert found[2].outputs[0].text == "4\n"


@pytest.mark.parametrize("option", ["caption: other", "alt: other", "show: fold", "id: other", "timeout: 9"])
def test_what_is_only_shown_runs_nothing(project: Project, option: str) -> None:
    project.note("a.md", "1")
    project.run()
    project.note("a.md", f"#| {option}\n1")

    assert project.states() == {"a.md": ["cached"]}


def test_a_note_that_only_moves_its_cells_runs_nothing(project: Project) -> None:
    project.note("a.md", "x = 1", "x")
    project.run()
    cells = project.notes["a.md"].cells
    project.notes["a.md"] = replace(project.notes["a.md"], cells=tuple(replace(cell, line=50) for cell in cells))

    assert project.states() == {"a.md": ["cached", "cached"]}


def test_a_cell_that_prints_its_line_runs_when_it_moves(project: Project) -> None:
    code = "import traceback\ntry: 1 / 0\nexcept ZeroDivisionError: traceback.print_exc()"
    project.note("a.md", code)
    assert 'File "a.md", line 2' in project.run()["a.md"][0].outputs[0].text
    [cell] = project.notes["a.md"].cells
    project.notes["a.md"] = replace(project.notes["a.md"], cells=(replace(cell, line=50),))

    assert 'File "a.md", line 51' in project.run()["a.md"][0].outputs[0].text


def test_a_failure_is_not_kept(project: Project) -> None:
    project.note("a.md", "x = 1", "y", "z")

    assert project.states() == {"a.md": ["ran", "failed", "skipped"]}
    assert project.states() == {"a.md": ["cached", "failed", "skipped"]}


def test_an_entry_that_was_changed_on_disk_is_a_miss(project: Project) -> None:
    project.note("a.md", PLOT)
    before = project.run()["a.md"]
    assert project.store.folder
    for file in project.store.folder.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1] + b"?")

    after = project.run()["a.md"]
    assert [outcome.state for outcome in after] == ["ran"]
    assert after[0].outputs == before[0].outputs


def test_a_figure_that_is_gone_from_the_cache_is_a_miss(project: Project) -> None:
    project.note("a.md", PLOT)
    project.run()
    assert project.store.folder
    next(file for file in (project.store.folder / "example-assets").rglob("*") if file.is_file()).unlink()

    assert project.states() == {"a.md": ["ran"]}


def test_results_stand_in_the_order_given_however_many_run_at_once(project: Project) -> None:
    for number in range(6):
        project.note(f"{number}.md", f"import time\ntime.sleep({0.2 if number == 0 else 0})\n{number}", PLOT)
    one = run(list(project.notes.values()), Store(None), project.settings)
    three = run(list(project.notes.values()), Store(None), replace(project.settings, workers=3))

    assert list(one) == list(three) == list(project.notes)
    assert _outputs(one) == _outputs(three)


def _outputs(found: dict[str, tuple[Outcome, ...]]) -> list[object]:
    return [outcome.outputs for outcomes in found.values() for outcome in outcomes]


def test_the_state_of_a_note_is_its_own(project: Project) -> None:
    project.note("a.md", "x = 1\nimport os\nos.environ['A'] = '1'")
    project.note("b.md", "import os\n'x' in globals(), 'A' in os.environ")

    assert project.run()["b.md"][0].outputs[0].text == "(False, False)\n"


def test_a_cell_reads_what_lies_beside_its_note(project: Project) -> None:
    project.write("docs/losses/data.txt", "words")
    project.note("losses/huber.md", "open('data.txt').read()")

    assert project.run(vault=project.root / "docs")["losses/huber.md"][0].outputs[0].text == "'words'\n"


def test_a_cell_may_write_to_the_temporary_folder(project: Project) -> None:
    code = """
        import tempfile, pathlib
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder, "a.txt")
            place.write_text("words")
            print(place.read_text())
    """
    project.note("a.md", code)

    assert project.run()["a.md"][0].outputs[0].text == "words\n"


def test_the_limit_on_output_is_the_settings(project: Project) -> None:
    project.note("a.md", "print('x' * 99)")

    assert project.run(output_limit=100)["a.md"][0].error is None
    project.note("a.md", "print('x' * 100)")
    assert project.run(output_limit=100)["a.md"][0].error.code == "CELL007"  # type: ignore[union-attr]


def test_a_worker_that_cannot_start_is_a_failure_of_each_note(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(project.root / "no-python"))
    project.note("a.md", "1", "2")
    found = run(list(project.notes.values()), Store(None), project.settings)["a.md"]

    assert [outcome.error and outcome.error.code for outcome in found] == ["CELL009", None]


@pytest.mark.slow
def test_another_executor_gives_the_same(project: Project) -> None:
    for number in range(3):
        project.note(f"{number}.md", f"{number}", PLOT)
    expected = project.run()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        found = run(list(project.notes.values()), Store(None), project.settings, executor)

    assert _outputs(found) == _outputs(expected)


BUILD = """
import sys
from pathlib import Path
from notewright.cache import Store, digest
from notewright.examples import NoteCells, Settings, parse_cell
from notewright.examples.run import run

codes = sys.argv[2:]
note = NoteCells("n.md", tuple(parse_cell("python exec", code, "n.md", 1) for code in codes))
found = run([note], Store(None), Settings(Path(sys.argv[1])))["n.md"]
assert not any(outcome.error for outcome in found), found
print([(output.text, [asset.name for asset in output.assets]) for outcome in found for output in outcome.outputs])
print("numpy" in sys.modules, "matplotlib" in sys.modules)
"""


@pytest.mark.slow
def test_two_builds_give_the_same_bytes_and_load_neither_numpy_nor_matplotlib(tmp_path: Path) -> None:
    codes = [
        "import matplotlib.pyplot as plt, numpy as np\nplt.subplot(projection='polar').plot([1, 2], label='$x^2$')",
        "plt.legend(['a'])\nplt.hist(np.random.rand(99), hatch='/')\nplt.scatter([1, 2], [2, 1], clip_on=True)",
        "print({'a', 'b', 'c', 'd'}, hash('a'))",
    ]
    builds = [
        subprocess.run(
            [sys.executable, "-c", BUILD, str(tmp_path), *codes],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "MPLBACKEND": backend},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone, backend in (("1", "UTC", "agg"), ("2", "Asia/Tokyo", "svg"))
    ]

    assert builds[0] == builds[1]
    assert builds[0].endswith("False False\n")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_process_that_forks_has_one_thread(project: Project) -> None:
    code = """
        import os
        len(os.listdir(f"/proc/{os.getppid()}/task"))
    """
    project.note("a.md", code)

    assert project.run()["a.md"][0].outputs[0].text == "1\n"


def test_a_cell_is_the_same_after_pickling() -> None:
    import pickle

    cell = parse_cell("python exec", "#| id: a\n1", "a.md", 1)

    assert pickle.loads(pickle.dumps(cell)) == cell
    assert pickle.loads(pickle.dumps(Settings(Path()))) == Settings(Path())


def test_every_kind_of_temporary_file_may_be_written(project: Project) -> None:
    makers = "(tempfile.TemporaryFile, tempfile.NamedTemporaryFile)"
    project.note("a.md", f"import tempfile\nfor make in {makers}:\n    make('w').write('x')\n1")

    assert project.states()["a.md"] == ["ran"]
