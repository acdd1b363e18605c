"""Oracles of the losses of `lossref.losses.brier`."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from oracle import Elementwise

LABELS = 2.0 * (np.random.default_rng(11).random(41) < 0.3) - 1.0
OUTCOMES = (LABELS + 1) / 2
SHARE = float(np.mean(OUTCOMES))


ORACLES = {
    "brier": Elementwise(
        term=lambda p, t: (p - t) ** 2,
        pairs=st.tuples(st.floats(0, 1), st.floats(0, 1)),
        edges=[(1e-30, 0.0), (0.3, 0.3 + 1e-9), (1 - 2**-53, 1.0), (0.0, 1.0)],
        bayes=(OUTCOMES, lambda t: float(np.mean(t))),
    ),
}
