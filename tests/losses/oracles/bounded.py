"""Oracles of the losses of `lossref.losses.bounded`."""

from __future__ import annotations

from typing import Any

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


def _savage(s: Any, y: Any) -> Any:
    return 1 / (1 + mpmath.exp(y * s)) ** 2


ORACLES = {
    "zero_one": Elementwise(
        term=lambda s, y: mpf(1) if y * s <= 0 else mpf(0),
        pairs=st.tuples(SCORES, SIGNS).filter(lambda pair: pair[0] != 0),
        edges=EDGES,
    ),
    "ramp": Elementwise(
        term=lambda s, y: min(mpf(2), max(mpf(0), 1 - y * s)),
        pairs=st.tuples(SCORES, SIGNS).filter(lambda pair: abs(pair[0]) != 1),
        edges=EDGES,
    ),
    "savage": Elementwise(
        term=_savage,
        pairs=st.tuples(st.floats(-300, 300), SIGNS),
        edges=[(1e-9, 1.0), (50.0, 1.0), (-50.0, 1.0), (340.0, 1.0), (-700.0, 1.0)],
        bayes=(LABELS, lambda y: float(np.log(SHARE / (1 - SHARE)))),
    ),
}
