"""Formulas that libraries publish and their code contradicts are refuted from their text, and mended are verified."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewright.formulas import Formula, Verdict, parse_binding, verify
from notewright.formulas.wide_accent import spread

INSTALLED = Path(__file__).parents[2] / "scripts" / "installed"
LOG_COSH = r'lossref.log_cosh(\hat{y}, y, reduction="none")'
MINKOWSKI = r"computed.regression.minkowski(y, \hat{y}, p)"
CROSS_ENTROPY = 'lossref.softmax_cross_entropy_with_integer_labels(x, y, reduction="none") per i'
# As printed in torchmetrics 1.9.0 (log_cosh_error, MinkowskiDistance) and optax 0.2.8, and as their code computes.
PUBLISHED = {
    "the hat of log_cosh_error": (
        LOG_COSH,
        r"\text{LogCoshError} = \log\left(\frac{\exp(\hat{y} - y) + \exp(\hat{y - y})}{2}\right)",
        r"\text{LogCoshError} = \log\left(\frac{\exp(\hat{y} - y) + \exp(y - \hat{y})}{2}\right)",
    ),
    "the root of minkowski_distance": (
        MINKOWSKI,
        r"d_{\text{Minkowski}} = \sum_{i}^N (| y_i - \hat{y_i} |^p)^\frac{1}{p}",
        r"d_{\text{Minkowski}} = \left(\sum_{i}^N | y_i - \hat{y_i} |^p\right)^\frac{1}{p}",
    ),
    "the sign of softmax_cross_entropy_with_integer_labels": (
        CROSS_ENTROPY,
        "\\sigma_i =\n\\log\\left(\\frac{\\exp(x_{i y_i})}{\\sum_j\n\\exp(x_{i j})}\\right)\\,.",
        "\\sigma_i =\n-\\log\\left(\\frac{\\exp(x_{i y_i})}{\\sum_j\n\\exp(x_{i j})}\\right)\\,.",
    ),
}


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(INSTALLED))


def verdict_on(text: str, comment: str) -> Verdict:
    return verify(Formula("docstring.py", 1, 1, text, "latex", parse_binding(comment)), ("lossref", "computed"))


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_wrong_is_refuted(name: str) -> None:
    comment, published, _ = PUBLISHED[name]

    verdict = verdict_on(published, comment)

    assert (verdict.state, verdict.counterexample is not None) == ("refuted", True), verdict.message


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_its_code_computes_is_verified(name: str) -> None:
    comment, _, mended = PUBLISHED[name]

    verdict = verdict_on(mended, comment)

    assert verdict.state == "verified", verdict.message


@pytest.mark.parametrize(
    "text",
    [
        r"\hat{y} - y + \widehat{y - y}",
        r"\frac{1}{n} \sum_i \left|\hat{y_i - y_i}\right|",
        r"\frac{1}{n} \sum_i \left|\hat{y_i - y_{i}}\right|",
        r"\frac{1}{n} \sum_i \left|\hat{y^{(i)} - y^{(i)}}\right|",
        r"\frac{1}{n} \sum_i \left|\hat{y_i} - y_i\right| \hat{y_i 1}",
    ],
)
def test_an_accent_over_several_symbols_never_verifies_a_formula(text: str) -> None:
    assert verdict_on(text, r"lossref.absolute_error(\hat{y}, y)").state != "verified"


def test_a_right_formula_is_not_verified_by_a_guess_of_what_an_accent_covers() -> None:
    spread = r"\frac{1}{n} \sum_i |\hat{y_i - z_i}|"

    guessed = verdict_on(spread, r"lossref.absolute_error(\hat{y}, \hat{z})")
    written = verdict_on(spread.replace("y_i - z_i", "y_i} - \\hat{z_i"), r"lossref.absolute_error(\hat{y}, \hat{z})")

    assert (guessed.state, written.state) == ("unsupported", "verified")


@given(
    st.lists(st.sampled_from([r"\hat", r"\bar", "{", "}", "y", "_", "^", "-", "+", "2", "|", r"\frac ", "1e5", "ŷ"]))
)
def test_whatever_stands_in_accents_nothing_else_of_a_formula_changes(pieces: list[str]) -> None:
    text = "".join(pieces)

    changed = spread(text)

    assert changed is None or spread(changed) is None
    assert changed is None or changed.count("y") == text.count("y")


def test_each_symbol_gets_the_accent_that_covered_all() -> None:
    assert spread(r"\exp(\widehat{y_{i-1} - 2\beta}) - \hat{y_i}") == (
        r"\exp((\hat{y} _ { i - 1 } - 2 \hat{\beta})) - \hat{y_i}"
    )


def test_a_number_with_a_label_on_the_left_is_another_name_and_without_one_it_is_not() -> None:
    concordance = r"\frac{2 \rho \sigma_x \sigma_y}{\sigma_x^2 + \sigma_y^2 + (\mu_x - \mu_y)^2}"
    comment = r"computed.regression.concordance(\rho, \sigma_x, \sigma_y, \mu_x, \mu_y)"

    assert verdict_on(rf"\rho_c = {concordance}", comment).state == "verified"
    assert verdict_on(rf"\rho = {concordance}", comment).state == "unsupported"
    assert verdict_on(rf"\sigma_x = {concordance}", comment).state == "unsupported"
