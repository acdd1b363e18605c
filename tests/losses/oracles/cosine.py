"""Oracles of the losses of `lossref.losses.cosine`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Rowwise

REALS = st.floats(-1e150, 1e150)
NEAR = st.floats(-8.0, 8.0)
POSITIVE = st.floats(1e-30, 1e30) | st.floats(0.1, 10.0)
SKEWED = np.random.default_rng(11).gamma(2.0, 2.0, 41)


UNITS = np.random.default_rng(7).normal(size=(30, 3)) + 1.5
UNITS /= np.linalg.norm(UNITS, axis=-1, keepdims=True)


def _distance(a: list[Any], b: list[float]) -> Any:
    dot = mpmath.fsum(x * mpf(y) for x, y in zip(a, b, strict=True))
    return 1 - dot / mpmath.sqrt(mpmath.fsum(mpf(x) ** 2 for x in a)) / mpmath.sqrt(mpmath.fsum(mpf(y) ** 2 for y in b))


def _embedding(a: list[Any], b: list[float], y: float, margin: float = 0.0) -> Any:
    gap = _distance(a, b)
    return gap if y > 0 else max(mpf(0), 1 - gap - mpf(margin))


ORACLES = {
    "cosine_embedding": Rowwise(
        term=_embedding,
        edges=[
            ([1.0, 1.0], [1.0, 1.0 + 1e-9], 1.0),
            ([1.0, 1.0], [1.0, 1.0 + 1e-9], -1.0),
            ([0.3, -0.7, 2.0], [1.0, 0.1, -0.4], -1.0),
            ([0.3, 0.7, 2.0], [1.0, 0.1, 0.4], -1.0),
        ],
        options=({}, {"margin": 0.3}),
        scale=lambda *arrays: (0, 1e-9),
        draw=lambda rng, sizes: {
            "embeddings1": rng.normal(0, 2, (sizes["n"], sizes["d"])),
            "embeddings2": rng.normal(0, 2, (sizes["n"], sizes["d"])),
            "labels": -np.ones(sizes["n"]),
            "margin": 0.1,
        },
    ),
    "cosine_distance": Rowwise(
        term=_distance,
        edges=[
            ([1.0, 1.0], [1.0, 1.0 + 1e-9]),
            ([1.0, 2.0, 3.0], [3.0, 6.0 - 1e-9, 9.0]),
            ([1e200, 1e199], [1e-200, 3e-200]),
            ([1.0, 0.0], [0.0, 3.0]),
            ([1.0, -2.0], [-1.0, 2.0 + 1e-9]),
            ([0.3, -0.7, 2.0], [1.0, 0.1, -0.4]),
        ],
        scale=lambda a, b: (0, 1e-9),
        bayes=({"targets": UNITS}, UNITS.mean(axis=0)),
    ),
}
