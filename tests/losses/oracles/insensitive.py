"""Oracles of the losses of `lossref.losses.insensitive`."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


def _beyond(p: Any, t: Any, epsilon: float = 0.1) -> Any:
    return max(mpf(0), abs(p - t) - mpf(epsilon))


def _balance(targets: np.ndarray) -> float:
    """Where what lies more than 0.1 above weighs as much as what lies more than 0.1 below, by bisection."""
    low, high = float(np.min(targets)), float(np.max(targets))
    for _ in range(200):
        middle = (low + high) / 2
        above = np.sum(np.maximum(0, targets - middle - 0.1)) > np.sum(np.maximum(0, middle - targets - 0.1))
        low, high = (middle, high) if above else (low, middle)
    return low


EDGES = [(1.0 + 1e-9, 1.0), (1e300, 0.0), (0.1 + 1e-9, 0.0), (-0.5, 1e-9), (1e154, 0.0)]
OPTIONS = ({}, {"epsilon": 0.0}, {"epsilon": 2.5}, {"epsilon": 1e-200})

ORACLES = {
    "epsilon_insensitive": Elementwise(
        term=_beyond,
        pairs=st.tuples(REALS, REALS),
        edges=EDGES,
        options=OPTIONS,
        is_kink=lambda p, t: p == t,
        # Between the lower and the upper half, right where the tube ends for one of each.
        bayes=(np.array([0.0, 0.2, -3.0, 5.0]), lambda y: 0.1),
    ),
    "squared_epsilon_insensitive": Elementwise(
        term=lambda p, t, epsilon=0.1: _beyond(p, t, epsilon) ** 2,
        pairs=st.tuples(REALS, REALS),
        edges=EDGES,
        options=OPTIONS,
        bayes=(SKEWED, _balance),
    ),
}
