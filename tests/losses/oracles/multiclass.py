"""Oracles of the losses of `lossref.losses.multiclass`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise


def _powers(z: list[float]) -> list[Any]:
    return [mpmath.exp(mpf(x) - max(z)) for x in z]


def _value(z: list[float], q: list[float], class_weights: Any = None) -> Any:
    c = [1] * len(z) if class_weights is None else class_weights
    log_total = mpmath.log1p(mpmath.fsum(_powers(z)) - 1)
    return mpmath.fsum(mpf(a) * b * (mpf(max(z)) - x + log_total) for a, b, x in zip(c, q, z, strict=True))


def _slopes(z: list[float], q: list[float], class_weights: Any = None) -> list[Any]:
    c = [1] * len(z) if class_weights is None else class_weights
    mass, powers = [mpf(a) * b for a, b in zip(c, q, strict=True)], _powers(z)

    def others(x: list[Any], k: int) -> Any:
        # 1 - p as the sum of the other p: 450 digits cannot hold 1 - e^-10000.
        return mpmath.fsum(x[:k] + x[k + 1 :])

    return [(powers[k] * others(mass, k) - mass[k] * others(powers, k)) / mpmath.fsum(powers) for k in range(len(z))]


LOGITS = [
    [50.0, 0.0, -50.0],
    [1e4, -1e4, 0.0],
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [0.0, 0.0, 0.0],
    [-700.0, 30.0, 29.0],
    [-1e-300, 1e-300, 0.0],
]
LABELS = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.5, 0.25, 0.25], [1 - 2**-33, 2**-33, 0.0]]
RNG = np.random.default_rng(5)
RANDOM = [(list(RNG.normal(0, 5, 3)), list(RNG.dirichlet(np.ones(3)))) for _ in range(20)]


def _smoothed(z: list[float], y: int, share: float) -> list[Any]:
    return [(1 - mpf(share)) * (k == y) + mpf(share) / len(z) for k in range(len(z))]


def _of_class(z: list[float], y: int, class_weights: Any = None, label_smoothing: float = 0.0) -> Any:
    return (1 if class_weights is None else class_weights[y]) * _value(z, _smoothed(z, y, label_smoothing))


def _of_class_slopes(z: list[float], y: int, class_weights: Any = None, label_smoothing: float = 0.0) -> list[Any]:
    weight = 1 if class_weights is None else mpf(class_weights[y])
    return [weight * slope for slope in _slopes(z, _smoothed(z, y, label_smoothing))]


ORACLES = {
    "softmax_cross_entropy_with_integer_labels": Rowwise(
        term=_of_class,
        slopes=_of_class_slopes,
        edges=[*itertools.product(LOGITS, range(3)), *((z, k % 3) for k, (z, _) in enumerate(RANDOM))],
        options=({}, {"class_weights": [0.5, 0.0, 3.0]}, {"label_smoothing": 0.1}),
    ),
    "softmax_cross_entropy": Rowwise(
        term=_value,
        slopes=_slopes,
        edges=[*itertools.product(LOGITS, LABELS), *RANDOM],
        options=({}, {"class_weights": [0.5, 0.0, 3.0]}),
    ),
}
