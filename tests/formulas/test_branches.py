"""A function that changes somewhere is not what a formula without that change says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from notewright.formulas import Formula, Verdict, parse_binding, verify

HERE = Path(__file__).parent
NAME = "reference_branches"
SQUARES = r"\sum_i x_i^2"


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


def verdict_on(text: str, comment: str, path: str = "note.md") -> Verdict:
    return verify(Formula(path, 1, 1, text, "latex", parse_binding(f"{NAME}.{comment}")), (NAME,))


@pytest.mark.parametrize("path", ["a.md", "b.md", "c.md"])
@pytest.mark.parametrize(
    ("text", "comment"),
    [
        (SQUARES, "far_out(x)"),
        (SQUARES, "beyond_a_constant(x)"),
        (SQUARES, "at_negative_integers(x)"),
        (SQUARES, "at_one_number(x)"),
        (SQUARES, "in_a_narrow_band(x)"),
        (SQUARES, "for_many(x)"),
        (SQUARES, "for_two(x)"),
        (SQUARES, "for_one(x)"),
        (SQUARES, "at_a_tie(x)"),
        (SQUARES, "where_all_is_zero(x)"),
        (r"\sum_i (x_i - y_i)^2", "where_both_agree(x, y)"),
        (r"\delta \sum_i (x_i - y_i)^2", r"near_a_parameter(x, y, delta=\delta)"),
        (r"\sum_i |x_i|^p", "for_one_parameter(x, power=p)"),
        (r"\sum_i s_{i,y_i}", "of_class_zero(s, y)"),
        (r"\sum_i k_i", "of_large_counts(k)"),
    ],
)
def test_a_branch_that_the_formula_does_not_have_is_found(text: str, comment: str, path: str) -> None:
    assert verdict_on(text, comment, path).state == "refuted"


@pytest.mark.parametrize("name", ["squares", "squares_far_out"])
def test_a_gradient_that_is_not_the_derivative_is_found(name: str) -> None:
    verdict = verdict_on(SQUARES, f"{name}(x)")
    assert (verdict.state, "is not the derivative of this formula" in verdict.message) == ("inconclusive", True)


def test_a_gradient_that_is_the_derivative_is_no_doubt() -> None:
    assert verdict_on(SQUARES, "squares_rightly(x)").state == "verified"  # Control case.


@pytest.mark.parametrize(
    ("text", "comment"), [(r"\sum_i x_i^3", "squares_rightly(x)"), (r"\sum_i (x_i + y_i)^2", "where_both_agree(x, y)")]
)
def test_a_counterexample_is_short_and_round(text: str, comment: str) -> None:
    example = verdict_on(text, comment).counterexample
    assert example is not None
    for _, value in example.inputs:
        assert len(value) == 1
        assert value[0] == round(value[0], 1)
