"""Oracles of the losses of `lossref.losses.continual`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _ewc(w: list[Any], anchor: list[float], fisher: list[float], strength: float = 1.0) -> Any:
    return mpf(strength) / 2 * mpmath.fsum(f * (x - mpf(a)) ** 2 for x, a, f in zip(w, anchor, fisher, strict=True))


ORACLES = {
    "ewc_penalty": Rowwise(
        term=lambda w, *others, **options: _ewc([mpf(x) for x in w], *others, **options),
        edges=[
            ([3.0, -4.0], [1.0, 1.0], [0.5, 0.0]),
            ([1.0 + 1e-9], [1.0], [1e30]),
            ([1e200, 1.0], [0.0, 1.0], [1e-200, 1.0]),
        ],
        options=({}, {"strength": 0.3}),
    ),
}
