"""Oracles of the losses of `lossref.losses.contrastive`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

RNG = np.random.default_rng(3)
QUERIES, KEYS = RNG.normal(size=(4, 3)).tolist(), RNG.normal(size=(4, 3)).tolist()

# Rows that differ by 1e-9.
NEAR = (np.array([1.3, -0.7, 1.9]) + 1e-9 * RNG.normal(size=(8, 3))).tolist()


def _cosine(a: list[Any], b: list[Any]) -> Any:
    dot = mpmath.fsum(mpf(x) * mpf(y) for x, y in zip(a, b, strict=True))
    return dot / mpmath.sqrt(mpmath.fsum(mpf(x) ** 2 for x in a)) / mpmath.sqrt(mpmath.fsum(mpf(y) ** 2 for y in b))


def _info_nce(queries: list[list[Any]], keys: list[list[float]], temperature: float = 0.1) -> Any:
    total = mpf(0)
    for i, query in enumerate(queries):
        z = [_cosine(query, key) / mpf(temperature) for key in keys]
        total += mpmath.log(mpmath.fsum(mpmath.exp(x - z[i]) for x in z))
    return total


def _nt_xent(views: list[list[Any]], temperature: float = 0.5) -> Any:
    total, half = mpf(0), len(views) // 2
    for i, view in enumerate(views):
        z = [_cosine(view, other) / mpf(temperature) for j, other in enumerate(views) if j != i]
        own = z[(i + half) % len(views) - (i < half)]
        total += mpmath.log1p(mpmath.fsum(mpmath.exp(x - own) for x in z) - 1)
    return total


ORACLES = {
    "nt_xent": Rowwise(
        term=_nt_xent,
        edges=[
            (RNG.normal(size=(6, 3)).tolist(),),
            (NEAR,),
            ([[1.0, 2.0], [-3.0, 0.5], [1.1, 2.1], [-2.0, 0.5]],),
            ([[1e200, 0.0], [0.0, 1e-80], [1e150, 1e149], [1e-3, 1.0]],),
        ],
        options=({}, {"temperature": 1.0}, {"temperature": 1e-3}),
        # Rows that are nearly one pull by differences of 1e-9 over the temperature, this way and that.
        scale=lambda views: (0, 1e-7 if views is NEAR else 0),
        draw=lambda rng, sizes: {"embeddings": rng.normal(0.0, 2.0, (4, sizes["d"])), "temperature": 0.7},
    ),
    "info_nce": Rowwise(
        term=_info_nce,
        edges=[
            (QUERIES, KEYS),
            (NEAR[:4], NEAR[4:]),
            ([[1e200, 1e199], [1e-80, 3e-80]], [[1.0, -2.0], [1e150, 1e149]]),
        ],
        options=({}, {"temperature": 1.0}),
        rows=4,
    ),
}
