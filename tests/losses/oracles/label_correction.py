"""Oracles of the losses of `lossref.losses.label_correction`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

LOGITS = [
    [50.0, 0.0, -50.0],
    [1e4, -1e4, 0.0],
    [1e4, 0.001, -0.2],
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 3e-9],
    [0.0, 0.0, 0.0],
    [-700.0, 30.0, 29.0],
]
RNG = np.random.default_rng(61)
RANDOM = [(list(RNG.normal(0, 5, 3)), k % 3) for k in range(12)]
ROWS = [*itertools.product(LOGITS, range(3)), *RANDOM]
OFTEN = [[0.75, 0.25, 0.0], [0.125, 0.75, 0.125], [0.25, 0.25, 0.5]]
TRANSITIONS = [
    OFTEN,
    np.eye(3).tolist(),
    np.roll(np.eye(3), 1, axis=0).tolist(),
    np.full((3, 3), 1 / 3).tolist(),
    [[0.5, 0.25, 0.25], [0.5 + 2**-30, 0.25 - 2**-30, 0.25], [0.5, 0.25 + 2**-29, 0.25 - 2**-29]],
    [[1.0, 1e-30, 1e-300], [1e-9, 1 - 1e-9, 1e-150], [0.0, 1e-30, 1.0]],
    RNG.dirichlet(np.ones(3), 3).tolist(),
]


def _surprisals(z: list[Any]) -> list[Any]:
    log_total = mpmath.log1p(mpmath.fsum(mpmath.exp(mpf(x) - max(z)) for x in z) - 1)
    return [mpf(max(z)) - x + log_total for x in z]


def _bootstrap(z: list[Any], y: int, beta: float = 0.95) -> Any:
    surprisals = _surprisals(z)
    return mpf(beta) * surprisals[y] + (1 - mpf(beta)) * mpmath.fsum(x * mpmath.exp(-x) for x in surprisals)


def _forward(z: list[Any], y: int, transition: Any) -> Any:
    p = [mpmath.exp(-x) for x in _surprisals(z)]
    missed = mpmath.fsum(share * (1 - mpf(row[y])) for share, row in zip(p, transition, strict=True))
    given = mpmath.fsum(share * mpf(row[y]) for share, row in zip(p, transition, strict=True))
    return -mpmath.log1p(-missed) if missed < 0.5 else -mpmath.log(given)


CLEAN = np.array([0.5, 0.25, 0.25])
SEEN = np.rint(32 * CLEAN @ OFTEN).astype(int)

ORACLES = {
    "soft_bootstrap": Rowwise(
        term=_bootstrap,
        edges=ROWS,
        options=({}, {"beta": 1.0}, {"beta": 0.0}, {"beta": 0.3}),
    ),
    "forward_corrected_cross_entropy": Rowwise(
        term=_forward,
        edges=ROWS,
        options=[{"transition": rows} for rows in TRANSITIONS],
        bayes=({"labels": np.repeat([0, 1, 2], SEEN), "transition": OFTEN}, np.log(CLEAN)),
    ),
}
