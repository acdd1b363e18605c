"""Oracles of the losses of `lossref.losses.ensembles`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _parts(members: list[list[Any]], targets: list[float]) -> tuple[Any, Any]:
    squared = apart = mpf(0)
    for place, y in enumerate(targets):
        column = [mpf(member[place]) for member in members]
        mean = mpmath.fsum(column) / len(column)
        squared += mpmath.fsum((f - y) ** 2 for f in column) / 2
        apart += mpmath.fsum((f - mean) ** 2 for f in column)
    return squared, apart


def _value(members: list[list[Any]], targets: list[float], strength: float = 0.5) -> Any:
    squared, apart = _parts(members, targets)
    return squared - strength * apart


ORACLES = {
    "negative_correlation": Rowwise(
        term=_value,
        edges=[
            ([[1.0, 2.0], [0.0, -3.0], [5.0, 1.0]], [1.0, 1.5]),
            ([[1.0 + 1e-9]], [1.0]),
            ([[1e100], [-1e100]], [1.0]),
        ],
        options=({}, {"strength": 0.0}, {"strength": 2.0}),
        scale=lambda members, targets: (
            mpmath.fsum(_parts(members, targets)),
            max(abs(mpf(f)) for member in members for f in member),
        ),
    ),
}
