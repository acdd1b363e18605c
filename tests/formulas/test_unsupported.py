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


def message_of(text: str, comment: str) -> str:
    formula = Formula("note.md", 1, 1, text, "latex", parse_binding(f"reference_losses.{comment}"))
    return verify(formula, ("reference_losses",)).message


def test_an_error_in_a_definition_of_the_comment_is_told_with_its_place() -> None:
    message = message_of("e_i", r"squared_error(x, y) per i where e_i = (x_i - y_i)^2 + \int z")
    assert message.startswith(r"in the definition of e_i at `\int z`: integrals")


def test_the_error_told_is_that_of_the_reading_that_came_furthest() -> None:
    assert message_of("(x - y)^2 + z", "squared_error(x, y) per i").startswith("the symbol z is not bound")
    assert "does not occur in the formula" in message_of(r"\sum_j (x_j - y_j)^2", "squared_error(x, y) per i")
