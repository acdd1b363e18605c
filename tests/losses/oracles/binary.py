"""Oracles of the losses of `lossref.losses.binary`."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from oracle import Elementwise, xlogy

OUTCOMES = (np.random.default_rng(11).random(41) < 0.3).astype(float)
PROBABILITIES = (1e-300, 1e-30, 1e-17, 1e-9, 0.5, 1 - 1e-9, 1 - 2**-53)

ORACLES = {
    "binary_cross_entropy": Elementwise(
        term=lambda p, t: -xlogy(t, p) - xlogy(1 - t, 1 - p),
        pairs=st.tuples(st.floats(1e-300, 1 - 1e-16), st.floats(0, 1) | st.sampled_from([0.0, 1.0])),
        edges=[
            *((p, t) for p in PROBABILITIES for t in (0.0, 0.3, 1.0)),
            (0.3, 0.3 + 1e-9),
            (1e-30, 1e-30),
            (1 - 2**-53, 1 - 1e-9),
        ],
        bayes=(OUTCOMES, lambda t: float(np.mean(t))),
    ),
}
