"""Oracles of the losses of `lossref.losses.two_sample`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _mean_kernel(xs: list[list[Any]], ys: list[list[Any]], bandwidth: float) -> Any:
    pairs = [mpmath.fsum((mpf(a) - mpf(b)) ** 2 for a, b in zip(x, y, strict=True)) for x in xs for y in ys]
    return mpmath.fsum(mpmath.exp(-square / (2 * mpf(bandwidth) ** 2)) for square in pairs) / len(pairs)


def _mmd(x: list[list[Any]], y: list[list[float]], bandwidth: float = 1.0) -> Any:
    return _mean_kernel(x, x, bandwidth) + _mean_kernel(y, y, bandwidth) - 2 * _mean_kernel(x, y, bandwidth)


ORACLES = {
    "mmd_rbf": Rowwise(
        term=_mmd,
        edges=[
            ([[0.0, 0.0], [1.0, 0.5]], [[1.0, 0.0], [3.0, 2.0], [0.1, 0.2]]),
            ([[1.0 + 1e-9]], [[1.0]]),
            ([[0.0], [1e4]], [[1e4], [3.0]]),
        ],
        options=({}, {"bandwidth": 3.0}),
        scale=lambda x, y: (1, 1),
    ),
}
