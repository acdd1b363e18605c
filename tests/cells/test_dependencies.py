"""What a cell depends on, seen by what makes it run again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Project

LOSSES = """
    '''Losses.'''

    import math

    def squared(x: float, scale: float = 1.0) -> float:
        '''The square.'''
        return scale * x**2

    def absolute(x: float) -> float:
        return abs(x)

    def rooted(x: float) -> float:
        return math.sqrt(squared(x))

    class Loss:
        def value(self) -> float:
            return squared(2)

        def slope(self) -> float:
            return 4.0
"""

EDITS = {
    "the body of squared": ("return scale * x**2", "return scale * x * x", {"squared", "rooted", "value"}),
    "the body of absolute": ("return abs(x)", "return max(x, -x)", {"absolute"}),
    "the body of a method": ("return squared(2)", "return squared(3)", {"value"}),
    "a comment": ("import math\n", "import math  # for sqrt\n", set()),
    "a line moved": ("import math\n", "\n\n    import math\n", set()),
    "a default": ("scale: float = 1.0", "scale: float = 2.0", {"squared", "absolute", "rooted", "value", "slope"}),
    "a new function": ("class Loss", "def new() -> None: ...\n\n    class Loss", "all"),
}


@pytest.fixture
def losses(project: Project) -> Project:
    """A package of one module with several losses, and a note for each."""
    project.write("losses/__init__.py", "from losses.all import *\n")
    project.write("losses/all.py", LOSSES)
    for name in ("squared", "absolute", "rooted"):
        project.note(f"{name}.md", f"import losses\nlosses.{name}(3)")
    for name in ("value", "slope"):
        project.note(f"{name}.md", f"from losses.all import Loss\nLoss().{name}()")
    project.note("alone.md", "1 + 1")
    return project


def _ran(project: Project) -> set[str]:
    return {path.removesuffix(".md") for path, states in project.states().items() if states == ["ran"]}


def test_only_cells_that_entered_a_changed_function_run_again(losses: Project) -> None:
    notes = {"squared", "absolute", "rooted", "value", "slope"}
    assert _ran(losses) == notes | {"alone"}
    assert _ran(losses) == set()

    for edit, (old, new, expected) in EDITS.items():
        assert old in LOSSES
        losses.write("losses/all.py", LOSSES.replace(old, new))
        assert _ran(losses) == (notes if expected == "all" else expected), edit
        losses.write("losses/all.py", LOSSES)
        _ran(losses)


def test_a_module_that_is_gone_is_missed(losses: Project) -> None:
    _ran(losses)
    (losses.root / "losses/all.py").unlink()

    assert losses.states()["squared.md"] == ["failed"]
    assert losses.states()["alone.md"] == ["cached"]


def test_a_module_that_no_longer_compiles_is_an_error_in_the_note(losses: Project) -> None:
    _ran(losses)
    losses.write("losses/all.py", "def squared(:\n")

    [outcome] = losses.run()["squared.md"]
    assert outcome.error
    assert (outcome.error.line, outcome.error.message) == (1, "SyntaxError: invalid syntax")


def test_functions_entered_in_another_process_count(project: Project) -> None:
    project.write("losses.py", LOSSES)
    code = """
        import losses, os
        process = os.fork()
        if process == 0:
            losses.squared(3)
            os._exit(0)
        os.waitpid(process, 0);
    """
    project.note("a.md", code)
    project.note("b.md", "import losses")
    project.run()
    project.write("losses.py", LOSSES.replace("scale * x**2", "scale * x"))

    assert project.states() == {"a.md": ["ran"], "b.md": ["cached"]}


@pytest.mark.parametrize(
    "reading",
    [
        "open('data.csv').read()",
        "__import__('pathlib').Path('data.csv').read_bytes()",
        "__import__('numpy').loadtxt('data.csv')",
        "__import__('numpy').fromfile('data.csv')",
    ],
)
def test_a_file_that_was_read_is_a_dependency(project: Project, reading: str) -> None:
    project.write("notes/data.csv", "1\n")
    project.note("notes/a.md", reading)

    assert project.states() == {"notes/a.md": ["ran"]}
    assert project.states() == {"notes/a.md": ["cached"]}
    project.write("notes/data.csv", "2\n")
    assert project.states() == {"notes/a.md": ["ran"]}


def test_a_file_that_was_looked_for_is_a_dependency(project: Project) -> None:
    project.note("a.md", "#| raises: FileNotFoundError\nopen('data.csv')")
    project.note("b.md", "1")

    assert project.states() == {"a.md": ["ran"], "b.md": ["ran"]}
    project.write("data.csv", "1\n")
    assert project.states() == {"a.md": ["failed"], "b.md": ["cached"]}


def test_a_folder_that_was_listed_is_a_dependency(project: Project) -> None:
    project.write("data/a.csv", "1\n")
    project.note("a.md", "import os\nos.listdir('data')")
    project.note("b.md", "open('data/a.csv').read()")
    project.run()
    project.write("data/b.csv", "1\n")

    assert project.states() == {"a.md": ["ran"], "b.md": ["cached"]}


def test_the_source_that_a_cell_reads_is_a_dependency_as_a_whole(project: Project) -> None:
    project.write("losses.py", LOSSES)
    project.note("a.md", "import inspect, losses\nlen(inspect.getsource(losses.absolute))")
    project.note("b.md", "import losses")
    project.run()
    project.write("losses.py", LOSSES.replace("import math\n", "import math  # for sqrt\n"))

    assert project.states() == {"a.md": ["ran"], "b.md": ["cached"]}


def test_an_installed_package_is_a_dependency_by_its_version(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.note("a.md", "import yaml")
    project.note("b.md", "import json")
    project.run()
    assert project.states() == {"a.md": ["cached"], "b.md": ["cached"]}
    monkeypatch.setattr("notewright.examples.dependency.version", lambda name: "another")

    assert project.states() == {"a.md": ["ran"], "b.md": ["cached"]}


def test_modules_beside_the_root_are_found_by_the_python_path(project: Project) -> None:
    project.write("../beside/losses.py", LOSSES)
    project.note("a.md", "import losses\nlosses.squared(3)")
    beside = (project.root.parent / "beside",)

    assert project.run(python_path=beside)["a.md"][0].state == "ran"
    assert project.run(python_path=beside)["a.md"][0].state == "cached"
    project.write("../beside/losses.py", LOSSES.replace("x**2", "x"))
    assert project.run(python_path=beside)["a.md"][0].outputs[0].text == "3.0\n"


def test_instrumented_modules_keep_their_lines_and_docstrings(project: Project) -> None:
    project.write("losses.py", "def squared(x):\n    '''The square.'''\n    raise ValueError(x)\n")
    code = """
        import losses, traceback
        try:
            losses.squared(1)
        except ValueError as error:
            print(losses.squared.__doc__, traceback.extract_tb(error.__traceback__)[-1].lineno)
    """
    project.note("a.md", code)

    assert project.run()["a.md"][0].outputs[0].text == "The square. 3\n"


LAZY = """
    import importlib.util

    def __getattr__(name):
        for family in ("losses.one", "losses.two"):
            if f"def {name}(" in importlib.util.find_spec(family).loader.get_source(family):
                return getattr(importlib.import_module(family), name)
        raise AttributeError(name)
"""


@pytest.fixture
def lazy(project: Project) -> Project:
    """A package that looks into its modules for a name before it imports the one that has it."""
    project.write("losses/__init__.py", LAZY)
    project.write("losses/one.py", "def first():\n    return 1\n")
    project.write("losses/two.py", "def second():\n    return 2\n")
    project.note("two.md", "import losses\nlosses.second()")
    _ran(project)
    return project


def test_a_package_that_looks_into_its_modules_depends_on_the_names_they_give(lazy: Project) -> None:
    lazy.write("losses/one.py", "def first():\n    return 1 + 1\n")
    assert _ran(lazy) == set()

    lazy.write("losses/one.py", "def first():\n    return 1\n\ndef second():\n    return 3\n")
    assert _ran(lazy) == {"two"}


def test_a_cell_that_reads_the_source_of_a_module_depends_on_all_of_it(lazy: Project) -> None:
    lazy.note("text.md", "import losses.one\nlen(losses.one.__loader__.get_source('losses.one'))")
    assert _ran(lazy) == {"text"}

    lazy.write("losses/one.py", "def first():\n    return 11\n")
    assert _ran(lazy) == {"text"}
