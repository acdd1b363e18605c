"""Formulas as people write them, right and wrong, against annotated functions."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case

from notewright.formulas import Formula, Verdict, parse_binding, verify

HERE = Path(__file__).parent
NAME = "reference_losses"


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


def verdict_on(text: str, comment: str, notation: str = "latex") -> Verdict:
    binding = parse_binding(f"{NAME}.{comment.strip()}")
    return verify(Formula("note.md", 1, 1, text, notation, binding), (NAME,))  # type: ignore[arg-type]


def verdicts(case: Case, part: str, notation: str) -> dict[str, Verdict]:
    return {line: verdict_on(line, case["verify"], notation) for line in case.get(part).splitlines() if line}


@pytest.mark.cases("cases/regression.md", "cases/classification.md", "cases/other.md")
def test_what_is_right_is_verified_and_what_is_wrong_is_not(case: Case) -> None:
    right = {line: str(v) for line, v in verdicts(case, "right", "latex").items() if v.state != "verified"}
    wrong = [line for line, v in verdicts(case, "wrong", "latex").items() if v.state == "verified"]
    assert (right, wrong) == ({}, [])


@pytest.mark.cases("cases/unicode.md")
def test_formulas_in_code_spans_are_verified_the_same_way(case: Case) -> None:
    right = {line: str(v) for line, v in verdicts(case, "right", "unicode").items() if v.state != "verified"}
    wrong = [line for line, v in verdicts(case, "wrong", "unicode").items() if v.state == "verified"]
    assert (right, wrong) == ({}, [])
