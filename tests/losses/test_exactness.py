"""Every loss and gradient against its oracle in 450 digits, which hold 1 beside e^-745."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from loss_draws import draw
from mpmath import mpf
from oracle import SMALLEST, Elementwise, Rowwise, Term, oracles, slopes, xlogy

import lossref

RELATIVE = 1e-12
# Below the smallest normal number a double has fewer digits to be right in.
ABSOLUTE = 1e-300

ORACLES = oracles()
ELEMENTWISE = {name: oracle for name, oracle in ORACLES.items() if isinstance(oracle, Elementwise)}
ROWWISE = {name: oracle for name, oracle in ORACLES.items() if isinstance(oracle, Rowwise)}


@pytest.fixture(autouse=True)
def _digits() -> Any:
    with mpmath.workdps(450):
        yield


def assert_exact(found: Any, exact: Any, scale: Any = 0) -> None:
    # Infinite is right where the exact number is beyond float64.
    if float(found) != float(exact):
        bound = RELATIVE * max(abs(exact), scale) + ABSOLUTE
        assert abs(mpf(float(found)) - exact) <= bound, f"{float(found)!r} is not {float(exact)!r}"


def _slope(term: Term, x: float, y: float, **options: Any) -> Any:
    # Differentiated from the value's formula, not copied from ours; the step is far below any gap between doubles.
    with mpmath.workdps(1600):
        centre = mpf(x)
        step = mpf(10) ** -400 * (abs(centre) or SMALLEST)
        rise = term(centre + step, mpf(y), **options) - term(centre - step, mpf(y), **options)
        return rise / (2 * step)


def _check(name: str, x: float, y: float, **options: Any) -> None:
    oracle = ELEMENTWISE[name]
    value, slope = lossref.get(name).value_and_gradient(x, y, **options)
    value_scale, slope_scale = oracle.scale(x, y)
    assert_exact(value, oracle.term(mpf(x), mpf(y), **options), value_scale)
    if not oracle.is_kink(x, y):
        assert_exact(slope, _slope(oracle.term, x, y, **options), slope_scale)


def test_every_loss_has_an_oracle() -> None:
    assert set(ORACLES) == set(lossref.names())


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_value_and_gradient_are_exact_at_the_edges(name: str) -> None:
    for options in ELEMENTWISE[name].options:
        for x, y in ELEMENTWISE[name].edges:
            _check(name, x, y, **options)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_value_and_gradient_are_exact_anywhere(name: str) -> None:
    @settings(max_examples=100, derandomize=True, database=None, deadline=None)
    @given(ELEMENTWISE[name].pairs)
    def check(pair: tuple[float, float]) -> None:
        _check(name, *pair)

    check()


@pytest.mark.parametrize("name", ROWWISE)
def test_value_and_gradient_of_rows_are_exact(name: str) -> None:
    for options in ROWWISE[name].options:
        for row in ROWWISE[name].edges:
            reduction = {"reduction": "sum"} if "weights" in lossref.get(name).arguments else {}
            value, slope = lossref.get(name).value_and_gradient(*row, **options, **reduction)

            oracle = ROWWISE[name]
            value_scale, slope_scale = oracle.scale(*row)
            assert_exact(value, oracle.term(*row, **options), value_scale)
            if not oracle.is_kink(*row):
                exact = oracle.slopes(*row, **options) if oracle.slopes else slopes(oracle.term, *row, **options)
                scales = slope_scale if isinstance(slope_scale, list) else [slope_scale] * len(exact)
                for found, right, scale in zip(np.ravel(slope), exact, scales, strict=True):
                    assert_exact(found, right, scale)


@pytest.mark.parametrize("weighted", [False, True], ids=["unweighted", "weighted"])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_reductions_are_exact(name: str, reduction: str, weighted: bool) -> None:
    rng, oracle = np.random.default_rng(3), ELEMENTWISE[name]
    x, y = (draw(name, rng, n=25)[key] for key in list(lossref.get(name).arguments)[:2])
    weights = np.where(rng.random(25) < 0.2, 0.0, rng.uniform(0, 5, 25)) if weighted else None
    value, slope = lossref.get(name).value_and_gradient(x, y, weights=weights, reduction=reduction)
    used = [mpf(1)] * 25 if weights is None else [mpf(w) for w in weights]
    count = mpmath.fsum(used) if reduction == "mean" else 1
    exact = mpmath.fsum(w * oracle.term(mpf(a), mpf(b)) for w, a, b in zip(used, x, y, strict=True)) / count

    assert_exact(value, exact)
    for i in range(25):
        assert_exact(slope[i], used[i] / count * _slope(oracle.term, x[i], y[i]))


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_class_weights_are_exact_in_both_reductions(reduction: str) -> None:
    oracle, rng = ROWWISE["softmax_cross_entropy"], np.random.default_rng(5)
    z, q = draw("softmax_cross_entropy", rng, n=6, C=4).values()
    w, c = rng.uniform(0, 2, 6), [0.5, 0.0, 2.0, 3.0]
    options = {"class_weights": c, "weights": w, "reduction": reduction}
    value, slope = lossref.softmax_cross_entropy.value_and_gradient(z, q, **options)
    mass = [mpf(u) * mpmath.fsum(mpf(a) * b for a, b in zip(c, row, strict=True)) for u, row in zip(w, q, strict=True)]
    count = mpmath.fsum(mass) if reduction == "mean" else 1
    terms = [oracle.term(list(a), list(b), class_weights=c) for a, b in zip(z, q, strict=True)]

    assert_exact(value, mpmath.fsum(mpf(u) * term for u, term in zip(w, terms, strict=True)) / count)
    for i in range(6):
        for found, exact in zip(slope[i], oracle.slopes(list(z[i]), list(q[i]), class_weights=c), strict=True):
            assert_exact(found, mpf(w[i]) * exact / count)


@pytest.mark.parametrize(("rate", "y"), [(1e-300, 0.0), (1e-30, 2.0), (1.0 + 1e-9, 1.0), (3.0, 3.0), (1e300, 7.0)])
def test_poisson_rates_are_exact(rate: float, y: float) -> None:
    value, slope = lossref.poisson_nll.value_and_gradient(rate, y, log_input=False)
    gain = xlogy(mpf(y), mpf(rate))

    assert_exact(value, mpf(rate) - gain, mpf(rate) + abs(gain))
    assert_exact(slope, _slope(lambda x, t: x - xlogy(t, x), rate, y))


def test_a_long_sum_keeps_its_digits() -> None:
    found = lossref.absolute_error(np.full(1_000_000, 0.1), np.zeros(1_000_000), reduction="sum")

    assert_exact(found, mpf(0.1) * 1_000_000)


NEVER_NEGATIVE = ["mmd_rbf", "fenchel_young"]


@pytest.mark.parametrize("name", NEVER_NEGATIVE)
def test_a_value_of_0_does_not_round_to_less(name: str) -> None:
    for seed in range(50):
        rng = np.random.default_rng(seed)
        if name == "mmd_rbf":
            samples = rng.normal(size=(5, 2))
            value = lossref.mmd_rbf(samples, rng.permutation(samples))
        else:
            logits = rng.normal(size=(1, 5))
            value = lossref.fenchel_young(logits, np.exp(logits) / np.exp(logits).sum())
        assert value >= 0.0
