"""Oracles of the losses of `lossref.losses.label_noise`."""

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
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [0.0, 0.0, 0.0],
    [-700.0, 30.0, 29.0],
]
RNG = np.random.default_rng(58)
ROWS = [*itertools.product(LOGITS, range(3)), *((list(RNG.normal(0, 5, 3)), k % 3) for k in range(12))]
LABELS = np.repeat([0, 1, 2], [5, 3, 2])
SHARES = np.array([0.5, 0.3, 0.2])


def _parts(z: list[Any], y: int) -> tuple[Any, list[Any], Any]:
    """-log p of the class, the probabilities, and 1 - p of the class as the sum of the others."""
    powers = [mpmath.exp(mpf(x) - max(z)) for x in z]
    total = mpmath.fsum(powers)
    surprisal = mpf(max(z)) - z[y] + mpmath.log1p(total - 1)
    return surprisal, [power / total for power in powers], mpmath.fsum(powers[:y] + powers[y + 1 :]) / total


def _slopes(steepness: Any, p: list[Any], y: int, doubt: Any) -> list[Any]:
    return [steepness * (-doubt if k == y else x) for k, x in enumerate(p)]


def _generalized(z: list[Any], y: int, q: float = 0.7) -> Any:
    return -mpmath.expm1(-mpf(q) * _parts(z, y)[0]) / mpf(q)


def _of_generalized(z: list[float], y: int, q: float = 0.7) -> list[Any]:
    surprisal, p, doubt = _parts(z, y)
    return _slopes(mpmath.exp(-mpf(q) * surprisal), p, y, doubt)


def _of_absolute(z: list[float], y: int) -> list[Any]:
    _, p, doubt = _parts(z, y)
    return _slopes(2 * p[y], p, y, doubt)


ORACLES = {
    "generalized_cross_entropy": Rowwise(
        term=_generalized,
        slopes=_of_generalized,
        edges=ROWS,
        options=({}, {"q": 1.0}, {"q": 0.05}, {"q": 1e-12}, {"q": 1e-150}),
        bayes=({"labels": LABELS}, np.log(SHARES) / 0.3),
    ),
    "unhinged_mae_softmax": Rowwise(term=lambda z, y: 2 * _parts(z, y)[2], slopes=_of_absolute, edges=ROWS),
}
