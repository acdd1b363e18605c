"""Oracles of the losses of `lossref.losses.quantile`."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


def _pinball(p: Any, t: Any, quantile: float = 0.5) -> Any:
    return max(mpf(quantile) * (t - p), (mpf(quantile) - 1) * (t - p))


def _expectile(p: Any, t: Any, tau: float = 0.5) -> Any:
    return (mpf(tau) if t >= p else 1 - mpf(tau)) * (t - p) ** 2


ORACLES = {
    "pinball": Elementwise(
        term=_pinball,
        pairs=st.tuples(REALS, REALS),
        edges=[(1.0 + 1e-9, 1.0), (1.0, 1.0 + 1e-9), (1e300, -1e300), (5e-324, 0.0)],
        options=({}, {"quantile": 0.9}, {"quantile": 1e-30}),
        is_kink=lambda p, t: p == t,
        bayes=(SKEWED, lambda y: float(np.median(y))),
    ),
    "expectile": Elementwise(
        term=_expectile,
        pairs=st.tuples(REALS, REALS),
        edges=[(1.0 + 1e-9, 1.0), (1.0, 1.0 + 1e-9), (1e154, 0.0), (1e-154, 0.0)],
        options=({}, {"tau": 0.9}, {"tau": 1e-30}),
        bayes=(SKEWED, lambda y: float(np.mean(y))),
    ),
}
