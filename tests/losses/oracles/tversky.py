"""Oracles of the losses of `lossref.losses.tversky`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

MASKS = [
    ([1.0, 0.5, 0.0], [1.0, 1.0, 0.0]),
    ([1 - 1e-9, 1e-9, 1e-30], [1.0, 0.0, 0.0]),
    ([0.2, 0.7, 0.9, 0.4], [0.0, 1.0, 1.0, 0.0]),
    ([1.0, 1.0 - 2**-53], [1.0, 1.0]),
]


def _draw(rng: np.random.Generator, sizes: Any) -> dict[str, Any]:
    targets = (rng.random(sizes["n"]) < rng.choice([0.05, 0.5])).astype(float)
    targets[0] = 1.0  # an empty mask has no ratio
    alpha, beta = (float(x) for x in rng.choice([0.2, 0.5, 4.0], 2))
    smooth = float(rng.choice([0.0, 0.5]))
    probs = rng.uniform(0.05, 0.95, sizes["n"])
    return {"probs": probs, "targets": targets, "alpha": alpha, "beta": beta, "smooth": smooth}


def _tversky(p: list[Any], t: list[float], alpha: float = 0.5, beta: float = 0.5, smooth: float = 0.0) -> Any:
    pairs = [(mpf(a), mpf(b)) for a, b in zip(p, t, strict=True)]
    shared = mpmath.fsum(a * b for a, b in pairs) + mpf(smooth)
    false = mpmath.fsum(a * (1 - b) for a, b in pairs)
    missed = mpmath.fsum((1 - a) * b for a, b in pairs)
    return 1 - shared / (shared + mpf(alpha) * false + mpf(beta) * missed)


def _focal(p: list[Any], t: list[float], gamma: float = 0.75, **options: float) -> Any:
    return _tversky(p, t, **({"alpha": 0.3, "beta": 0.7} | options)) ** mpf(gamma)


ORACLES = {
    "tversky": Rowwise(
        term=_tversky,
        edges=MASKS,
        options=({}, {"alpha": 0.3, "beta": 0.7}, {"alpha": 0.0, "beta": 2.0, "smooth": 0.5}),
        draw=_draw,
    ),
    "focal_tversky": Rowwise(term=_focal, edges=MASKS, options=({}, {"gamma": 2.0}), draw=_draw),
}
