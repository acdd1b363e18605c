"""Oracles of the losses of `lossref.losses.uncertainty`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _entropy(z: list[Any]) -> Any:
    # The digits that are lost where the sure class has the rest of 1 are far more than 450 at logits of 1e4.
    powers = [mpmath.exp(mpf(x) - max(z)) for x in z]
    top = max(range(len(z)), key=lambda k: z[k])
    log_total = mpmath.log1p(mpmath.fsum(p for k, p in enumerate(powers) if k != top))
    total = mpmath.exp(log_total)
    return mpmath.fsum(p / total * (mpf(max(z)) - x + log_total) for p, x in zip(powers, z, strict=True))


def _slopes(z: list[float]) -> list[Any]:
    gaps = [mpf(max(z)) - x for x in z]
    powers = [mpmath.exp(-gap) for gap in gaps]
    total = mpmath.fsum(powers)
    return [
        p / total * mpmath.fsum(q * (gap - other) for q, other in zip(powers, gaps, strict=True)) / total
        for p, gap in zip(powers, gaps, strict=True)
    ]


ORACLES = {
    "entropy": Rowwise(
        term=_entropy,
        slopes=_slopes,
        edges=[
            ([50.0, 0.0, -50.0],),
            ([1e4, -1e4, 0.0],),
            ([1.0, 1.0 + 1e-9, 1.0 - 1e-9],),
            ([0.0, 0.0],),
            ([-700.0, 30.0, 29.0],),
            ([0.3],),
        ],
        scale=lambda z: (0, max(mpmath.exp(x - mpf(max(z))) * (max(z) - x) for x in z)),
    ),
}
