"""The key of a verdict: what it depends on, computed without what it takes to verify."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from notewright.formulas import Formula, OptOut, parse_binding, verdict_key

HERE = Path(__file__).parent
FORMULA = Formula("a.md", 3, 1, r"(y_i - z_i)^2", "latex", parse_binding("reference_losses.squared_error(z, y) per i"))


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


@pytest.mark.parametrize(
    "changed",
    [
        replace(FORMULA, text=r"(z_i - y_i)^2"),
        replace(FORMULA, notation="unicode"),
        replace(FORMULA, path="b.md"),
        replace(FORMULA, binding=parse_binding("reference_losses.squared_error(z, y) per j")),
        replace(FORMULA, binding=parse_binding("reference_losses.squared_error(y, z) per i")),
        replace(FORMULA, binding=parse_binding("reference_losses.absolute_error(z, y) per i")),
        replace(FORMULA, binding=OptOut("an update")),
    ],
)
def test_another_formula_has_another_key(changed: Formula) -> None:
    assert verdict_key(changed, ("reference_losses",)) != verdict_key(FORMULA, ("reference_losses",))


def test_a_formula_moved_in_its_note_keeps_its_key() -> None:
    moved = replace(FORMULA, line=9, column=5)
    assert verdict_key(moved, ("reference_losses",)) == verdict_key(FORMULA, ("reference_losses",))


def test_the_allowed_modules_enter() -> None:
    assert verdict_key(FORMULA, ()) != verdict_key(FORMULA, ("reference_losses",))


def test_neither_the_package_nor_a_key_loads_numpy() -> None:
    code = (
        "import sys, notewright.formulas as f\n"
        "b = f.parse_binding('reference_losses.squared_error(z, y) per i')\n"
        "f.verdict_key(f.Formula('a.md', 1, 1, 'y', 'latex', b), ('reference_losses',))\n"
        "sys.exit('numpy' in sys.modules or 'reference_losses' in sys.modules)\n"
    )
    path = [str(HERE), *[entry for entry in sys.path if entry]]
    done = subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {path!r}\n{code}"], check=False)
    assert done.returncode == 0
