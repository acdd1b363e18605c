"""Oracles of the losses of `lossref.losses.perceptron`."""

from __future__ import annotations

from typing import Any

import numpy as np
from mpmath import mpf
from oracle import Rowwise

SCORES = [
    [50.0, 0.0, -50.0],
    [1e4, -1e4, 0.0],
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [-1e-300, 1e-300, 0.0],
    *(list(row) for row in np.random.default_rng(29).normal(0, 2, (10, 3))),
]


def _perceptron(s: list[Any], y: int) -> Any:
    return max(mpf(x) for x in s) - s[y]


ORACLES = {
    "multiclass_perceptron": Rowwise(term=_perceptron, edges=[(row, y) for row in SCORES for y in range(3)]),
}
