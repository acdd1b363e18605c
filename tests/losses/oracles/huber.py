"""Oracles of the losses of `lossref.losses.huber`."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


def _huber(p: Any, t: Any, delta: float = 1.0) -> Any:
    r, d = abs(p - t), mpf(delta)
    return r * r / 2 if r <= d else d * (r - d / 2)


def _smooth_l1(p: Any, t: Any, beta: float = 1.0) -> Any:
    r, b = abs(p - t), mpf(beta)
    return r * r / (2 * b) if r < b else r - b / 2


def _huber_location(targets: np.ndarray) -> float:
    estimate = float(np.median(targets))
    for _ in range(200):
        estimate += float(np.mean(np.clip(targets - estimate, -1.0, 1.0)))
    return estimate


EDGES = [(1.0 + 1e-9, 1.0), (1.0, 0.0), (1.0 + 2e-16, 0.0), (1e300, 0.0), (-1e300, 1.0)]

ORACLES = {
    "huber": Elementwise(
        term=_huber,
        pairs=st.tuples(REALS | NEAR, REALS | NEAR),
        edges=EDGES,
        options=({}, {"delta": 0.3}, {"delta": 1e-200}, {"delta": 1e100}),
        bayes=(SKEWED, _huber_location),
    ),
    "smooth_l1": Elementwise(
        term=_smooth_l1,
        pairs=st.tuples(REALS | NEAR, REALS | NEAR),
        edges=EDGES,
        options=({}, {"beta": 0.0}, {"beta": 0.3}, {"beta": 1e-200}, {"beta": 1e100}),
        bayes=(SKEWED, _huber_location),
    ),
}
