"""A border a little off, a number too small to see, a tie: what differs in few places is found with every seed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from notewright.formulas import Formula, Verdict, parse_binding, verify

HERE = Path(__file__).parent
SEEDS = 12
HUBER = (
    r"\begin{cases} \frac12 (y_i - z_i)^2 & |y_i - z_i| \le BORDER \\"
    r" d |y_i - z_i| - \frac12 d^2 & \text{otherwise} \end{cases}"
)
HINGE = r"\begin{cases} 1 - y_i s_i & y_i s_i < BORDER \\ 0 & \text{otherwise} \end{cases}"
SQUARES = r"\frac{1}{n} \sum_i (y_i - z_i)^2"


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


def verdict_on(text: str, comment: str, path: str) -> Verdict:
    modules = ("reference_losses", "reference_borders")
    return verify(Formula(path, 1, 1, text, "latex", parse_binding(comment)), modules)


def states(text: str, comment: str) -> set[str]:
    """The verdicts in notes of several names: each has a seed of its own."""
    return {verdict_on(text, comment, f"note {seed}.md").state for seed in range(SEEDS)}


@pytest.mark.parametrize("border", ["1.01 d", "0.999 d", r"d + \frac{1}{100}", r"\max(d, 0.01)"])
def test_a_border_at_a_parameter_may_not_be_a_little_off(border: str) -> None:
    assert states(HUBER.replace("BORDER", border), "reference_losses.huber(z, y, delta=d) per i") == {"refuted"}


@pytest.mark.parametrize("border", ["0.95", "0.9999", "1.0001", "1.02", "1.1"])
def test_a_border_at_a_number_may_not_be_a_little_off(border: str) -> None:
    assert states(HINGE.replace("BORDER", border), "reference_losses.hinge(s, y) per i") == {"refuted"}


@pytest.mark.parametrize("border", ["0.98", "1.001"])
def test_nor_may_that_of_a_mean(border: str) -> None:
    mean = rf"\frac{{1}}{{n}} \sum_i {HINGE.replace('BORDER', border)}"
    assert states(mean, "reference_losses.hinge(s, y)") == {"refuted"}


def test_a_border_in_its_place_is_verified() -> None:
    assert states(HUBER.replace("BORDER", "d"), "reference_losses.huber(z, y, delta=d) per i") == {"verified"}
    assert states(HINGE.replace("BORDER", "1"), "reference_losses.hinge(s, y) per i") == {"verified"}


@pytest.mark.parametrize(
    "text",
    [
        rf"{SQUARES} + 10^{{-12}}",
        r"\frac{1}{n} \sum_i \max((y_i - z_i)^2, 10^{-12})",
        r"\frac{1}{n} \sum_i (y_i - z_i)^2 \mathbb{1}[|y_i - z_i| > 10^{-3}]",
    ],
)
def test_a_small_number_shows_where_a_mean_is_zero(text: str) -> None:
    assert states(text, "reference_losses.squared_error(z, y)") == {"refuted"}


def test_a_small_number_below_a_root_shows() -> None:
    comment = "reference_borders.root_mean_squared_error(z, y)"
    assert states(rf"\sqrt{{{SQUARES} + 10^{{-14}}}}", comment) == {"refuted"}
    assert states(rf"\sqrt{{{SQUARES}}}", comment) == {"verified"}


def test_a_small_number_in_a_quotient_shows_where_the_arguments_are_small() -> None:
    comment = "reference_borders.relative_error(z, y)"
    assert states(r"\frac{1}{n} \sum_i \frac{|y_i - z_i|}{|y_i| + 10^{-12}}", comment) == {"refuted"}
    assert states(r"\frac{1}{n} \sum_i \frac{|y_i - z_i|}{|y_i|}", comment) == {"verified"}


def test_a_small_number_shows_where_each_prediction_is_sure() -> None:
    comment = "reference_borders.logistic_loss(s, y)"
    assert states(r"\frac{1}{n} \sum_i (\log(1 + e^{-y_i s_i}) + 10^{-12})", comment) == {"refuted"}
    assert states(r"\frac{1}{n} \sum_i \log(1 + e^{-y_i s_i})", comment) == {"verified"}


@pytest.mark.parametrize("relation", [r"\le", "<"])
def test_another_value_at_a_kink_alone_is_a_difference(relation: str) -> None:
    state = "verified" if relation == "<" else "refuted"
    text = rf"-\frac{{y_i}}{{n}} \mathbb{{1}}[y_i s_i {relation} 1]"
    assert states(text, "reference_borders.hinge_gradient(s, y) per i") == {state}


def test_no_value_at_a_kink_is_no_difference() -> None:
    assert states(r"\frac{w_j}{|w_j|}", "reference_borders.absolute_gradient(w) per j") == {"verified"}


def test_a_tie_of_rows_is_met() -> None:
    distance = r"\sum_l (c_{jl} - x_{il})^2"
    nearest = rf"\mathbb{{1}}[{distance} = \min_a \sum_l (c_{{al}} - x_{{il}})^2]"
    text = rf"\sum_i (c_{{jk}} - x_{{ik}}) {nearest}"
    assert states(text, "reference_borders.nearest_gradient(c, x) per j,k") == {"refuted"}
    assert states(text, "reference_borders.all_nearest_gradient(c, x) per j,k") == {"verified"}


def test_a_gap_that_a_parameter_leaves_is_no_difference() -> None:
    assert states(r"\frac{e^{a x} - 1}{a}", "reference_borders.box_cox(x, rate=a)") == {"verified"}


def test_what_a_function_refuses_is_not_asked_again_and_the_rest_decides() -> None:
    comment = "reference_borders.squared_log_error(z, y)"
    assert states(r"\frac{1}{n} \sum_i (\log(1 + y_i) - \log(1 + z_i))^2", comment) == {"verified"}
    assert states(r"\frac{1}{n} \sum_i (\log(1 + y_i) - \log(1.01 + z_i))^2", comment) == {"refuted"}


def test_a_band_that_no_number_of_the_code_names_is_met_by_many_places() -> None:
    assert states(r"\sum_i x_i^2", "reference_borders.in_a_band_of_no_number(x)") == {"refuted"}


def test_what_a_large_parameter_makes_of_rounding_is_no_difference() -> None:
    text = r"-\sum_{k}q_k\log p_k+\epsilon\left(1-\sum_{k}q_k p_k\right)"
    comment = r"lossref.poly1_cross_entropy(z, q, epsilon=\epsilon) where p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}"
    formula = Formula("n2.md", 1, 1, text, "latex", parse_binding(comment))  # at a draw of this seed epsilon is 831
    assert verify(formula, ("lossref",)).state == "verified"
