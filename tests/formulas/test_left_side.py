"""What stands before the equals sign: a name of the value, or a derivative where the function is a gradient."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case

from notewright.formulas import Formula, parse_binding, verify

HERE = Path(__file__).parent
NAME = "reference_losses"


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


def outcome(text: str, comment: str) -> tuple[str, str]:
    binding = parse_binding(f"{NAME}.{comment.strip()}")
    verdict = verify(Formula("note.md", 1, 1, text, "latex", binding), (NAME,))
    return verdict.state, verdict.message


@pytest.mark.cases("cases/left_side.md")
def test_a_left_side_is_a_name_or_the_derivative_that_the_function_gives(case: Case) -> None:
    right = case.get("right").splitlines()
    wrong = case.get("wrong").splitlines()
    states = {f"{left} = {right_side}": outcome(f"{left} = {right_side}", case["verify"]) for right_side in
              [case["value"].strip()] for left in (*right, *wrong)}  # fmt: skip
    found = [state for state, _ in states.values()]
    assert found == ["verified"] * len(right) + ["unsupported"] * len(wrong), states
    assert all(case["message"].strip() in message for state, message in states.values() if state != "verified")
