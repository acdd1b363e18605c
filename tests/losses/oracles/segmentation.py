"""Oracles of the losses of `lossref.losses.segmentation`."""

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
    smooth = float(rng.choice([0.0, 0.5]))
    return {"probs": rng.uniform(0.05, 0.95, sizes["n"]), "targets": targets, "smooth": smooth}


def _tversky(p: list[Any], t: list[float], alpha: float = 0.5, beta: float = 0.5, smooth: float = 0.0) -> Any:
    pairs = [(mpf(a), mpf(b)) for a, b in zip(p, t, strict=True)]
    shared = mpmath.fsum(a * b for a, b in pairs) + mpf(smooth)
    false = mpmath.fsum(a * (1 - b) for a, b in pairs)
    missed = mpmath.fsum((1 - a) * b for a, b in pairs)
    return 1 - shared / (shared + mpf(alpha) * false + mpf(beta) * missed)


ORACLES = {
    "dice": Rowwise(
        term=lambda p, t, smooth=0.0: _tversky(p, t, 0.5, 0.5, smooth / 2),
        edges=MASKS,
        options=({}, {"smooth": 1.0}),
        draw=_draw,
    ),
    "soft_jaccard": Rowwise(
        term=lambda p, t, smooth=0.0: _tversky(p, t, 1.0, 1.0, smooth),
        edges=MASKS,
        options=({}, {"smooth": 1.0}),
        draw=_draw,
    ),
}
