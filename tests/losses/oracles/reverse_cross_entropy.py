"""Oracles of the losses of `lossref.losses.reverse_cross_entropy`."""

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
RNG = np.random.default_rng(60)
SHARES = np.array([0.5, 0.3, 0.2])


def _both(z: list[Any], y: int, alpha: float = 0.1, beta: float = 1.0, A: float = -4.0) -> Any:  # noqa: N803
    powers = [mpmath.exp(mpf(x) - max(z)) for x in z]
    total = mpmath.fsum(powers)
    surprisal = mpf(max(z)) - z[y] + mpmath.log1p(total - 1)
    return mpf(alpha) * surprisal - mpf(beta) * mpf(A) * mpmath.fsum(powers[:y] + powers[y + 1 :]) / total


def _best(shares: Any) -> Any:
    """The logits of 0.1 η / (λ - 4 η), at the λ for which they sum to 1."""

    def row(level: Any) -> list[Any]:
        return [mpf(0.1) * x / (level - 4 * x) for x in shares]

    low, high = mpf(4 * max(shares)), mpf(10)
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if mpmath.fsum(row(middle)) > 1 else (low, middle)
    return np.log(np.array(row(high), dtype=float))


ORACLES = {
    "symmetric_cross_entropy": Rowwise(
        term=_both,
        edges=[*itertools.product(LOGITS, range(3)), *((list(RNG.normal(0, 5, 3)), k % 3) for k in range(12))],
        options=({}, {"alpha": 0.0}, {"beta": 0.0}, {"alpha": 6.0, "beta": 0.1, "A": -1e-9}),
        bayes=({"labels": np.repeat([0, 1, 2], [5, 3, 2])}, _best(SHARES)),
    ),
}
