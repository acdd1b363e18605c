"""Oracles of the losses of `lossref.losses.logarithmic`."""

from __future__ import annotations

import math

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
POSITIVE = st.floats(1e-30, 1e30) | st.floats(0.1, 10.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


ORACLES = {
    "squared_log_error": Elementwise(
        term=lambda p, t: (mpmath.log(1 + p) - mpmath.log(1 + mpf(t))) ** 2,
        pairs=st.tuples(st.floats(-0.999, 1e150), st.floats(-0.999, 1e150)),
        edges=[(1.0 + 1e-9, 1.0), (1e-9, 0.0), (-1 + 1e-12, 1e6), (1e6, -1 + 1e-12), (1e300, 1.0), (1e-100, 2e-100)],
        bayes=(SKEWED, lambda y: float(np.expm1(np.mean(np.log1p(y))))),
        span=(-1 + 1e-9, math.inf),
        draw=lambda rng, sizes: {
            "predictions": rng.uniform(-0.9, 40.0, sizes["n"]),
            "targets": rng.uniform(-0.9, 1.0, sizes["n"]),
        },
    ),
}
