"""Oracles of the losses of `lossref.losses.sparsemax`."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise, Rowwise

LABELS = 2.0 * (np.random.default_rng(11).random(41) < 0.3) - 1.0
OUTCOMES = (LABELS + 1) / 2
SHARE = float(np.mean(OUTCOMES))
SIGNS = st.sampled_from([-1.0, 1.0])
SCORES = st.floats(-1e150, 1e150) | st.floats(-8.0, 8.0)
EDGES = [
    (1.0 + 1e-9, 1.0),
    (1.0 - 1e-9, 1.0),
    (1e4, -1.0),
    (-1e4, -1.0),
    (1e-300, -1.0),
    (-1.0 + 1e-9, 1.0),
    (50.0, 1.0),
]


def _binary(s: Any, t: Any) -> Any:
    m = (2 * t - 1) * s
    return mpf(0) if m >= 1 else -m if m <= -1 else (1 - m) ** 2 / 4


SCORE_ROWS = [
    [1.0, 0.5, -3.0],
    [1.0, 1e-9, 0.0],
    [1.0 - 1e-9, 0.0, -1e-9],
    [0.0, 0.0, 0.0],
    [50.0, 0.0, -50.0],
    [1e4, -1e4, 0.0],
    [1e150, -1e150, 1e149],
    [0.3, 0.1, -0.2],
    *(list(np.random.default_rng(31).normal(0, 0.5, 3)) for _ in range(20)),
]


def _threshold(s: list[Any]) -> Any:
    ordered = sorted((mpf(x) for x in s), reverse=True)
    return max((sum(ordered[:r], mpf(0)) - 1) / r for r in range(1, len(s) + 1))


def _multiclass(s: list[Any], y: int) -> Any:
    points = [max(mpf(0), x - _threshold(s)) for x in s]
    return sum((p * x + p * (1 - p) / 2 for p, x in zip(points, s, strict=True)), mpf(0)) - s[y]


def _multiclass_slopes(s: list[float], y: int) -> list[Any]:
    return [max(mpf(0), x - _threshold(s)) - (k == y) for k, x in enumerate(s)]


ORACLES = {
    "binary_sparsemax": Elementwise(
        term=_binary,
        pairs=st.tuples(SCORES, st.sampled_from([0.0, 1.0])),
        edges=[(s, (y + 1) / 2) for s, y in EDGES],
        bayes=(OUTCOMES, lambda t: 2 * float(np.mean(t)) - 1),
    ),
    "multiclass_sparsemax": Rowwise(
        term=_multiclass,
        slopes=_multiclass_slopes,
        edges=[(row, y) for row in SCORE_ROWS for y in range(3)],
        # A probability is a sum that cancels, of parts about 1.
        scale=lambda s, y: (1, 1),
    ),
}
