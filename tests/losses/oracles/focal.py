"""Oracles of the losses of `lossref.losses.focal`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise, Rowwise, softplus

LABELS = 2.0 * (np.random.default_rng(11).random(41) < 0.3) - 1.0
OUTCOMES = (LABELS + 1) / 2
SHARE = float(np.mean(OUTCOMES))


def _focal(z: Any, t: Any, gamma: float = 2.0, alpha: float | None = None) -> Any:
    doubt = t / (1 + mpmath.exp(z)) + (1 - t) / (1 + mpmath.exp(-z))
    weight = 1 if alpha is None else mpf(alpha) * t + (1 - mpf(alpha)) * (1 - t)
    return weight * doubt ** mpf(gamma) * (t * softplus(-z) + (1 - t) * softplus(z))


def _parts(z: float, t: float) -> tuple[Any, Any]:
    return 0, 0 if t in (0.0, 1.0) else _focal(mpf(z), mpf(t), gamma=0) + 1


LOGITS = [[50.0, 0.0, -50.0], [1e3, -1e3, 0.0], [1e300, -1e300, 1e299], [0.0, 0.0, 0.0], [1.0, 1.0 + 1e-9, 1.0 - 1e-9]]
LOGITS += [list(row) for row in np.random.default_rng(41).normal(0, 3, (10, 3))]


def _powers(z: list[float]) -> list[Any]:
    return [mpmath.exp(mpf(x) - max(z)) for x in z]


def _of_classes(z: list[float], y: int, gamma: float = 2.0) -> Any:
    with mpmath.workdps(1600):
        powers = _powers(z)
        doubt = mpmath.fsum(powers[:y] + powers[y + 1 :]) / mpmath.fsum(powers)
        surprisal = mpf(max(z)) - z[y] + mpmath.log1p(mpmath.fsum(powers) - 1)
        return (doubt ** mpf(gamma) if gamma else 1) * surprisal


def _slopes_of_classes(z: list[float], y: int, gamma: float = 2.0) -> list[Any]:
    with mpmath.workdps(1600):
        powers, total = _powers(z), mpmath.fsum(_powers(z))
        doubt = mpmath.fsum(powers[:y] + powers[y + 1 :]) / total
        if doubt == 0:
            return [mpf(0)] * len(z)
        fall = gamma * powers[y] / total * doubt ** (mpf(gamma) - 1) if gamma else 0
        steepness = doubt ** mpf(gamma) + fall * _of_classes(z, y, 0.0)
        return [steepness * (-doubt if k == y else powers[k] / total) for k in range(len(z))]


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
    "softmax_focal": Rowwise(
        term=_of_classes,
        slopes=_slopes_of_classes,
        edges=[(row, y) for row in LOGITS for y in range(3)],
        options=({}, {"gamma": 0.0}, {"gamma": 0.5}, {"gamma": 5.0}),
    ),
}
