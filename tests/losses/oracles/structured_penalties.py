"""Oracles of the losses of `lossref.losses.structured_penalties`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _group_lasso(w: list[Any], groups: list[int], strength: float = 1.0) -> Any:
    members = [[mpf(x) for x, h in zip(w, groups, strict=True) if h == g] for g in set(groups)]
    lengths = (mpmath.sqrt(len(own)) * mpmath.sqrt(mpmath.fsum(x**2 for x in own)) for own in members)
    return mpf(strength) * mpmath.fsum(lengths)


def _total_variation(image: list[list[Any]]) -> Any:
    rows = [[mpf(x) for x in row] for row in image]
    down = (abs(b - a) for upper, lower in itertools.pairwise(rows) for a, b in zip(upper, lower, strict=True))
    right = (abs(b - a) for row in rows for a, b in itertools.pairwise(row))
    return mpmath.fsum(down) + mpmath.fsum(right)


ORACLES = {
    "group_lasso_penalty": Rowwise(
        term=_group_lasso,
        edges=[
            ([3.0, -4.0, 1.0], [0, 0, 1]),
            ([1e200, 1e-200, 1e180, 3e-200], [7, 2, 7, 2]),
            ([1e-9, 1.0, 2.0], [0, 0, 0]),
        ],
        options=({}, {"strength": 0.3}),
    ),
    "total_variation_penalty": Rowwise(
        term=_total_variation,
        edges=[
            ([[0.0, 2.0, 1.0], [3.0, -1.0, 1.0 + 1e-9]],),
            ([[1.0, 1.0 + 2**-40]],),
            ([[5.0]],),
            ([[1e200], [-1e-200], [3.0]],),
        ],
    ),
}
