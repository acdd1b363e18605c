"""Oracles of the losses of `lossref.losses.clustering`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise


def _distance(centre: list[Any], point: list[float]) -> Any:
    return mpmath.fsum((mpf(c) - x) ** 2 for c, x in zip(centre, point, strict=True))


def _distortion(centers: list[list[Any]], points: list[list[float]]) -> Any:
    return mpmath.fsum(min(_distance(centre, point) for centre in centers) for point in points)


def _draw(rng: np.random.Generator, lengths: Mapping[str, int]) -> dict[str, Any]:
    # Two centres, so that each is the nearest of some point.
    return {"centers": rng.normal(0.0, 2.0, (2, 2)), "points": rng.normal(0.0, 2.0, (lengths["n"], 2))}


ORACLES = {
    "kmeans_distortion": Rowwise(
        term=_distortion,
        edges=[
            ([[0.0, 0.0], [4.0, 1.0]], [[1.0, 0.0], [3.0, 2.0], [0.1, 0.2]]),
            ([[1.0 + 1e-9], [3.0]], [[1.0], [3.0]]),
            ([[1.0]], [[1e150]]),
            ([[0.3, 0.1, -0.2]], [[1e-150, 1.0, 0.0]]),
            ([[1e-170], [5e-170]], [[2e-170]]),
            ([[1e170, 0.0], [5e170, 0.0]], [[2e170, 1.0]]),
        ],
        draw=_draw,
    ),
}
