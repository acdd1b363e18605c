"""What losses of boxes say of themselves, which no domain of their own arguments can verify."""

from __future__ import annotations

from pathlib import Path

import pytest

import lossref
from notewright.formulas import Formula, parse_binding, verify

HERE = Path(__file__).parent
NAME = "box_references"
NAMES = ("iou", "log_iou", "giou", "diou", "ciou")
SYMBOLS = r"c, \sigma, d, \tau"
EDGES = (
    r"a_1 = c_1 + 0.1, a_2 = c_2 + 0.1, a_3 = a_1 + \sigma_3, a_4 = a_2 + \sigma_4, "
    r"b_1 = d_1, b_2 = d_2, b_3 = b_1 + \tau_3, b_4 = b_2 + \tau_4"
)


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


def state_of(text: str, call: str, where: str) -> str:
    binding = parse_binding(f"{NAME}.{call} where {EDGES}, {where}")
    return verify(Formula("note.md", 1, 1, text, "latex", binding), (NAME,)).state


@pytest.mark.parametrize("name", NAMES)
def test_the_formula_is_verified(name: str) -> None:
    loss = lossref.get(name)

    assert state_of(loss.formula, f"{name}.value({SYMBOLS})", loss.where) == "verified"


@pytest.mark.parametrize("name", NAMES)
def test_the_formula_of_the_gradient_is_verified(name: str) -> None:
    loss = lossref.get(name)

    assert state_of(loss.gradient_formula, f"{name}.slope({SYMBOLS}) per {loss.element}", loss.where) == "verified"


def test_a_wrong_formula_is_told() -> None:
    assert state_of(r"1 - \frac{I}{U + I}", f"iou.value({SYMBOLS})", lossref.iou.where) == "refuted"
