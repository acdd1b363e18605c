"""Oracles of the losses of `lossref.losses.sparsemax`."""

from __future__ import annotations

from typing import Any

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


def _binary(s: Any, t: Any) -> Any:
    m = (2 * t - 1) * s
    return mpf(0) if m >= 1 else -m if m <= -1 else (1 - m) ** 2 / 4


ORACLES = {
    "binary_sparsemax": Elementwise(
        term=_binary,
        pairs=st.tuples(SCORES, st.sampled_from([0.0, 1.0])),
        edges=[(s, (y + 1) / 2) for s, y in EDGES],
        bayes=(OUTCOMES, lambda t: 2 * float(np.mean(t)) - 1),
    ),
}
