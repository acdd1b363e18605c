"""Oracles of the penalties of `lossref.losses.penalties`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _l2(w: list[float], strength: float = 1.0) -> Any:
    return mpf(strength) / 2 * mpmath.fsum(mpf(x) ** 2 for x in w)


def _l2_slopes(w: list[float], strength: float = 1.0) -> list[Any]:
    return [mpf(strength) * mpf(x) for x in w]


ORACLES = {
    "l2_penalty": Rowwise(
        term=_l2,
        slopes=_l2_slopes,
        edges=[([3.0, -4.0],), ([1e-9, 1.0],), ([1e150, 1.0],), ([-1e-150],), ([1e200, 1e180],)],
        options=({}, {"strength": 0.3}, {"strength": 1e-200}),
    ),
}
