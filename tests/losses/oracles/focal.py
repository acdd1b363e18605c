"""Oracles of the losses of `lossref.losses.focal`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise

LABELS = 2.0 * (np.random.default_rng(11).random(41) < 0.3) - 1.0
OUTCOMES = (LABELS + 1) / 2
SHARE = float(np.mean(OUTCOMES))


def _soft(x: Any) -> Any:
    return max(x, mpf(0)) + mpmath.log1p(mpmath.exp(-abs(x)))


def _focal(z: Any, t: Any, gamma: float = 2.0, alpha: float | None = None) -> Any:
    doubt = t / (1 + mpmath.exp(z)) + (1 - t) / (1 + mpmath.exp(-z))
    weight = 1 if alpha is None else mpf(alpha) * t + (1 - mpf(alpha)) * (1 - t)
    return weight * doubt ** mpf(gamma) * (t * _soft(-z) + (1 - t) * _soft(z))


def _parts(z: float, t: float) -> tuple[Any, Any]:
    return 0, 0 if t in (0.0, 1.0) else _focal(mpf(z), mpf(t), gamma=0) + 1


ORACLES = {
    "sigmoid_focal": Elementwise(
        term=_focal,
        pairs=st.tuples(st.floats(-200, 200), st.sampled_from([0.0, 1.0]) | st.floats(0, 1)),
        edges=[(z, t) for z in (-300.0, -50.0, -1e-9, 0.5, 50.0, 300.0) for t in (0.0, 0.3, 1.0)],
        options=({}, {"gamma": 0.0}, {"gamma": 0.5, "alpha": 0.25}, {"gamma": 5.0}),
        scale=_parts,
        draw=lambda rng, sizes: {
            "logits": rng.normal(0, 2, sizes["n"]),
            "targets": rng.choice([0.0, 1.0], sizes["n"]),
            "gamma": float(rng.uniform(0.5, 3.0)),
        },
    ),
}
