"""What a verdict says beside right and wrong."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

import pytest

from notewright.formulas import Formula, OptOut, Verdict, parse_binding, verify
from notewright.formulas.verdict import Counterexample

HERE = Path(__file__).parent
NAME = "reference_losses"
MEAN_SQUARED = r"\frac1n \sum_i (y_i - \hat y_i)^2"


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


def verdict_on(text: str, comment: str, references: tuple[str, ...] = (NAME,), path: str = "note.md") -> Verdict:
    return verify(Formula(path, 1, 1, text, "latex", parse_binding(comment)), references)


def test_an_opted_out_formula_keeps_its_reason() -> None:
    verdict = verify(Formula("a.md", 1, 1, "x", "latex", OptOut("an update rule")), (NAME,))
    assert (verdict.state, verdict.message) == ("opted-out", "an update rule")


def test_a_verdict_names_what_it_was_checked_against() -> None:
    verdict = verdict_on(MEAN_SQUARED, rf"{NAME}.squared_error(\hat y, y)")
    assert (verdict.state, verdict.reference) == ("verified", f"{NAME}.squared_error")
    assert verdict.draws >= 24


def test_the_largest_error_is_that_of_rounding() -> None:
    verdict = verdict_on(
        r"\frac1n \sum_i \left( y_i^2 - 2 y_i \hat y_i + \hat y_i^2 \right)", f"{NAME}.squared_error" + r"(\hat y, y)"
    )
    assert verdict.state == "verified"
    assert 1e-17 < verdict.error <= 1e-9


def test_an_exact_formula_has_no_error() -> None:
    verdict = verdict_on(r"\lvert y_i - \hat y_i \rvert", f"{NAME}.absolute_error" + r"(\hat y, y) per i")
    assert (verdict.state, verdict.error) == ("verified", 0)


def test_a_counterexample_writes_symbols_as_the_comment_does() -> None:
    verdict = verdict_on(r"\sum_i (y_i - \hat y_i)^2", rf"{NAME}.squared_error(\hat{{y}}, y)")
    assert verdict.counterexample is not None
    assert dict(verdict.counterexample.inputs).keys() == {r"\hat{y}", "y"}


def test_a_refuted_formula_has_a_counterexample_that_can_be_checked_by_hand() -> None:
    verdict = verdict_on(r"\sum_i (y_i - \hat y_i)^2", rf"{NAME}.squared_error(\hat y, y)")
    example = verdict.counterexample
    assert isinstance(example, Counterexample)
    inputs = dict(example.inputs)
    squares = [(t - p) ** 2 for p, t in zip(inputs[r"\hat y"], inputs["y"], strict=True)]
    assert example.formula == pytest.approx(sum(squares))
    assert example.reference == pytest.approx(sum(squares) / len(squares))
    assert "the formula gives" in str(example)


def test_two_numbers_that_nearly_agree_are_told_apart() -> None:
    shown = str(Counterexample((("x", 1.0),), 1.00000001, 1.00000002))
    assert "gives 1.00000001, the function 1.00000002" in shown
    assert "gives 1.5, the function 2," in str(Counterexample((("x", 1.0),), 1.5, 2.0))  # Control case.


@pytest.mark.parametrize(
    "text", [r"\frac1n \sum_{i=0}^{n-1} (\hat y_{i+1} - y_{i+1})^2", r"\frac1n \sum_i (\hat y_i - y_i)^2 + y_0 - y_0"]
)
def test_an_index_that_counts_from_zero_is_not_understood(text: str) -> None:
    verdict = verdict_on(text, rf"{NAME}.squared_error(\hat y, y)")
    assert (verdict.state, "indices count from 1" in verdict.message) == ("unsupported", True)


@pytest.mark.parametrize(
    ("text", "comment", "lasts"),
    [
        (MEAN_SQUARED, rf"{NAME}.squared_error(\hat y, y)", True),
        (r"\int y", rf"{NAME}.squared_error(\hat y, y)", True),
        (MEAN_SQUARED, rf"{NAME}.wrong_gradient(\hat y, y)", True),
        (MEAN_SQUARED, rf"{NAME}.no_such_loss(\hat y, y)", False),
    ],
)
def test_a_verdict_lasts_unless_another_import_could_change_it(text: str, comment: str, lasts: bool) -> None:
    assert verdict_on(text, comment).lasts is lasts


def test_the_same_formula_gives_the_same_verdict() -> None:
    wrong = r"\sum_i (y_i - \hat y_i)^2", rf"{NAME}.squared_error(\hat y, y)"
    assert verdict_on(*wrong) == verdict_on(*wrong)
    assert verdict_on(*wrong).seed != verdict_on(*wrong, path="other.md").seed


@pytest.mark.parametrize("text", [MEAN_SQUARED, r"\sum_i (y_i - \hat y_i)^2", r"\int y"])
def test_a_verdict_survives_json_and_pickle(text: str) -> None:
    verdict = verdict_on(text, rf"{NAME}.squared_error(\hat y, y)")
    assert pickle.loads(pickle.dumps(verdict)) == verdict
    assert Verdict.from_json(json.loads(json.dumps(verdict.to_json()))) == verdict


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        (r"\frac1n \sum_i \log\cosh(\hat y_i - y_i)", r"log_cosh(\hat y, y)"),
        (r"\log(1 + e^{z_i}) - t_i z_i", "sigmoid_cross_entropy(z, t) per i"),
        (r"-\log\frac{e^{z_y}}{\sum_j e^{z_j}}", "softmax_cross_entropy(z, y)"),
    ],
)
def test_a_naive_formula_is_right_but_unstable(text: str, comment: str) -> None:
    verdict = verdict_on(text, f"{NAME}.{comment}")
    assert (verdict.state, verdict.stable) == ("verified", False)


def test_a_careful_formula_is_stable() -> None:
    text = r"\max(z_i, 0) - z_i t_i + \log(1 + e^{-|z_i|})"
    assert verdict_on(text, f"{NAME}.sigmoid_cross_entropy(z, t) per i").stable


@pytest.mark.parametrize(
    ("comment", "references", "message"),
    [
        (rf"{NAME}.squared_error(\hat y, y)", (), "formulas: references"),
        (r"os.path.join(\hat y, y)", (NAME,), "formulas: references"),
        (r"no_such_module.f(\hat y, y)", ("no_such_module",), "there is no module no_such_module"),
        (rf"{NAME}.no_such_loss(\hat y, y)", (NAME,), "has no no_such_loss"),
        (rf"{NAME}.np(\hat y, y)", (NAME,), "is not a function"),
        (rf"{NAME}.without_domain(\hat y, y, delta=d)", (NAME,), "parameter delta of"),
        (rf"{NAME}.squared_error(\hat y)", (NAME,), "parameter targets of"),
        (rf"{NAME}.squared_error(\hat y, y, z=z)", (NAME,), "has no parameter z"),
        (rf"{NAME}.squared_error(\hat y, y, a, b)", (NAME,), "takes 3 arguments"),
        (rf"{NAME}.squared_error(y, y)", (NAME,), "one symbol is bound to two"),
        (rf"{NAME}.squared_error(\hat y, y, targets=t)", (NAME,), "bound twice"),
        (r"broken_reference.f(\hat y, y)", ("broken_reference",), "importing broken_reference failed"),
        (rf"{NAME}.unknown_domain(\hat y, y)", (NAME,), "the domain 'rael[n]' is not known"),
    ],
)
def test_a_reference_that_cannot_be_used_is_unsupported(
    comment: str, references: tuple[str, ...], message: str
) -> None:
    verdict = verdict_on(MEAN_SQUARED, comment, references)
    assert verdict.state == "unsupported"
    assert message in verdict.message


def test_a_module_that_is_not_allowed_is_not_imported() -> None:
    verdict_on("x", "this.f(x)", (NAME,))
    assert "this" not in sys.modules


@pytest.mark.parametrize(
    ("text", "comment", "message"),
    [
        (r"\frac1n \sum_i x_i", "always_raises(x)", "raised ValueError: predictions must be whole numbers"),
        (MEAN_SQUARED, r"wrong_gradient(\hat y, y)", "is not the derivative of this formula"),
        (r"\frac1n \sum_i \max(\log p_i, -10^{80}) ", "mean_log(p)", "no draw reached argument 2 of max"),
        (r"\frac1n \sum_i \log p_i", "never_finite(p)", "no finite value"),
    ],
)
def test_what_the_draws_cannot_decide_is_inconclusive(text: str, comment: str, message: str) -> None:
    verdict = verdict_on(text, f"{NAME}.{comment}")
    assert verdict.state == "inconclusive"
    assert message in verdict.message


def test_a_function_that_refuses_some_draws_is_asked_at_others() -> None:
    verdict = verdict_on(r"\sum_i x_i", f"{NAME}.sum_of_mostly_positive(x)")
    assert verdict.state == "verified"
    assert verdict.draws >= 24


def test_a_function_that_refuses_most_of_its_domain_is_inconclusive() -> None:
    verdict = verdict_on(r"\frac1n \sum_i \log |x_i|", f"{NAME}.mean_log_of_reals(x)")
    assert verdict.state == "inconclusive"
    assert "values must be positive" in verdict.message
    assert "narrow its domains" in verdict.message


def test_what_a_function_refuses_where_the_formula_has_no_value_either_is_no_difference() -> None:
    assert verdict_on(r"\frac1n \sum_i \log x_i", f"{NAME}.mean_log_of_reals(x)").state == "verified"


@pytest.mark.parametrize(
    ("text", "comment", "state", "message"),
    [
        ("2 x_i", "first_doubled(x) per i", "unsupported", "gives an array of length 1"),
        (r"x_i + \sum_j z_j", "other_axis(x, z) per i", "unsupported", "one element for each"),
        ("2 x_i", "sometimes_short(x) per i", "unsupported", "one element for each"),
        ("2 x", "two_in_words(x)", "inconclusive", "must return floats"),
    ],
)
def test_a_result_of_the_wrong_kind_verifies_nothing(text: str, comment: str, state: str, message: str) -> None:
    verdict = verdict_on(text, f"{NAME}.{comment}")
    assert (verdict.state, message in verdict.message) == (state, True), verdict.message


def test_a_count_reaches_its_function_as_a_whole_number() -> None:
    assert verdict_on("2 k", f"{NAME}.doubled_count(k)").state == "verified"


@pytest.mark.parametrize(
    ("text", "comment"), [("x_i^2", "switches_far_out(x) per i"), ("x^2", "switches_at_a_number(x)")]
)
@pytest.mark.parametrize("path", ["a.md", "b.md", "c.md"])
def test_a_switch_beyond_ten_thousand_is_seen(text: str, comment: str, path: str) -> None:
    assert verdict_on(text, f"{NAME}.{comment}", path=path).state == "refuted"


def test_the_gradient_of_one_sample_is_told_from_that_of_the_mean() -> None:
    verdict = verdict_on(r"2 (\hat y_i - y_i)", rf"{NAME}.squared_error.gradient(\hat y, y) per i")
    assert verdict.state == "refuted"
    assert 'reduction="none"' in verdict.message


def test_a_formula_of_an_element_needs_per() -> None:
    verdict = verdict_on(r"(\hat y_i - y_i)^2", rf"{NAME}.squared_error(\hat y, y)")
    assert "`per i`" in verdict.message


def test_an_input_written_into_by_the_function_does_not_matter() -> None:
    assert verdict_on(r"\sum_i x_i", f"{NAME}.spoils_its_input(x)").state == "verified"
