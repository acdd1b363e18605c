"""Formulas of a glossary against the real reference, where it is there."""

from __future__ import annotations

import importlib.util

import pytest
from cases import Case

from notewright.formulas import Formula, parse_binding, verdict_key, verify

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("lossref") is None or importlib.util.find_spec("lossref.losses.regression") is None,
    reason="lossref is not there",
)


def state_of(text: str, comment: str) -> str:
    binding = parse_binding(f"lossref.{comment.strip()}")
    return verify(Formula("note.md", 1, 1, text, "latex", binding), ("lossref",)).state


@pytest.mark.cases("cases/lossref.md")
def test_the_formulas_of_a_glossary_are_told_right_from_wrong(case: Case) -> None:
    right = [line for line in case.get("right").splitlines() if state_of(line, case["verify"]) != "verified"]
    wrong = [line for line in case.get("wrong").splitlines() if state_of(line, case["verify"]) == "verified"]
    assert (right, wrong) == ([], [])


def test_each_loss_has_a_key_of_its_own() -> None:
    keys = {
        verdict_key(Formula("a.md", 1, 1, "x", "latex", parse_binding(f"lossref.{name}(x)")), ("lossref",))
        for name in ("squared_error", "absolute_error", "huber")
    }
    assert len(keys) == 3
