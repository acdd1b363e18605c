"""Oracles of the losses of `lossref.losses.distillation`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise

Logits = list[float]


def _surprisals(z: list[Any], temperature: Any = 1) -> list[Any]:
    z = [mpf(x) / mpf(temperature) for x in z]
    top = max(range(len(z)), key=lambda k: z[k])
    log_total = mpmath.log1p(mpmath.fsum(mpmath.exp(x - z[top]) for k, x in enumerate(z) if k != top))
    return [z[top] - x + log_total for x in z]


def _divergence(x: list[Any], y: list[Any], temperature: float = 1.0) -> Any:
    pairs = zip(_surprisals(x, temperature), _surprisals(y, temperature), strict=True)
    return mpmath.fsum(mpmath.exp(-a) * (b - a) for a, b in pairs)


def _distillation(z: list[Any], t: Logits, y: int, temperature: float = 4.0, alpha: float = 0.5) -> Any:
    soft = mpf(temperature) ** 2 * _divergence(t, z, temperature)
    return alpha * soft + (1 - mpf(alpha)) * _surprisals(z)[y]


def _trades(z: list[Any], a: Logits, y: int, beta: float = 6.0) -> Any:
    return _surprisals(z)[y] + beta * _divergence(z, a)


EDGES: list[tuple[Logits, Logits, int]] = [
    ([1.0, 2.0, -1.0], [1.0 + 1e-9, 2.0, -1.0], 1),
    ([1.0, 2.0, -1.0], [1e4 + 1.0, 1e4 + 2.0, 1e4 - 1.0 - 2**-30], 0),
    ([50.0, 0.0, -50.0], [0.0, 3.0, 1.0], 2),
    ([50.0, 0.0, -50.0], [-0.4, 2.4, 4.5], 0),
    ([-50.0, 0.0, 800.0], [2.4, -0.4, 4.5], 2),
    ([100.0, -200.0, 0.0], [-300.0, 200.0, 10.0], 1),
    ([0.3, 0.9], [0.9, 0.3], 0),
    ([0.0, 2.5], [1.1, 2.0], 1),
]

# The logits hardly differ beside it, and its square is beyond float64.
HOT = ({"temperature": 1e120}, {"temperature": 1e160, "alpha": 1.0})

ORACLES = {
    "distillation": Rowwise(
        term=_distillation,
        edges=EDGES,
        options=({}, {"alpha": 1.0}, {"alpha": 0.0}, {"temperature": 1.0}, {"temperature": 30.0, "alpha": 0.9}, *HOT),
        scale=lambda z, t, y: (0, 1e-9),
    ),
    "trades": Rowwise(
        term=_trades,
        edges=EDGES,
        options=({}, {"beta": 0.0}, {"beta": 100.0}),
    ),
}
