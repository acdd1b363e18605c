"""Oracles of the losses of `lossref.losses.margin`."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

LABELS = 2.0 * (np.random.default_rng(11).random(41) < 0.3) - 1.0
SCORES = st.floats(-1e150, 1e150) | st.floats(-8.0, 8.0)

ORACLES = {
    "hinge": Elementwise(
        term=lambda s, y, margin=1.0: max(mpf(0), mpf(margin) - y * s),
        pairs=st.tuples(SCORES, st.sampled_from([-1.0, 1.0])).filter(lambda pair: pair[0] * pair[1] != 1),
        edges=[(1.0 + 1e-9, 1.0), (1.0 - 1e-9, 1.0), (1e4, -1.0), (-1e300, 1.0), (1e-300, -1.0)],
        options=({}, {"margin": 2.3}),
        bayes=(LABELS, lambda y: float(np.sign(np.sum(y)))),
    ),
    "squared_hinge": Elementwise(
        term=lambda s, y: max(mpf(0), 1 - y * s) ** 2,
        pairs=st.tuples(SCORES, st.sampled_from([-1.0, 1.0])),
        edges=[(1.0 + 1e-9, 1.0), (1.0 - 1e-9, 1.0), (1e4, -1.0), (-1e150, 1.0), (1e-300, -1.0)],
        bayes=(LABELS, lambda y: float(np.mean(y))),
    ),
    "perceptron": Elementwise(
        term=lambda s, y: max(mpf(0), -y * s),
        pairs=st.tuples(SCORES, st.sampled_from([-1.0, 1.0])).filter(lambda pair: pair[0] != 0),
        edges=[(1e-9, 1.0), (-1e-9, 1.0), (1e4, -1.0), (-1e300, 1.0), (1e-300, -1.0)],
        bayes=(LABELS, lambda y: 0.0),
    ),
}
