"""Every loss and gradient against the same formula in 450 digits, which hold 1 beside e^-745."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loss_draws import draw
from mpmath import mpf

import lossref

RELATIVE = 1e-12
# Below the smallest normal number a double has fewer digits to be right in.
ABSOLUTE = 1e-300

Term = Callable[..., Any]


@pytest.fixture(autouse=True)
def _digits() -> Any:
    with mpmath.workdps(450):
        yield


def _xlogy(x: Any, y: Any) -> Any:
    return mpf(0) if x == 0 else x * mpmath.log(y)


def _huber(p: Any, t: Any, delta: float = 1.0) -> Any:
    r, d = abs(p - t), mpf(delta)
    return r * r / 2 if r <= d else d * (r - d / 2)


def _poisson(z: Any, y: Any, log_input: bool = True) -> Any:
    return mpmath.exp(z) - y * z if log_input else z - _xlogy(y, z)


def _softmax_cross_entropy(z: Any, q: Any) -> Any:
    total = mpmath.log(mpmath.fsum(mpmath.exp(x) for x in z))
    return mpmath.fsum(w * (total - x) for w, x in zip(q, z, strict=True) if w)


def _l2(w: Any, strength: float = 1.0) -> Any:
    return mpf(strength) / 2 * mpmath.fsum(x * x for x in w)


ELEMENTWISE: dict[str, Term] = {
    "squared_error": lambda p, t: (p - t) ** 2,
    "absolute_error": lambda p, t: abs(p - t),
    "huber": _huber,
    "poisson_nll": _poisson,
    "binary_cross_entropy": lambda p, t: -_xlogy(t, p) - _xlogy(1 - t, 1 - p),
    "hinge": lambda s, y, margin=1.0: max(mpf(0), mpf(margin) - y * s),
}
ROWWISE: dict[str, Term] = {"softmax_cross_entropy": _softmax_cross_entropy}
OF_ALL: dict[str, Term] = {"l2_penalty": _l2}

_reals = st.floats(-1e150, 1e150)
_near = st.floats(-8.0, 8.0)
_inside = st.floats(1e-300, 1 - 1e-16)
PAIRS = {
    "squared_error": st.tuples(_reals, _reals),
    "absolute_error": st.tuples(_reals, _reals),
    "huber": st.tuples(_reals | _near, _reals | _near),
    "poisson_nll": st.tuples(st.floats(-1e4, 709), st.floats(0, 1e9)),
    "binary_cross_entropy": st.tuples(_inside, st.floats(0, 1) | st.sampled_from([0.0, 1.0])),
    "hinge": st.tuples(_reals | _near, st.sampled_from([-1.0, 1.0])),
}

EDGES = {
    "squared_error": [(1.0 + 1e-9, 1.0), (1e154, -1e154), (1e-154, 0.0), (1e300, 1e300)],
    "absolute_error": [(1.0 + 1e-9, 1.0), (1e300, -1e300), (5e-324, 0.0)],
    "huber": [(1.0 + 1e-9, 1.0), (1.0, 0.0), (1.0 + 2e-16, 0.0), (1e300, 0.0), (-1e300, 1.0)],
    "poisson_nll": [(-1e4, 0.0), (-1e4, 3.0), (709.0, 1e300), (1e-9, 5.0), (0.0, 1.0 + 1e-9), (-700.0, 1e-300)],
    "binary_cross_entropy": [
        *((p, t) for p in (1e-300, 1e-30, 1e-17, 1e-9, 0.5, 1 - 1e-9, 1 - 2**-53) for t in (0.0, 0.3, 1.0)),
        (0.3, 0.3 + 1e-9),
        (1e-30, 1e-30),
        (1 - 2**-53, 1 - 1e-9),
    ],
    "hinge": [(1.0 + 1e-9, 1.0), (1.0 - 1e-9, 1.0), (1e4, -1.0), (-1e300, 1.0), (1e-300, -1.0)],
}


def assert_exact(found: Any, exact: Any, scale: Any = 0) -> None:
    found, bound = mpf(float(found)), RELATIVE * max(abs(exact), scale) + ABSOLUTE
    # Infinite is right where the exact number is beyond float64.
    assert abs(found - exact) <= bound or float(exact) == float(found), f"{float(found)!r} is not {float(exact)!r}"


def _slope(term: Term, x: float, *rest: Any) -> Any:
    # Differentiated from the value's formula, not copied from ours; the step is far below any gap between doubles.
    with mpmath.workdps(1100):
        x = mpf(x)
        step = mpf(10) ** -200 * (abs(x) or 1)
        return (term(x + step, *rest) - term(x - step, *rest)) / (2 * step)


def _scale(name: str, x: float, y: float) -> tuple[Any, Any]:
    # The parts of a Poisson term can cancel; the result is as exact as the larger part.
    if name != "poisson_nll":
        return 0, 0
    return mpmath.exp(x) + abs(mpf(x) * y), mpmath.exp(x) + y


def _check_elementwise(name: str, x: float, y: float) -> None:
    term, loss = ELEMENTWISE[name], lossref.get(name)
    value_scale, slope_scale = _scale(name, x, y)
    assert_exact(loss(x, y), term(mpf(x), mpf(y)), value_scale)
    assert_exact(loss.gradient(x, y), _slope(term, x, mpf(y)), slope_scale)


def test_every_loss_has_its_formula_here() -> None:
    assert {*ELEMENTWISE, *ROWWISE, *OF_ALL} == set(lossref.names())


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_value_and_gradient_are_exact_at_the_edges(name: str) -> None:
    for x, y in EDGES[name]:
        _check_elementwise(name, x, y)


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_value_and_gradient_are_exact_anywhere(name: str) -> None:
    @settings(max_examples=100, derandomize=True, database=None, deadline=None)
    @given(PAIRS[name])
    def check(pair: tuple[float, float]) -> None:
        kinked = {"absolute_error": pair[0] == pair[1], "hinge": pair[0] * pair[1] == 1}
        if not kinked.get(name):
            _check_elementwise(name, *pair)

    check()


@pytest.mark.parametrize(("name", "options"), [("huber", {"delta": 0.3}), ("hinge", {"margin": 2.5})])
def test_a_parameter_is_exact_too(name: str, options: dict[str, float]) -> None:
    rng = np.random.default_rng(1)
    arguments = draw(name, rng) | options
    value, slope = lossref.get(name).value_and_gradient(**arguments, reduction="none")
    x, y = list(arguments.values())[:2]

    def term(a: Any, b: Any) -> Any:
        return ELEMENTWISE[name](a, b, **options)

    for i in range(len(x)):
        assert_exact(value[i], term(mpf(x[i]), mpf(y[i])))
        assert_exact(slope[i], _slope(term, x[i], mpf(y[i])))


@pytest.mark.parametrize(("rate", "y"), [(1e-300, 0.0), (1e-30, 2.0), (1.0 + 1e-9, 1.0), (3.0, 3.0), (1e300, 7.0)])
def test_poisson_rates_are_exact(rate: float, y: float) -> None:
    def term(x: Any, t: Any) -> Any:
        return _poisson(x, t, log_input=False)

    value, slope = lossref.poisson_nll.value_and_gradient(rate, y, log_input=False)

    assert_exact(value, term(mpf(rate), mpf(y)), mpf(rate) + abs(_xlogy(mpf(y), mpf(rate))))
    assert_exact(slope, _slope(term, rate, mpf(y)))


LOGITS = [
    [50.0, 0.0, -50.0],
    [1e4, -1e4, 0.0],
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [0.0, 0.0, 0.0],
    [-700.0, 30.0, 29.0],
    [-1e-300, 1e-300, 0.0],
]


def _softmax_slope(z: list[float], q: list[float], k: int) -> Any:
    total = mpmath.fsum(mpmath.exp(mpf(x) - max(z)) for x in z)
    share = [mpmath.exp(mpf(x) - max(z)) / total for x in z]
    # 1 - p written as the sum of the others, since even 450 digits cannot hold 1 - e^-1e300.
    others = mpmath.fsum(share[j] for j in range(len(z)) if j != k)
    rest = mpmath.fsum(mpf(q[j]) for j in range(len(z)) if j != k)
    return share[k] * rest - mpf(q[k]) * others


@pytest.mark.parametrize("label", [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.25, 0.25], [1 - 2**-33, 2**-33, 0]])
@pytest.mark.parametrize("logits", LOGITS, ids=str)
def test_softmax_cross_entropy_is_exact(logits: list[float], label: list[float]) -> None:
    value, slope = lossref.softmax_cross_entropy.value_and_gradient(logits, label)
    highest = max(logits)
    others = mpmath.fsum(mpmath.exp(mpf(x) - highest) for x in logits) - 1
    exact = mpmath.fsum(q * (mpf(highest) - z + mpmath.log1p(others)) for q, z in zip(label, logits, strict=True))

    assert_exact(value, exact)
    for k in range(3):
        assert_exact(slope[k], _softmax_slope(logits, label, k))


def _reduced(values: list[Any], weights: list[float] | None, reduction: str) -> tuple[Any, list[Any]]:
    """Σwℓ (/ Σw), and the factor of each term's gradient."""
    used = [mpf(1)] * len(values) if weights is None else [mpf(w) for w in weights]
    total = mpmath.fsum(w * v for w, v in zip(used, values, strict=True))
    count = mpmath.fsum(used) if reduction == "mean" else mpf(1)
    return total / count, [w / count for w in used]


@pytest.mark.parametrize("weighted", [False, True], ids=["unweighted", "weighted"])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_reductions_are_exact(name: str, reduction: str, weighted: bool) -> None:
    rng = np.random.default_rng(3)
    x, y, *_ = draw(name, rng, n=40).values()
    weights = np.where(rng.random(40) < 0.2, 0.0, rng.uniform(0, 5, 40)) if weighted else None
    value, slope = lossref.get(name).value_and_gradient(x, y, weights=weights, reduction=reduction)
    terms = [ELEMENTWISE[name](mpf(a), mpf(b)) for a, b in zip(x, y, strict=True)]
    exact, factors = _reduced(terms, weights, reduction)

    assert_exact(value, exact)
    for i in range(40):
        assert_exact(slope[i], factors[i] * _slope(ELEMENTWISE[name], x[i], mpf(y[i])))


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_softmax_reductions_with_class_weights_are_exact(reduction: str) -> None:
    rng = np.random.default_rng(5)
    z, q = draw("softmax_cross_entropy", rng, n=6, C=4).values()
    w, c = rng.uniform(0, 2, 6), np.array([0.5, 0.0, 2.0, 3.0])
    value, slope = lossref.softmax_cross_entropy.value_and_gradient(
        z, q, class_weights=c, weights=w, reduction=reduction
    )
    mass = [[mpf(a) * mpf(b) for a, b in zip(c, row, strict=True)] for row in q]
    rows = [_softmax_cross_entropy([mpf(x) for x in a], b) for a, b in zip(z, mass, strict=True)]
    count = mpmath.fsum(mpf(u) * mpmath.fsum(b) for u, b in zip(w, mass, strict=True)) if reduction == "mean" else 1

    assert_exact(value, mpmath.fsum(mpf(u) * v for u, v in zip(w, rows, strict=True)) / count)
    for i in range(6):
        for k in range(4):
            assert_exact(slope[i, k], mpf(w[i]) * _softmax_slope(list(z[i]), mass[i], k) / count)


@pytest.mark.parametrize("params", [[3.0, -4.0], [1e-9, 1.0], [1e150, 1.0], [-1e-150]], ids=str)
def test_l2_penalty_is_exact(params: list[float]) -> None:
    value, slope = lossref.l2_penalty.value_and_gradient(params, strength=0.3)

    assert_exact(value, _l2([mpf(w) for w in params], 0.3))
    for found, w in zip(slope, params, strict=True):
        assert_exact(found, mpf(0.3) * mpf(w))


def test_a_long_sum_keeps_its_digits() -> None:
    found = lossref.absolute_error(np.full(1_000_000, 0.1), np.zeros(1_000_000), reduction="sum")

    assert_exact(found, mpf(0.1) * 1_000_000)
