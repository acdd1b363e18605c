"""Oracles of the losses of `lossref.losses.generalized_dice`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

P = [[0.5, 0.5], [0.1, 0.9], [1e-9, 1 - 1e-9]]
T = [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]


def _loss(p: list[list[Any]], t: list[list[float]]) -> Any:
    shared = both = mpf(0)
    for c in range(len(t[0])):
        weight = 1 / mpmath.fsum(row[c] for row in t) ** 2
        shared += weight * mpmath.fsum(mpf(a[c]) * b[c] for a, b in zip(p, t, strict=True))
        both += weight * mpmath.fsum(mpf(a[c]) + b[c] for a, b in zip(p, t, strict=True))
    return 1 - 2 * shared / both


def _draw(rng: np.random.Generator, sizes: Any) -> dict[str, Any]:
    shape = (sizes["n"] + 3, sizes["C"])
    targets = (rng.random(shape) < rng.choice([0.05, 0.5])).astype(float)
    targets[0] = 1.0  # so that each class is somewhere
    return {"probs": rng.uniform(0.05, 0.95, shape), "targets": targets}


ORACLES = {"generalized_dice": Rowwise(term=_loss, edges=[(P, T)], draw=_draw)}
