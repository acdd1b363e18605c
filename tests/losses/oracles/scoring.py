"""Oracles of the losses of `lossref.losses.scoring`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

PROBS = [
    [0.2, 0.3, 0.5],
    [1e-30, 0.5, 0.5],
    [1 - 1e-9, 1e-9, 0.0],
    [1e-9, 1 - 1e-9, 0.0],
    [1e-300, 1.0, 0.0],
    [1.0, 1e-20, 0.0],
    [1 / 3, 1 / 3, 1 / 3],
    *(list(row) for row in np.random.default_rng(53).dirichlet(np.ones(3), 10)),
]
EDGES = [(row, y) for row in PROBS for y in range(3)]


def _spherical(p: list[Any], y: int) -> Any:
    return -mpf(p[y]) / mpmath.sqrt(mpmath.fsum(mpf(x) ** 2 for x in p))


def _spherical_slopes(p: list[float], y: int) -> list[Any]:
    squares = [mpf(x) ** 2 for x in p]
    others = mpmath.fsum(squares[:y] + squares[y + 1 :])
    cube = mpmath.fsum(squares) ** mpf(1.5)
    return [(-others if k == y else mpf(p[y]) * x) / cube for k, x in enumerate(p)]


def _excess(p: list[Any], y: int) -> list[Any]:
    return [mpmath.fsum(mpf(x) for x in p[: k + 1]) - (y <= k) for k in range(len(p))]


def _ranked(p: list[Any], y: int) -> Any:
    return mpmath.fsum(x**2 for x in _excess(p, y))


ORACLES = {
    "spherical": Rowwise(term=_spherical, slopes=_spherical_slopes, edges=EDGES),
    "ranked_probability_score": Rowwise(
        term=_ranked,
        slopes=lambda p, y: [2 * mpmath.fsum(_excess(p, y)[k:]) for k in range(len(p))],
        edges=EDGES,
        scale=lambda p, y: (0, max(map(abs, _excess(p, y)))),
    ),
}
