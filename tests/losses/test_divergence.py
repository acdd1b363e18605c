"""The divergence of two softmaxes against mpmath, near and far."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from lossref.divergence import divergence


def _surprisals(logits: Any, temperature: float) -> list[Any]:
    z = [mpf(float(x)) / mpf(temperature) for x in logits]
    top = max(range(len(z)), key=lambda k: z[k])
    rest = mpmath.fsum(mpmath.exp(x - z[top]) for k, x in enumerate(z) if k != top)
    return [z[top] - x + mpmath.log1p(rest) for x in z]


def _assert_exact(x: Any, y: Any, temperature: float) -> None:
    with np.errstate(all="ignore"):
        found = divergence(np.asarray(x), np.asarray(y), temperature)
    with mpmath.workdps(450):
        pairs = list(zip(_surprisals(x, temperature), _surprisals(y, temperature), strict=True))
        exact = mpmath.fsum(mpmath.exp(-a) * (b - a) for a, b in pairs)
        assert float(found.value) == pytest.approx(float(exact), rel=1e-12, abs=1e-300)
        scale = max(abs(float(b - a)) for a, b in pairs)
        for k, (a, b) in enumerate(pairs):
            assert float(found.log_ratio[k]) == pytest.approx(float(b - a), rel=1e-12, abs=1e-15 * scale)


@pytest.mark.parametrize("temperature", [1.0, 3.0])
@pytest.mark.parametrize("apart", [1e-12, 1e-9, 1e-4, 0.3, 1.0, 5.0, 300.0])
def test_it_is_exact_however_far_apart(apart: float, temperature: float) -> None:
    rng = np.random.default_rng(0)
    for _ in range(10):
        x = rng.normal(0.0, 3.0, 4)
        _assert_exact(x, x + apart * rng.normal(size=4), temperature)


def test_a_number_added_to_one_side_changes_nothing() -> None:
    x = np.array([1.0, 2.0, 2.0**-30])

    with np.errstate(all="ignore"):
        assert divergence(x, x + 4096.0).value == 0.0


def test_it_is_0_where_both_rule_a_class_out() -> None:
    with np.errstate(all="ignore"):
        found = divergence(np.array([-np.inf, 1.0]), np.array([-np.inf, 3.0]))

    assert found.value == 0.0
    np.testing.assert_array_equal(found.difference, [0.0, 0.0])


def test_it_is_infinite_where_only_the_second_rules_a_class_out() -> None:
    with np.errstate(all="ignore"):
        assert divergence(np.array([0.0, 1.0]), np.array([-np.inf, 1.0])).value == np.inf
