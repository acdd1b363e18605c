"""Oracles of the losses of `lossref.losses.multiclass_margin`."""

from __future__ import annotations

from typing import Any

import numpy as np
from mpmath import mpf
from oracle import Rowwise

RNG = np.random.default_rng(29)
SCORES = [
    [50.0, 0.0, -50.0],
    [1e4, -1e4, 0.0],
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [0.3, 1.3 + 1e-9, 2.3 - 1e-9],
    [-700.0, 30.0, 28.5],
    [-1e-300, 1e-300, 0.0],
    *(list(RNG.normal(0, 2, 3)) for _ in range(10)),
]
EDGES = [(row, y) for row in SCORES for y in range(3)]
SQUARES = [(row, y) for row, y in EDGES if max(map(abs, row)) < 1e150]


def _others(s: list[Any], y: int) -> list[Any]:
    return [mpf(x) for k, x in enumerate(s) if k != y]


def _hinge(s: list[Any], y: int) -> Any:
    return max(mpf(0), *(1 + x - s[y] for x in _others(s, y)))


def _margin(s: list[Any], y: int, p: int = 1, margin: float = 1.0, class_weights: Any = None) -> Any:
    weight = 1 if class_weights is None else mpf(class_weights[y])
    return weight * sum((max(mpf(0), mpf(margin) + x - s[y]) ** p for x in _others(s, y)), mpf(0)) / len(s)


ORACLES = {
    "multiclass_hinge": Rowwise(term=_hinge, edges=EDGES),
    "multi_margin": Rowwise(
        term=_margin,
        edges=SQUARES,
        options=({}, {"p": 2, "margin": 0.3}, {"class_weights": [0.5, 0.0, 3.0]}),
    ),
}
