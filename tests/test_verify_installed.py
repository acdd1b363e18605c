"""`scripts/verify-installed` reads docstrings where they stand, and compares their formulas with what is bound."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[1] / "scripts"
PACKAGE = r'''
r"""A module that cannot be imported.

.. math:: E = \frac{1}{n} \sum_{i=1}^n (\hat{y}_i - y_i)^2
"""

import nothing_of_this_name


class Errors:
    r"""Two formulas.

    .. math::
       :label: wrong

        E = \sum_{i=1}^n
            (\hat{y}_i - y_i)^2

        F = \frac{1}{n} \sum_i |\hat{y}_i - y_i|
    """

    def dollars(self):
        r"""In dollars: $$ E = \frac{1}{n} \sum_i (\hat{y}_i - y_i)^2 $$ is no display of its own.

        $$
        E = \frac{1}{n} \sum_i
        (\hat{y}_i - y_i)^2
        $$

        :math:`E = (\hat{y} - y)^2`

        An inline :math:`E` is none, nor ``.. math::``.
        """


add_newdoc("late", r"""
.. math:: E = E_1
""")
'''.lstrip()
BINDINGS = r"""
[wares]
distribution = "warehouse"
seen = "0.9"

[[wares.formula]]
of = ["errors", "errors.Errors.dollars"]
verify = 'lossref.squared_error(\hat{y}, y)'

[[wares.formula]]
of = "errors.Errors"
verify = 'lossref.squared_error(\hat{y}, y)'
WRONG

[[wares.formula]]
of = "errors.Errors"
number = 2
verify = 'lossref.absolute_error(\hat{y}, y)'

[[wares.formula]]
of = "errors.gone"
verify = 'lossref.squared_error(\hat{y}, y)'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wares").mkdir()
    (tmp_path / "wares" / "errors.py").write_text(PACKAGE, encoding="utf-8")
    (tmp_path / "wares" / "broken.py").write_text("def (", encoding="utf-8")
    (tmp_path / "warehouse-1.2.dist-info").mkdir()
    (tmp_path / "warehouse-1.2.dist-info" / "METADATA").write_text("Name: warehouse\nVersion: 1.2\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str, wrong: str = "") -> subprocess.CompletedProcess[str]:
    (folder / "bindings.toml").write_text(BINDINGS.replace("WRONG", wrong), encoding="utf-8")
    command = [sys.executable, SCRIPTS / "verify-installed", "--in", folder, "--bindings", folder / "bindings.toml"]
    return subprocess.run(
        [*command, *words], capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"}, check=False
    )


def test_each_display_formula_is_found_where_it_stands_and_judged_where_it_is_bound(folder: Path) -> None:
    found = run(folder, "--all")

    heads = [line.split(": ") for line in found.stdout.splitlines() if line.startswith("wares/")]
    assert [(place.removeprefix("wares/errors.py:"), state, what[-2:]) for place, state, what in heads] == [
        ("3", "verified", "#1"),
        ("15", "refuted, a surprise", "#1"),
        ("18", "verified", "#2"),
        ("25", "verified", "#1"),
        ("29", "no binding", "#2"),
        ("36", "no binding", "#1"),
    ]
    assert "| wares | 1.2 | 6 | 4 | 3 | 1 | 0 | 0 |" in found.stdout


def test_a_refuted_formula_is_shown_with_its_text_and_its_counterexample(folder: Path) -> None:
    found = run(folder)

    assert "    E = \\sum_{i=1}^n\n    (\\hat{y}_i - y_i)^2\n  = the formula gives" in found.stdout
    assert "F = " not in found.stdout  # Control case: it is right.


def test_a_refuted_formula_fails_unless_it_is_known_as_wrong(folder: Path) -> None:
    known = run(folder, wrong='wrong = "the mean is missing"')

    assert run(folder).returncode == 1
    assert known.returncode == 0
    assert "known as wrong: the mean is missing" in known.stdout


def test_a_binding_whose_formula_is_gone_is_told(folder: Path) -> None:
    assert "wares.errors.gone #1 was seen in wares 0.9, and is no more" in run(folder).stdout


def test_a_package_that_is_not_there_is_nothing_to_survey(folder: Path) -> None:
    found = run(folder, "absent")

    assert (found.returncode, found.stdout) == (2, "")
    assert "scripts/verify-installed PACKAGE..." in found.stderr


def test_every_binding_names_a_function_and_its_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS / "installed"))
    from bindings import read_bindings

    from notewright.formulas.reference import load

    packages = read_bindings(SCRIPTS / "installed" / "bindings.toml")
    bindings = [bound.binding for package in packages.values() for bound in package.formulas.values()]
    assert len(bindings) > 100
    for binding in bindings:
        reference = load(binding.function, ("lossref", "computed"))
        assert len(binding.arguments) <= len(reference.parameters)
        assert {name for name, _ in binding.keywords} <= set(reference.parameters)
