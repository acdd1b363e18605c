"""Oracles of the losses of `lossref.losses.reconstruction`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

ROWS = np.random.default_rng(7).normal(size=(30, 3)) + 1.5


def _squares(predictions: list[Any], targets: list[float]) -> Any:
    return mpmath.fsum((mpf(a) - b) ** 2 for a, b in zip(predictions, targets, strict=True))


_SQUARED_DISTANCE = Rowwise(
    term=_squares,
    edges=[([1.0, 2.0], [0.5, -1.0]), ([1.0 + 1e-9, 1e-150], [1.0, 0.0]), ([1e150, 1.0], [-1e150, 3.0])],
    bayes=({"targets": ROWS}, ROWS.mean(axis=0)),
)

ORACLES = {"reconstruction": _SQUARED_DISTANCE, "denoising_score_matching": _SQUARED_DISTANCE}
