"""Oracles of the losses of `lossref.losses.logistic`."""

from __future__ import annotations

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

LABELS = 2.0 * (np.random.default_rng(11).random(41) < 0.3) - 1.0
OUTCOMES = (LABELS + 1) / 2
SHARE = float(np.mean(OUTCOMES))
SIGNS = st.sampled_from([-1.0, 1.0])
SCORES = st.floats(-1e150, 1e150) | st.floats(-8.0, 8.0)
EDGES = [
    (1.0 + 1e-9, 1.0),
    (1.0 - 1e-9, 1.0),
    (1e4, -1.0),
    (-1e4, -1.0),
    (1e-300, -1.0),
    (-1.0 + 1e-9, 1.0),
    (50.0, 1.0),
]


ORACLES = {
    "logistic_loss": Elementwise(
        term=lambda s, y: mpmath.log1p(mpmath.exp(-y * s)) if y * s > 0 else -y * s + mpmath.log1p(mpmath.exp(y * s)),
        pairs=st.tuples(st.floats(-700, 700), SIGNS),
        edges=[*EDGES, (-1e300, 1.0), (744.0, 1.0)],
        bayes=(LABELS, lambda y: float(np.log(SHARE / (1 - SHARE)))),
    ),
    "exponential": Elementwise(
        term=lambda s, y: mpmath.exp(-y * s),
        pairs=st.tuples(st.floats(-700, 700), SIGNS),
        edges=[(1e-9, 1.0), (700.0, -1.0), (650.0, 1.0), (0.0, 1.0)],
        bayes=(LABELS, lambda y: float(np.log(SHARE / (1 - SHARE))) / 2),
    ),
    "modified_huber": Elementwise(
        term=lambda s, y: max(mpf(0), 1 - y * s) ** 2 if y * s >= -1 else -4 * y * s,
        pairs=st.tuples(SCORES, SIGNS),
        edges=EDGES,
        bayes=(LABELS, lambda y: float(np.mean(y))),
    ),
}
