"""Oracles of the losses of `lossref.losses.deviance` and `lossref.losses.tweedie`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
POSITIVE = st.floats(1e-30, 1e30) | st.floats(0.1, 10.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


def _log_part(y: Any, m: Any) -> Any:
    return mpf(0) if y == 0 else y * mpmath.log(y / m)


def _tweedie(m: Any, y: Any, power: float = 1.5) -> Any:
    p = mpf(power)
    if p == 1:
        return 2 * (_log_part(y, m) - y + m)
    if p == 2:
        return 2 * (mpmath.log(m / y) + y / m - 1)
    first = mpf(0) if y == 0 else y ** (2 - p) / ((1 - p) * (2 - p))
    return 2 * (first - y * m ** (1 - p) / (1 - p) + m ** (2 - p) / (2 - p))


def _parts(m: float, y: float) -> tuple[Any, Any]:
    return (_tweedie(mpf(m), mpf(0)) + abs(2 * mpf(y) / mpf(m) ** mpf("0.5")) * 2, 0)


EDGES = [
    (1.0 + 1e-9, 1.0),
    (1.0, 1.0 + 1e-9),
    (1e-30, 2.0),
    (1e10, 3.0),
    (3.0, 3.0),
    (2.0, 1.0),
    (1.0, 1.99),
    (1.05, 1.0),
]

# Where a power of the prediction alone is beyond float64.
FAR_OUT = [
    (1e160, 1e160),
    (1e160, 1.01e160),
    (1e-110, 1e-110),
    (1e200, 1.0),
    (1e150, 1.0),
    (1e300, 1.0),
    (1e-200, 1.0),
    (1e200, 1e-150),
    (1e-200, 1e200),
    (1e200, 1e-200),
    (3e-157, 1.6e-157),
    (1.4e271, 7e270),
    (1e99, 1.000001e99),
]

ORACLES = {
    "poisson_deviance": Elementwise(
        term=lambda m, y: 2 * (_log_part(y, m) - y + m),
        pairs=st.tuples(POSITIVE, POSITIVE | st.just(0.0)),
        edges=[*EDGES, (0.3, 0.0), (1e10, 1e-300)],
        bayes=(SKEWED, lambda y: float(np.mean(y))),
    ),
    "gamma_deviance": Elementwise(
        term=lambda m, y: 2 * (mpmath.log(m / y) + y / m - 1),
        pairs=st.tuples(POSITIVE, POSITIVE),
        edges=[*EDGES, (1.0, 1e-20)],
        bayes=(SKEWED, lambda y: float(np.mean(y))),
    ),
    "tweedie_deviance": Elementwise(
        term=_tweedie,
        pairs=st.tuples(POSITIVE, POSITIVE),
        edges=[*(edge for edge in EDGES if edge != (1e-30, 2.0)), *FAR_OUT],
        options=(
            {},
            *({"power": power} for power in (0.0, 1.0, 1.0 + 1e-9, 1.9, 2.0, 2.0 - 1e-9, 2.5, 3.0, -1.0, 4.0)),
        ),
        scale=_parts,
        bayes=(SKEWED, lambda y: float(np.mean(y))),
        draw=lambda rng, sizes: {
            "predictions": rng.uniform(0.2, 3.0, sizes["n"]),
            "targets": rng.uniform(0.2, 3.0, sizes["n"]),
            "power": float(rng.choice([1.0, 1.3, 1.5, 2.0, 3.0])),
        },
    ),
}
