"""Oracles of the losses of `lossref.losses.listwise`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

GRADES = np.random.default_rng(11).integers(1, 4, (41, 3)).astype(float)
SCORES = [
    [50.0, 0.0, -50.0],
    [1e4, -1e4, 0.0],
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [-1e-300, 1e-300, 0.0],
    [0.3, -0.7, 2.0],
]
LABELS = [[1.0, 0.0, 0.0], [0.0, 3.0, 0.0], [3.0, 0.5, 1e-30], [0.0, 0.0, 0.0], [1e150, 1.0, 0.0]]


def _value(s: list[Any], q: list[float]) -> Any:
    total = mpmath.fsum(mpmath.exp(mpf(x) - max(s)) for x in s)
    return mpmath.fsum(mpf(a) * (max(s) - mpf(x) + mpmath.log(total)) for a, x in zip(q, s, strict=True))


def _slopes(s: list[float], q: list[float]) -> list[Any]:
    powers, mass = [mpmath.exp(mpf(x) - max(s)) for x in s], [mpf(x) for x in q]

    def others(x: list[Any], k: int) -> Any:
        # 1 - p as the sum of the other p: 450 digits cannot hold 1 - e^-10000.
        return mpmath.fsum(x[:k] + x[k + 1 :])

    return [(powers[k] * others(mass, k) - mass[k] * others(powers, k)) / mpmath.fsum(powers) for k in range(len(s))]


ORACLES = {
    "listnet_softmax": Rowwise(
        term=_value,
        slopes=_slopes,
        edges=[*itertools.product(SCORES, LABELS)],
        bayes=({"labels": GRADES}, np.log(GRADES.mean(axis=0))),
    ),
}
