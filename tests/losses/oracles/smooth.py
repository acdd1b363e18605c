"""Oracles of the losses of `lossref.losses.smooth`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


def _pseudo_huber(p: Any, t: Any, delta: float = 1.0) -> Any:
    d = mpf(delta)
    return d * d * (mpmath.sqrt(1 + ((p - t) / d) ** 2) - 1)


def _charbonnier(p: Any, t: Any, scale: float = 1.0) -> Any:
    return mpmath.sqrt(1 + ((p - t) / mpf(scale)) ** 2) - 1


def _location(slope: Any) -> Any:
    """The prediction at which the slopes of all terms add to 0, by bisection."""

    def found(targets: np.ndarray) -> float:
        low, high = float(np.min(targets)), float(np.max(targets))
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if np.sum(slope(middle - targets)) < 0 else (low, middle)
        return low

    return found


EDGES = [(1.0 + 1e-9, 1.0), (1e-9, 0.0), (1e-100, 0.0), (1.0, 0.0), (300.0, -700.0), (1e300, 0.0), (-1e154, 1e154)]

ORACLES = {
    "pseudo_huber": Elementwise(
        term=_pseudo_huber,
        pairs=st.tuples(REALS | NEAR, REALS | NEAR),
        edges=EDGES,
        options=({}, {"delta": 0.3}, {"delta": 1e-200}, {"delta": 1e100}),
        bayes=(SKEWED, _location(lambda r: r / np.sqrt(1 + r**2))),
    ),
    "charbonnier": Elementwise(
        term=_charbonnier,
        pairs=st.tuples(REALS | NEAR, REALS | NEAR),
        edges=EDGES,
        options=({}, {"scale": 0.3}, {"scale": 1e-100}, {"scale": 1e100}),
        bayes=(SKEWED, _location(lambda r: r / np.sqrt(1 + r**2))),
    ),
    "log_cosh": Elementwise(
        term=lambda p, t: mpmath.log(mpmath.cosh(p - t)) if abs(p - t) < 1000 else abs(p - t) - mpmath.log(2),
        pairs=st.tuples(NEAR, NEAR),
        edges=[edge for edge in EDGES if abs(edge[0]) < 1e10],
        bayes=(SKEWED, _location(np.tanh)),
    ),
}
