"""Oracles of the losses of `lossref.losses.likelihood`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

COUNTS = np.random.default_rng(11).poisson(3.0, 41).astype(float)


def _poisson(z: Any, y: Any) -> Any:
    return mpmath.exp(z) - y * z


ORACLES = {
    "poisson_nll": Elementwise(
        term=_poisson,
        pairs=st.tuples(st.floats(-1e4, 709), st.floats(0, 1e9)),
        edges=[(-1e4, 0.0), (-1e4, 3.0), (709.0, 1e300), (1e-9, 5.0), (0.0, 1.0 + 1e-9), (-700.0, 1e-300)],
        scale=lambda z, y: (mpmath.exp(z) + abs(mpf(z) * y), mpmath.exp(z) + y),
        bayes=(COUNTS, lambda y: float(np.log(np.mean(y)))),
    ),
}
