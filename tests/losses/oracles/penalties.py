"""Oracles of the penalties of `lossref.losses.penalties`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _l1(w: list[float], strength: float = 1.0) -> Any:
    return mpf(strength) * mpmath.fsum(abs(mpf(x)) for x in w)


def _l2(w: list[float], strength: float = 1.0) -> Any:
    return mpf(strength) / 2 * mpmath.fsum(mpf(x) ** 2 for x in w)


def _l2_slopes(w: list[float], strength: float = 1.0) -> list[Any]:
    return [mpf(strength) * mpf(x) for x in w]


def _elastic_net(w: list[float], strength: float = 1.0, l1_ratio: float = 0.5) -> Any:
    return l1_ratio * _l1(w, strength) + (1 - mpf(l1_ratio)) * _l2(w, strength)


def _has_a_zero(w: list[float]) -> bool:
    return 0.0 in w


EDGES = [([3.0, -4.0],), ([1e-9, 1.0],), ([1e150, 1.0],), ([-1e-150],), ([1e200, 1e180],), ([0.0, -2.0],)]

ORACLES = {
    "l1_penalty": Rowwise(term=_l1, edges=EDGES, options=({}, {"strength": 0.3}), is_kink=_has_a_zero),
    "l2_penalty": Rowwise(
        term=_l2, slopes=_l2_slopes, edges=EDGES, options=({}, {"strength": 0.3}, {"strength": 1e-200})
    ),
    "elastic_net_penalty": Rowwise(
        term=_elastic_net,
        edges=EDGES,
        options=({}, {"strength": 0.3}, {"l1_ratio": 0.9}, {"strength": 1e-200, "l1_ratio": 0.0}),
        is_kink=_has_a_zero,
    ),
}
