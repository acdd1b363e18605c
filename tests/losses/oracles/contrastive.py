"""Oracles of the losses of `lossref.losses.contrastive`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

RNG = np.random.default_rng(3)
QUERIES, KEYS = RNG.normal(size=(4, 3)).tolist(), RNG.normal(size=(4, 3)).tolist()


def _cosine(a: list[Any], b: list[Any]) -> Any:
    dot = mpmath.fsum(mpf(x) * mpf(y) for x, y in zip(a, b, strict=True))
    return dot / mpmath.sqrt(mpmath.fsum(mpf(x) ** 2 for x in a)) / mpmath.sqrt(mpmath.fsum(mpf(y) ** 2 for y in b))


def _info_nce(queries: list[list[Any]], keys: list[list[float]], temperature: float = 0.1) -> Any:
    total = mpf(0)
    for i, query in enumerate(queries):
        z = [_cosine(query, key) / mpf(temperature) for key in keys]
        total += mpmath.log(mpmath.fsum(mpmath.exp(x - z[i]) for x in z))
    return total


ORACLES = {
    "info_nce": Rowwise(
        term=_info_nce,
        edges=[(QUERIES, KEYS)],
        options=({}, {"temperature": 1.0}),
        scale=lambda *arrays: (10, 100),
        rows=4,
    ),
}
