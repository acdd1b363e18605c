"""Oracles of the losses of `lossref.losses.pairwise`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise, softplus

OUTCOMES = (np.random.default_rng(11).random((41, 1)) < 0.3).astype(float)
A = [0.5, 50.0, -1e4, 1.0 + 1e-9, 3.0]
B = [0.2, 0.0, 1e4, 1.0, -2.0]


def _ranking(a: list[Any], b: list[float], y: list[float], margin: float = 0.0) -> Any:
    return mpmath.fsum(max(mpf(0), mpf(margin) - s * (mpf(p) - q)) for p, q, s in zip(a, b, y, strict=True))


def _logistic(a: list[Any], b: list[float], t: list[float]) -> Any:
    pairs = [(mpf(p) - mpf(q), mpf(x)) for p, q, x in zip(a, b, t, strict=True)]
    return mpmath.fsum(x * softplus(-d) + (1 - x) * softplus(d) for d, x in pairs)


ORACLES = {
    "margin_ranking": Rowwise(
        term=_ranking,
        edges=[(A, B, [1.0, -1.0, 1.0, 1.0, -1.0])],
        options=({}, {"margin": 0.7}),
        scale=lambda *arrays: (1, 0),
    ),
    "pairwise_logistic": Rowwise(
        term=_logistic,
        edges=[(A, B, [1.0, 0.0, 1.0, 1.0, 0.0]), ([0.3, 50.0], [0.2, 0.0], [0.4, 1e-9])],
        scale=lambda *arrays: (0, 1 if len(arrays[0]) == 2 else 0),
        bayes=(
            {"scores2": np.full((41, 1), 2.0), "labels": OUTCOMES},
            [2.0 + float(np.log(OUTCOMES.mean() / (1 - OUTCOMES.mean())))],
        ),
    ),
    "bpr": Rowwise(
        term=lambda a, b: _logistic(a, b, [1.0] * len(a)),
        edges=[(A, B), ([50.0], [0.0]), ([-700.0], [44.0])],
    ),
}
