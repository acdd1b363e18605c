"""A project in a temporary folder, and notes in it made of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import dedent

import pytest

from notewright.cache import Store
from notewright.examples import NoteCells, Outcome, Settings, parse_cell, zygote
from notewright.examples.run import run

# The first cell of a note begins at line 1, the second at line 101.
CELL_DISTANCE = 100


def note(path: str, *bodies: str) -> NoteCells:
    """A note of cells, each with its `#|` lines."""
    return NoteCells(
        path,
        tuple(
            parse_cell("python exec", dedent(body).strip("\n"), path, 1 + CELL_DISTANCE * number)
            for number, body in enumerate(bodies)
        ),
    )


@dataclass
class Project:
    """A folder with files, and the outcomes of notes in it."""

    root: Path
    settings: Settings
    store: Store
    executor: Executor
    notes: dict[str, NoteCells] = field(default_factory=dict)

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(dedent(text), encoding="utf-8")

    def note(self, path: str, *bodies: str) -> None:
        """Write a note, or write it anew."""
        self.notes[path] = note(path, *bodies)

    def run(self, **changes: object) -> dict[str, tuple[Outcome, ...]]:
        """The outcomes of all notes."""
        return run(list(self.notes.values()), self.store, replace(self.settings, **changes), self.executor)

    def states(self) -> dict[str, list[str]]:
        """How the outcomes of all notes came to be."""
        return {path: [outcome.state.value for outcome in outcomes] for path, outcomes in self.run().items()}


@pytest.fixture(scope="session")
def executor() -> Iterator[Executor]:
    """Calls `run_note` in this process, whose worker then serves all tests."""
    with ThreadPoolExecutor(1) as executor:
        yield executor
    zygote._HERE.close()


@pytest.fixture
def project(tmp_path: Path, executor: Executor) -> Project:
    """An empty project with a cache of its own."""
    root = tmp_path / "project"
    root.mkdir()
    return Project(root, Settings(root, timeout=10, workers=1), Store(tmp_path / "cache"), executor)


@pytest.fixture
def run_one(project: Project) -> Callable[..., tuple[Outcome, ...]]:
    """The outcomes of a single note."""

    def run_cells(*bodies: str, **changes: object) -> tuple[Outcome, ...]:
        project.note("note.md", *bodies)
        return project.run(**changes)["note.md"]

    return run_cells
