"""Oracles of the losses of `lossref.losses.absolute`."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)

TARGETS = np.array([1.0, 2.0, 3.0, -4.0, 8.0])

ORACLES = {
    "absolute_error": Elementwise(
        term=lambda p, t: abs(p - t),
        pairs=st.tuples(REALS, REALS),
        edges=[(1.0 + 1e-9, 1.0), (1e300, -1e300), (5e-324, 0.0)],
        is_kink=lambda p, t: p == t,
        bayes=(SKEWED, lambda y: float(np.median(y))),
    ),
    "absolute_percentage_error": Elementwise(
        term=lambda p, t: abs(p - t) / abs(t),
        pairs=st.tuples(REALS, NEAR.filter(lambda t: abs(t) > 1e-100)),
        edges=[(1.0 + 1e-9, 1.0), (1e300, -1e150), (0.0, 1e-300), (1e-9, -1e9)],
        is_kink=lambda p, t: p == t,
        # Counted 1, 1/2, 1/3, 1/4 and 1/8 times, the targets have their middle at 1.
        bayes=(TARGETS, lambda y: 1.0),
    ),
}
