"""The stable pieces against mpmath, where the textbook expressions lose their digits."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossref.numerics import (
    difference,
    expm1_surplus,
    least_subgradient_of_maximum,
    product,
    row_lengths,
    running_sum,
    sigmoid,
    softmax,
    softplus,
    sparsemax,
    step,
    sum_of_others,
    tilted_softmax,
    xlog1py,
    xlogy,
)

_wide = st.floats(-1e4, 1e4) | st.floats(-1e-6, 1e-6)


def _near(found: object, exact: object) -> bool:
    return float(found) == pytest.approx(float(exact), rel=1e-12, abs=1e-300)  # type: ignore[arg-type]


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(_wide)
def test_softplus_and_sigmoid_keep_full_relative_accuracy(x: float) -> None:
    with mpmath.workdps(450):
        exponential = mpmath.exp(-mpmath.mpf(x))
        assert _near(sigmoid(np.asarray(x)), 1 / (1 + exponential))
        # log(1 + e^x), in a form in which e^-10000 is not lost beside 1.
        assert _near(softplus(np.asarray(x)), max(x, 0) + mpmath.log1p(mpmath.exp(-abs(mpmath.mpf(x)))))


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(st.floats(-1e4, 700.0) | st.floats(-1.0, 1.0) | st.floats(-1e-6, 1e-6))
def test_the_surplus_of_the_exponential_keeps_full_relative_accuracy(x: float) -> None:
    with mpmath.workdps(900), np.errstate(all="ignore"):
        assert _near(expm1_surplus(np.asarray(x)), mpmath.exp(mpmath.mpf(x)) - 1 - mpmath.mpf(x))


def test_the_surplus_of_the_exponential_is_infinite_at_both_ends() -> None:
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(expm1_surplus(np.array([-np.inf, np.inf, np.nan])), [np.inf, np.inf, np.nan])


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(st.floats(-1e200, 1e200), st.floats(-1e200, 1e200))
def test_a_difference_and_what_it_lost_are_exact(x: float, y: float) -> None:
    rounded, lost = difference(np.asarray(x), np.asarray(y))
    with mpmath.workdps(900):
        assert mpmath.mpf(float(rounded)) + mpmath.mpf(float(lost)) == mpmath.mpf(x) - mpmath.mpf(y)


def test_zero_times_a_logarithm_of_zero_is_zero() -> None:
    zero = np.zeros(1)

    with np.errstate(divide="ignore", invalid="ignore"):
        assert xlogy(zero, zero) == 0.0
        assert xlog1py(zero, zero - 1.0) == 0.0
        assert np.isposinf(-xlogy(zero + 1.0, zero))


def test_nan_is_not_hidden_by_zero() -> None:
    assert np.isnan(product(np.zeros(1), np.full(1, np.nan)))


def test_an_infinite_factor_of_zero_has_no_limit() -> None:
    with np.errstate(invalid="ignore"):
        assert np.isnan(product(np.full(1, np.inf), np.zeros(1)))


def test_the_step_is_0_at_its_kink_and_nan_at_nan() -> None:
    np.testing.assert_array_equal(step(np.array([-1.0, 0.0, 1e-300, np.nan])), [0.0, 0.0, 1.0, np.nan])


def test_the_others_of_a_giant_are_not_lost() -> None:
    np.testing.assert_array_equal(sum_of_others(np.array([1e20, 1.0, 2.0])), [3.0, 1e20, 1e20])


def test_the_others_of_one_are_none() -> None:
    assert sum_of_others(np.array([5.0])) == 0.0


def test_the_others_of_equals_are_equal() -> None:
    np.testing.assert_array_equal(sum_of_others(np.ones((2, 3))), np.full((2, 3), 2.0))


@settings(max_examples=100, derandomize=True, database=None, deadline=None)
@given(st.lists(_wide, min_size=1, max_size=6))
def test_the_parts_of_a_softmax_are_exact(logits: list[float]) -> None:
    parts = softmax(np.array(logits))
    with mpmath.workdps(450):
        powers = [mpmath.exp(mpmath.mpf(z) - max(logits)) for z in logits]
        total = mpmath.fsum(powers)
        for k, power in enumerate(powers):
            others = mpmath.fsum(p for j, p in enumerate(powers) if j != k)
            assert _near(parts.powers[k] / parts.total[0], power / total)
            assert _near(parts.others[k] / parts.total[0], others / total)
            assert _near(parts.surprisal[k], max(logits) - mpmath.mpf(logits[k]) + mpmath.log1p(total - 1))


@settings(max_examples=100, derandomize=True, database=None, deadline=None)
@given(st.lists(st.tuples(_wide, st.floats(-10.0, 0.0)), min_size=1, max_size=6))
def test_the_tilt_of_a_softmax_is_not_rounded_away(pairs: list[tuple[float, float]]) -> None:
    logits, tilt = np.array(pairs).T
    parts = tilted_softmax(logits, tilt)
    with mpmath.workdps(450):
        sums = [mpmath.mpf(z) + t for z, t in pairs]
        powers = [mpmath.exp(x - max(sums)) for x in sums]
        for k, power in enumerate(powers):
            assert _near(parts.powers[k] / parts.total[0], power / mpmath.fsum(powers))


def test_a_tilt_rules_classes_out() -> None:
    ruled_out = np.array([-np.inf, 0.0])
    with np.errstate(invalid="ignore"):
        found = tilted_softmax(np.array([[np.inf, 0.0], [0.0, -np.inf], [5.0, 0.0]]), ruled_out + np.zeros((3, 2)))

    np.testing.assert_array_equal(found.powers, [[0.0, 1.0]] * 3)


def test_a_tilted_softmax_hides_no_nan() -> None:
    with np.errstate(invalid="ignore"):
        found = tilted_softmax(np.array([[np.nan, 0.0], [np.inf, np.inf]]), np.zeros((2, 2)))

    assert np.isnan(found.powers / found.total).all()


@settings(max_examples=100, derandomize=True, database=None, deadline=None)
@given(st.lists(st.tuples(_wide, st.integers(0, 9)), min_size=1, max_size=6))
def test_the_slopes_of_a_mean_are_exact(pairs: list[tuple[float, int]]) -> None:
    logits, x = np.array(pairs).T
    found = softmax(logits).slopes_of_mean(x)
    with mpmath.workdps(450):
        powers = [mpmath.exp(mpmath.mpf(z) - max(logits)) for z in logits]
        total = mpmath.fsum(powers)
        for k, power in enumerate(powers):
            parts = [power * other * (x[k] - a) / total**2 for other, a in zip(powers, x, strict=True)]
            # Numbers above and below x[k] may cancel.
            bound = 1e-14 * mpmath.fsum(abs(part) for part in parts) + 1e-300
            assert abs(mpmath.mpf(found[k]) - mpmath.fsum(parts)) <= bound


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(st.floats(-1e150, 1e150), st.floats(-1e150, 1e150))
def test_a_difference_and_what_its_rounding_lost_are_exact(x: float, y: float) -> None:
    rounded, lost = difference(np.asarray(x), np.asarray(y))

    assert Fraction(float(rounded)) + Fraction(float(lost)) == Fraction(x) - Fraction(y)


def test_a_difference_of_infinite_numbers_loses_nothing() -> None:
    with np.errstate(invalid="ignore"):
        assert difference(np.asarray(np.inf), np.asarray(1.0)) == (np.inf, 0.0)


def test_a_running_sum_and_what_it_lost_are_exact() -> None:
    sums, lost = running_sum(np.array([1.0, 1e-20, 1e-20]))

    np.testing.assert_array_equal(sums, [1.0, 1.0, 1.0])
    np.testing.assert_array_equal(lost, [0.0, 1e-20, 2e-20])


def test_the_nearest_point_of_the_simplex() -> None:
    with np.errstate(invalid="ignore"):
        points, below = sparsemax(np.array([[1.0, 0.5, -3.0], [np.inf, 0.0, 0.0], [0.0, 0.0, 0.0]]))

    np.testing.assert_allclose(points, [[0.75, 0.25, 0], [1, 0, 0], [1 / 3, 1 / 3, 1 / 3]], rtol=1e-15)
    np.testing.assert_allclose(below, [[0, 0, 3.25], [0, np.inf, np.inf], [0, 0, 0]], rtol=1e-15)


def test_the_largest_numbers_share_the_slope_unless_the_own_is_one() -> None:
    rows, own = np.array([[1.0, 2.0, 2.0], [2.0, 2.0, 1.0]]), np.array([1.0, 0.0, 0.0])

    np.testing.assert_array_equal(least_subgradient_of_maximum(rows, own), [[-1.0, 0.5, 0.5], [0.0, 0.0, 0.0]])


def test_an_infinite_number_is_the_direction_of_its_row_and_two_are_none() -> None:
    rows = np.array([[3.0, 4.0], [0.0, 0.0], [-np.inf, 5.0], [np.inf, np.inf], [np.inf, np.nan]])
    with np.errstate(all="ignore"):
        lengths, directions = row_lengths(rows)

    np.testing.assert_array_equal(lengths, [5.0, 0.0, np.inf, np.nan, np.nan])
    np.testing.assert_array_equal(directions[:3], [[0.6, 0.8], [0.0, 0.0], [-1.0, 0.0]])
    assert np.isnan(directions[3:]).all()
