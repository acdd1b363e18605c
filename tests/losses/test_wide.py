"""Numbers of any size keep all digits of float64."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf

from lossref.wide import Wide, wide, wide_exp

EXPONENTS = st.floats(-2e5, 700.0)


def exact(x: Wide) -> mpf:
    return mpf(float(x.mantissa)) * mpf(2) ** int(x.exponent)


def powers(*exponents: float) -> Wide:
    return wide_exp(np.array(exponents), np.zeros(len(exponents)))


@given(EXPONENTS, st.floats(-1e-12, 1e-12))
def test_a_power_has_all_digits(x: float, rest: float) -> None:
    with mpmath.workdps(60):
        right = mpmath.exp(mpf(x) + mpf(rest))
        assert abs(exact(wide_exp(np.array(x), np.array(rest))) / right - 1) < 1e-15


@given(EXPONENTS, EXPONENTS)
def test_products_sums_and_quotients_have_all_digits(x: float, y: float) -> None:
    both = powers(x, y)
    a, b = exact(both[0]), exact(both[1])
    with mpmath.workdps(60):
        assert abs(exact(both[0] * both[1]) / (a * b) - 1) < 1e-15
        assert abs(exact(both.sum(axis=0)) / (a + b) - 1) < 1e-15
        if 1e-300 < a / b < 1e300:
            assert abs(mpf(float(both[0].over(both[1]))) / (a / b) - 1) < 1e-15


@given(st.floats(-1e300, -1.0))
def test_the_logarithm_of_a_power_is_its_exponent(x: float) -> None:
    assert float(powers(x).log()[0]) == pytest.approx(x, rel=1e-15)


def test_0_adds_nothing_to_the_least_number() -> None:
    both = powers(-np.inf, -1e5)

    assert float(both[0].mantissa) == 0.0
    assert exact(both.sum(axis=0)) == exact(both[1])
    assert float((both[0] * both[1]).mantissa) == 0.0
    assert float(both[0].log()) == -np.inf
    assert float(wide(np.zeros(2)).sum(axis=0).mantissa) == 0.0


def test_nan_passes_through() -> None:
    both = powers(np.nan, -3.0)

    assert np.isnan(both.sum(axis=0).mantissa)
    assert np.isnan((both[0] * both[1]).mantissa)
    assert list(np.isnan(both.as_floats())) == [True, False]
