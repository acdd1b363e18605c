"""Oracles of the losses of `lossref.losses.poly`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

LOGITS = [[50.0, 0.0, -50.0], [300.0, -300.0, 0.0], [1.0, 1.0 + 1e-9, 1.0 - 1e-9], [0.0, 0.0, 0.0]]
LABELS = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.5, 0.25, 0.25]]
RNG = np.random.default_rng(47)
RANDOM = [(list(RNG.normal(0, 3, 3)), list(RNG.dirichlet(np.ones(3)))) for _ in range(10)]


def _poly(z: list[Any], q: list[float], epsilon: float = 2.0) -> Any:
    powers = [mpmath.exp(mpf(x) - max(z)) for x in z]
    total, parts = mpmath.fsum(powers), []
    for k, share in enumerate(q):
        doubt = mpmath.fsum(powers[:k] + powers[k + 1 :]) / total
        parts.append(mpf(share) * (mpf(max(z)) - z[k] + mpmath.log1p(total - 1) + epsilon * doubt))
    return mpmath.fsum(parts)


ORACLES = {
    "poly1_cross_entropy": Rowwise(
        term=_poly,
        edges=[*itertools.product(LOGITS, LABELS), *RANDOM],
        options=({}, {"epsilon": 0.0}, {"epsilon": -0.5}),
        # The slopes of a label that is no one class cancel.
        scale=lambda z, q: (0, 0 if max(q) == 1.0 else 1),
        draw=lambda rng, sizes: {
            "logits": rng.normal(0, 2, (sizes["n"], sizes["C"])),
            "labels": np.eye(sizes["C"])[rng.integers(sizes["C"], size=sizes["n"])],
            "epsilon": float(rng.uniform(-3.0, 3.0)),
        },
    ),
}
