"""Oracles of the losses of `lossref.losses.robust`."""

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


# Most of the targets lie together; two are far off.
TARGETS = np.array([-0.3, -0.1, 0.0, 0.05, 0.2, 0.4, 30.0, -50.0])


def _found(slope: Any) -> Any:
    """The minimum near the median, where the slopes add to 0."""

    def location(targets: np.ndarray) -> float:
        low, high = -0.5, 0.5
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if np.sum(slope(middle - targets)) < 0 else (low, middle)
        return low

    return location


EDGES = [(1.0 + 1e-9, 1.0), (1e-9, 0.0), (1e-100, 0.0), (1.0, 0.0), (38.0, 0.0), (1e100, -1e100)]
OPTIONS = ({}, {"scale": 0.3}, {"scale": 1e100})

ORACLES = {
    "cauchy": Elementwise(
        term=lambda p, t, scale=1.0: mpmath.log1p(((p - t) / mpf(scale)) ** 2 / 2),
        pairs=st.tuples(REALS | NEAR, REALS | NEAR),
        edges=[*EDGES, (1e300, 0.0)],
        options=(*OPTIONS, {"scale": 1e-9}),
        bayes=(TARGETS, _found(lambda r: r / (1 + r**2 / 2))),
    ),
    "welsch": Elementwise(
        term=lambda p, t, scale=1.0: -mpmath.expm1(-(((p - t) / mpf(scale)) ** 2) / 2),
        pairs=st.tuples(NEAR, NEAR),
        edges=[edge for edge in EDGES if edge[0] < 100],
        options=OPTIONS,
        bayes=(TARGETS, _found(lambda r: r * np.exp(-(r**2) / 2))),
    ),
    "geman_mcclure": Elementwise(
        term=lambda p, t, scale=1.0: 2 * ((p - t) / mpf(scale)) ** 2 / (((p - t) / mpf(scale)) ** 2 + 4),
        pairs=st.tuples(NEAR, NEAR),
        edges=EDGES,
        options=OPTIONS,
        bayes=(TARGETS, _found(lambda r: r / (r**2 + 4) ** 2)),
    ),
}
