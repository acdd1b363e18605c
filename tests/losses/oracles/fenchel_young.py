"""Oracles of the losses of `lossref.losses.fenchel_young`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise, xlogy

SCORES = [
    [50.0, 0.0, -50.0],
    [300.0, -300.0, 0.0],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [0.0, 0.0, 0.0],
    *(list(row) for row in np.random.default_rng(59).normal(0, 1, (10, 3))),
]
TARGETS = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.5, 0.25, 0.25], [1 - 2**-33, 2**-33, 0.0]]


def _value(s: list[Any], q: list[float], regularizer: str = "entropy") -> Any:
    gain = mpmath.fsum(mpf(b) * a for a, b in zip(s, q, strict=True))
    if regularizer == "entropy":
        powers = mpmath.fsum(mpmath.exp(mpf(x) - max(s)) for x in s)
        return max(s) + mpmath.log1p(powers - 1) + mpmath.fsum(xlogy(mpf(b), mpf(b)) for b in q) - gain
    p = _sparsemax(s)
    best = mpmath.fsum(a * x - a * a / 2 for a, x in zip(p, s, strict=True))
    return best + mpmath.fsum(mpf(b) ** 2 for b in q) / 2 - gain


def _sparsemax(s: list[Any]) -> list[Any]:
    ordered = sorted((mpf(x) for x in s), reverse=True)
    threshold = max((sum(ordered[:r], mpf(0)) - 1) / r for r in range(1, len(s) + 1))
    return [max(mpf(0), x - threshold) for x in s]


ORACLES = {
    "fenchel_young": Rowwise(
        term=_value,
        edges=list(itertools.product(SCORES, TARGETS)),
        options=({}, {"regularizer": "gini"}),
        scale=lambda s, q: (1, 1),
    ),
}
