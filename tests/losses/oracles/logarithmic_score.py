"""Oracles of the losses of `lossref.losses.logarithmic_score`."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from mpmath import mpf
from oracle import Rowwise, xlogy

RNG = np.random.default_rng(17)
PROBS = [[0.2, 0.3, 0.5], [1e-30, 0.5, 0.5], [1 - 2**-33, 2**-33, 0.0], [1e-300, 1.0, 0.0], [1 - 2**-53, 2**-53, 0.0]]
LABELS = [[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [1e-30, 1.0, 0.0]]
RANDOM = [(list(RNG.dirichlet(np.ones(3))), list(RNG.dirichlet(np.ones(3)))) for _ in range(20)]
LOGS = [[-1e-300, -1e4, -1.0], [-1e300, -1e-9, 0.0], [-0.3, -0.7, -2.0]]


def _of_distribution(p: list[Any], q: list[float]) -> Any:
    return -sum((xlogy(mpf(b), mpf(a)) for a, b in zip(p, q, strict=True)), mpf(0))


def _of_class(logs: list[Any], y: int, class_weights: Any = None) -> Any:
    return -logs[y] * (1 if class_weights is None else mpf(class_weights[y]))


def _slopes(p: list[float], q: list[float]) -> list[Any]:
    return [-mpf(b) / a if b else mpf(0) for a, b in zip(p, q, strict=True)]


ORACLES = {
    "categorical_cross_entropy": Rowwise(
        term=_of_distribution,
        slopes=_slopes,
        edges=[*itertools.product(PROBS, LABELS[:2]), *RANDOM, (PROBS[1], LABELS[2])],
        # So far inside that a finite difference is exact enough.
        draw=lambda rng, sizes: {
            "probs": rng.dirichlet(np.full(sizes["C"], 9.0), sizes["n"]),
            "labels": rng.dirichlet(np.ones(sizes["C"]), sizes["n"]),
        },
    ),
    "nll": Rowwise(
        term=_of_class,
        edges=[(row, y) for row in LOGS for y in range(3)],
        options=({}, {"class_weights": [0.5, 0.0, 3.0]}),
    ),
}
