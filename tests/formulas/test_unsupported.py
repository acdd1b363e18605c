"""What the strict parser refuses: the message says what is wrong, the offset where."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cases import Case

from notewright.formulas import Formula, parse_binding, verify

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


@pytest.mark.cases("cases/unsupported.md")
def test_what_is_not_understood_is_refused_with_its_place(case: Case) -> None:
    text, *caret = case["formula"].rstrip("\n").split("\n")
    binding = parse_binding(r"reference_losses.squared_error(\hat{y}, y)")
    verdict = verify(Formula("note.md", 1, 1, text, "latex", binding), ("reference_losses",))
    assert verdict.state == "unsupported"
    assert case["message"].strip() in verdict.message
    assert not caret or verdict.offset == caret[0].index("^")
