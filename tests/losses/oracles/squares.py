"""Oracles of the losses of `lossref.losses.squares`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise, Rowwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


def _root(p: list[Any], t: list[float]) -> Any:
    return mpmath.sqrt(mpmath.fsum((a - mpf(b)) ** 2 for a, b in zip(p, t, strict=True)) / len(p))


ORACLES = {
    "squared_error": Elementwise(
        term=lambda p, t: (p - t) ** 2,
        pairs=st.tuples(REALS, REALS),
        edges=[(1.0 + 1e-9, 1.0), (1e154, -1e154), (1e-154, 0.0), (1e300, 1e300)],
        bayes=(SKEWED, lambda y: float(np.mean(y))),
    ),
    "half_squared_error": Elementwise(
        term=lambda p, t: (p - t) ** 2 / 2,
        pairs=st.tuples(REALS, REALS),
        edges=[(1.0 + 1e-9, 1.0), (1.8e154, 0.0), (1e-154, 0.0), (1e300, 1e300)],
        bayes=(SKEWED, lambda y: float(np.mean(y))),
    ),
    "root_mean_squared_error": Rowwise(
        term=_root,
        edges=[
            ([3.0, 0.0], [0.0, 4.0]),
            ([1.0 + 1e-9, 1.0], [1.0, 1.0 - 1e-9]),
            ([3e200, 1.0, -1e200], [0.0, 0.0, 0.0]),
            ([3e-200, 1e-201], [0.0, 0.0]),
            ([1e308], [-0.5e308]),
            ([1.7e308] * 4, [0.0] * 4),
            ([1.0, 2.0, 2.0, 5.0], [0.5, 4.0, 2.0, -3.0]),
        ],
        bayes=({"targets": SKEWED[:, np.newaxis]}, [float(np.mean(SKEWED))]),
    ),
}
