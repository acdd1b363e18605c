"""A definition's key changes with what it uses, and with nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from notewright.cache.closure import Surroundings, closure_digest

LAZY = """
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from pack.regression import *
def __getattr__(name):
    import importlib
    found = getattr(importlib.import_module(find(name)), name)
    globals()[name] = found
    return found
def find(name):
    return "pack.regression"
"""
REGRESSION = """
import numpy as np
from pack.registry import loss
from pack import numerics
from .tables import TABLE as table

CONSTANT = 2.0

@loss
def huber(x):
    return numerics.softplus(x) + CONSTANT

@loss
def squared(x):
    return x ** 2

def helper(x):
    return table[x]

def uses_helper(x):
    return helper(x)

squared.gradient = lambda x: 2 * x
"""
REGISTRY = "def loss(function):\n    return wrap(function)\n\ndef wrap(function):\n    return function\n"
NUMERICS = "def softplus(x):\n    return log1p(x)\n\ndef log1p(x):\n    return x\n\ndef unused(x):\n    return x\n"
FILES = {
    "__init__.py": LAZY,
    "regression.py": REGRESSION,
    "registry.py": REGISTRY,
    "numerics.py": NUMERICS,
    "tables.py": "TABLE = {}\nTABLE['a'] = 1\nOTHER = 2\n",
}


class Package:
    """A package on disk, with the digests of its functions."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "pack"
        self.folder.mkdir()
        for name, text in FILES.items():
            (self.folder / name).write_text(text)

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def digest(self, name: str) -> str:
        return closure_digest("pack", name, Surroundings(("pack",)))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return Package(tmp_path)


@pytest.mark.parametrize(
    ("function", "file", "old", "new"),
    [
        ("huber", "regression.py", "+ CONSTANT", "- CONSTANT"),
        ("huber", "regression.py", "CONSTANT = 2.0", "CONSTANT = 3.0"),
        ("huber", "numerics.py", "return log1p(x)", "return log1p(x) + 1"),
        ("huber", "numerics.py", "def log1p(x):\n    return x", "def log1p(x):\n    return -x"),
        ("huber", "registry.py", "return wrap(function)", "return wrap(wrap(function))"),
        ("squared", "registry.py", "    return function\n", "    return abs(function)\n"),
        ("squared", "regression.py", "2 * x", "3 * x"),
        ("squared.gradient", "regression.py", "2 * x", "3 * x"),
        ("uses_helper", "tables.py", "TABLE['a'] = 1", "TABLE['a'] = 5"),
        ("uses_helper", "regression.py", "return table[x]", "return table[0]"),
        ("squared", "__init__.py", 'return "pack.regression"', 'return "pack.other"'),
        ("regression.squared", "regression.py", "x ** 2", "x ** 3"),
        ("squared", "regression.py", "@loss\ndef squared", "@loss\n@loss\ndef squared"),
    ],
)
def test_a_change_of_what_is_used_changes_the_key(
    package: Package, function: str, file: str, old: str, new: str
) -> None:
    before = package.digest(function)
    package.edit(file, old, new)
    assert package.digest(function) != before


@pytest.mark.parametrize(
    ("function", "file", "old", "new"),
    [
        ("squared", "regression.py", "+ CONSTANT", "- CONSTANT"),
        ("squared", "regression.py", "CONSTANT = 2.0", "CONSTANT = 3.0"),
        ("squared", "numerics.py", "return log1p(x)", "return log1p(x) + 1"),
        ("huber", "numerics.py", "def unused(x):\n    return x", "def unused(x):\n    return -x"),
        ("huber", "tables.py", "OTHER = 2", "OTHER = 3"),
        ("uses_helper", "tables.py", "OTHER = 2", "OTHER = 3"),
        ("squared", "regression.py", "CONSTANT = 2.0", "\n\n# moved\nCONSTANT = 2.0"),
    ],
)
def test_a_change_elsewhere_does_not(package: Package, function: str, file: str, old: str, new: str) -> None:
    before = package.digest(function)
    package.edit(file, old, new)
    assert package.digest(function) == before


def test_a_function_added_to_a_family_changes_no_other(package: Package) -> None:
    before = package.digest("huber")
    package.edit("regression.py", "CONSTANT = 2.0", "def first(x):\n    return x\n\nCONSTANT = 2.0")
    assert package.digest("huber") == before


def test_what_runs_at_import_changes_all_of_its_module(package: Package) -> None:
    before = package.digest("squared"), package.digest("registry.loss")
    package.edit("regression.py", "CONSTANT = 2.0", "CONSTANT = 2.0\nnp.seterr(all='raise')")
    after = package.digest("squared"), package.digest("registry.loss")
    assert (before[0] != after[0], before[1] == after[1]) == (True, True)


def test_code_that_reaches_names_blindly_depends_on_its_whole_module(package: Package) -> None:
    package.edit("regression.py", "return x ** 2", "return globals()['hel' + 'per'](x)")
    before = package.digest("squared")
    package.edit("regression.py", "return table[x]", "return table[0]")
    assert package.digest("squared") != before


def test_a_name_found_at_run_time_only_depends_on_the_whole_package(package: Package) -> None:
    before = package.digest("made_by_magic")
    package.edit("numerics.py", "def unused(x):\n    return x", "def unused(x):\n    return -x")
    assert package.digest("made_by_magic") != before


def test_star_imports_are_followed(package: Package) -> None:
    (package.folder / "stars.py").write_text("from pack.numerics import *\n\ndef f(x):\n    return softplus(x)\n")
    before = package.digest("stars.f")
    package.edit("numerics.py", "def unused(x):\n    return x", "def unused(x):\n    return -x")
    assert package.digest("stars.f") == before
    package.edit("numerics.py", "return log1p(x)", "return log1p(x) + 1")
    assert package.digest("stars.f") != before


def test_modules_outside_the_roots_are_not_read(package: Package) -> None:
    assert closure_digest("json", "dumps", Surroundings(("pack",))) == closure_digest("json", "dumps", Surroundings())


def test_a_cycle_of_imports_ends(package: Package) -> None:
    package.edit("numerics.py", "def unused", "from pack.regression import huber\n\ndef unused")
    package.edit("numerics.py", "return log1p(x)", "return huber(x)")
    assert package.digest("huber") == package.digest("huber")


def test_a_broken_module_has_a_key_too(package: Package) -> None:
    (package.folder / "broken.py").write_text("def f(:\n")
    before = package.digest("broken.f")
    (package.folder / "broken.py").write_text("def f(:\n    pass\n")
    assert package.digest("broken.f") != before


def test_nothing_is_imported(package: Package) -> None:
    package.digest("huber")
    assert not any(name == "pack" or name.startswith("pack.") for name in sys.modules)
