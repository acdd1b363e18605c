"""Oracles of the losses of `lossref.losses.scalarization`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _weighted(losses: list[Any], w: list[float], ideal: list[float]) -> list[Any]:
    return [mpf(a) * (mpf(x) - b) for x, a, b in zip(losses, w, ideal, strict=True)]


def _sum(losses: list[Any], w: list[float]) -> Any:
    return mpmath.fsum(_weighted(losses, w, [0.0] * len(w)))


def _chebyshev(losses: list[Any], w: list[float], ideal: list[float], rho: float = 0.0) -> Any:
    distances = _weighted(losses, w, ideal)
    return max(distances) + rho * mpmath.fsum(distances)


def _uncertainty(losses: list[Any], s: list[float]) -> Any:
    return mpmath.fsum((mpmath.exp(-mpf(b)) * a + b) / 2 for a, b in zip(losses, s, strict=True))


ORACLES = {
    "weighted_sum_scalarization": Rowwise(
        term=_sum,
        edges=[([1.0, 2.0, 3.0], [0.2, 0.0, 0.8]), ([1e200, 1e-200], [1e-200, 1e200]), ([5.0], [3.0])],
    ),
    "chebyshev_scalarization": Rowwise(
        term=_chebyshev,
        edges=[
            ([1.0, 2.0, 3.0], [0.2, 0.0, 0.8], [0.5, 0.0, 0.5]),
            ([1e200, 1e-200], [1e-200, 1e200], [0.0, 0.0]),
            ([1.0 + 1e-9, 0.0], [1.0, 2.0], [1.0, 1.0]),
            ([2.0, 1.0], [1.0, 2.0], [0.0, 0.0]),
        ],
        options=({}, {"rho": 0.05}),
        is_kink=lambda losses, w, ideal: losses == [2.0, 1.0] or losses[0] == 1e200,
        scale=lambda losses, w, ideal: (mpmath.fsum(abs(d) for d in _weighted(losses, w, ideal)), 0),
    ),
    "uncertainty_weighting": Rowwise(
        term=_uncertainty,
        edges=[([1.0, 2.0, 3.0], [0.2, -3.0, 0.8]), ([1e-9, 1e9], [700.0, -700.0]), ([5.0], [1e4])],
        scale=lambda losses, s: (mpmath.fsum(map(abs, s)), 0),
    ),
}
