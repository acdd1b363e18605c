"""Oracles of the losses of `lossref.losses.m_estimation` and `lossref.losses.general_robust`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
POSITIVE = st.floats(1e-30, 1e30) | st.floats(0.1, 10.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


TARGETS = np.array([-0.3, -0.1, 0.0, 0.05, 0.2, 0.4, 30.0, -50.0])


def _tukey(p: Any, t: Any, c: float = 4.685) -> Any:
    u, k = abs(p - t), mpf(c)
    return k**2 / 6 * (1 - (1 - (u / k) ** 2) ** 3) if u <= k else k**2 / 6


def _fair(p: Any, t: Any, c: float = 1.0) -> Any:
    u = abs(p - t) / mpf(c)
    return mpf(c) ** 2 * (u - mpmath.log1p(u))


def _general(p: Any, t: Any, alpha: float = 1.0, scale: float = 1.0) -> Any:
    a, square = mpf(alpha), ((p - t) / mpf(scale)) ** 2
    if a == 2:
        return square / 2
    if a == 0:
        return mpmath.log1p(square / 2)
    width = abs(a - 2)
    return width / a * ((square / width + 1) ** (a / 2) - 1)


def _found(slope: Any, low: float, high: float) -> Any:
    def location(targets: np.ndarray) -> float:
        below, above = low, high
        for _ in range(200):
            middle = (below + above) / 2
            below, above = (middle, above) if np.sum(slope(middle - targets)) < 0 else (below, middle)
        return below

    return location


EDGES = [(1.0 + 1e-9, 1.0), (1e-9, 0.0), (1e-100, 0.0), (1.0, 0.0), (38.0, 0.0), (1e100, -1e100)]

ORACLES = {
    "tukey_biweight": Elementwise(
        term=_tukey,
        pairs=st.tuples(NEAR, NEAR),
        edges=[*EDGES, (4.685 - 1e-9, 0.0), (4.685, 0.0), (4.685, 1e-38), (-5.685, -1.0000001), (4.7, 0.0)],
        options=({}, {"c": 0.3}, {"c": 1e100}),
        bayes=(TARGETS, _found(lambda r: np.where(np.abs(r) < 4.685, r * (1 - (r / 4.685) ** 2) ** 2, 0), -0.5, 0.5)),
    ),
    "fair": Elementwise(
        term=_fair,
        pairs=st.tuples(REALS | NEAR, REALS | NEAR),
        edges=[*EDGES, (1e300, 0.0), (1e-200, 0.0)],
        options=({}, {"c": 0.3}, {"c": 1e-100}, {"c": 1e100}, {"c": 1e150}),
        bayes=(SKEWED, _found(lambda r: r / (1 + np.abs(r)), 0.0, 20.0)),
    ),
    "general_robust": Elementwise(
        term=_general,
        pairs=st.tuples(NEAR, NEAR),
        edges=[*EDGES, (1e155, 0.0), (-1e300, 1.0), (1e200, 1e-200)],
        options=(
            {},
            *({"alpha": alpha} for alpha in (2.0, 0.0, 1e-9, -2.0, 1.5, 3.0, 2.0 - 1e-9, -1e20)),
            *({"scale": scale} for scale in (0.3, 1e-160, 1e160)),
            {"scale": 1e-200, "alpha": 0.0},
        ),
        bayes=(SKEWED, _found(lambda r: r / np.sqrt(1 + r**2), 0.0, 20.0)),
        draw=lambda rng, sizes: {
            "predictions": rng.normal(0, 2, sizes["n"]),
            "targets": rng.normal(0, 2, sizes["n"]),
            "scale": float(rng.uniform(0.2, 3.0)),
        },
    ),
}
