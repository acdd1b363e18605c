"""Oracles of the losses of `lossref.losses.binary`."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise, softplus, xlogy

OUTCOMES = (np.random.default_rng(11).random(41) < 0.3).astype(float)
PROBABILITIES = (1e-300, 1e-30, 1e-17, 1e-9, 0.5, 1 - 1e-9, 1 - 2**-53)


def _with_logits(z: Any, t: Any, pos_weight: float = 1.0, label_smoothing: float = 0.0) -> Any:
    t = (1 - mpf(label_smoothing)) * t + mpf(label_smoothing) / 2
    return mpf(pos_weight) * t * softplus(-z) + (1 - t) * softplus(z)


ORACLES = {
    "binary_cross_entropy": Elementwise(
        term=lambda p, t: -xlogy(t, p) - xlogy(1 - t, 1 - p),
        pairs=st.tuples(st.floats(1e-300, 1 - 1e-16), st.floats(0, 1) | st.sampled_from([0.0, 1.0])),
        edges=[
            *((p, t) for p in PROBABILITIES for t in (0.0, 0.3, 1.0)),
            (0.3, 0.3 + 1e-9),
            (1e-30, 1e-30),
            (1 - 2**-53, 1 - 1e-9),
        ],
        bayes=(OUTCOMES, lambda t: float(np.mean(t))),
    ),
    "binary_cross_entropy_with_logits": Elementwise(
        term=_with_logits,
        pairs=st.tuples(st.floats(-700, 700), st.floats(0, 1) | st.sampled_from([0.0, 1.0])),
        edges=[(z, t) for z in (-1e4, -700.0, -50.0, -1e-9, 1e-300, 0.5, 50.0, 1e4) for t in (0.0, 1e-9, 0.3, 1.0)],
        options=({}, {"pos_weight": 7.0}, {"label_smoothing": 0.1}, {"pos_weight": 0.3, "label_smoothing": 0.3}),
        scale=lambda z, t: (0, 0 if t in (0.0, 1.0) else 1),
        bayes=(OUTCOMES, lambda t: float(np.log(np.mean(t) / (1 - np.mean(t))))),
    ),
}
