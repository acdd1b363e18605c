"""Oracles of the losses of `lossref.losses.gaussian`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Rowwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
POSITIVE = st.floats(1e-30, 1e30) | st.floats(0.1, 10.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


RNG = np.random.default_rng(5)


def _nll(p: list[Any], t: list[float], v: list[float], full: bool = False) -> Any:
    constant = mpmath.log(2 * mpmath.pi) / 2 if full else 0
    terms = ((mpmath.log(c) + (a - mpf(b)) ** 2 / c) / 2 for a, b, c in zip(p, t, map(mpf, v), strict=True))
    return mpmath.fsum(terms) + len(p) * constant


def _nll_parts(p: list[float], t: list[float], v: list[float], full: bool = False) -> tuple[Any, Any]:
    return (
        mpmath.fsum(abs(mpmath.log(c)) + (mpf(a) - mpf(b)) ** 2 / c for a, b, c in zip(p, t, map(mpf, v), strict=True)),
        0,
    )


def _crps(p: list[Any], t: list[float], scale: list[float]) -> Any:
    total = mpf(0)
    for a, b, s in zip(p, t, map(mpf, scale), strict=True):
        w = (mpf(b) - a) / s
        total += s * (w * mpmath.erf(w / mpmath.sqrt(2)) + 2 * mpmath.npdf(w) - 1 / mpmath.sqrt(mpmath.pi))
    return total


def _blurred_median(targets: np.ndarray) -> float:
    low, high = float(np.min(targets)), float(np.max(targets))
    for _ in range(200):
        middle = (low + high) / 2
        above = sum(mpmath.erf((t - middle) / mpmath.sqrt(2)) for t in targets) > 0
        low, high = (middle, high) if above else (low, middle)
    return low


ONES = np.ones((41, 1))
WEIGHTED = RNG.uniform(0.5, 3.0, 41)

ORACLES = {
    "gaussian_nll": Rowwise(
        term=_nll,
        edges=[
            ([1.0 + 1e-9], [1.0], [1e-18]),
            ([1e200], [0.0], [1e300]),
            ([1e-200], [0.0], [1e-300]),
            ([0.0, 3.0], [0.0, 1.0], [1.0, 4.0]),
        ],
        options=({}, {"full": True}),
        scale=_nll_parts,
        bayes=(
            {"targets": SKEWED[:, np.newaxis], "variance": WEIGHTED[:, np.newaxis]},
            [float(np.sum(SKEWED / WEIGHTED) / np.sum(1 / WEIGHTED))],
        ),
    ),
    "crps_gaussian": Rowwise(
        term=lambda p, t, **options: _crps(p, t, **options),
        edges=[([0.0, 1.0, -30.0, 1e-9], [0.0, 0.3, 5.0, 0.0])],
        options=({"scale": [1.0, 0.5, 2.0, 1.0]}, {"scale": [1e9, 1e-9, 3.0, 1e-5]}),
        bayes=({"targets": SKEWED[:, np.newaxis], "scale": ONES}, [_blurred_median(SKEWED)]),
    ),
}
