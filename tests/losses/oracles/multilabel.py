"""Oracles of the losses of `lossref.losses.multilabel`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise, softplus

LOGITS = [[50.0, 0.0, -50.0], [300.0, -300.0, 0.0], [1e-9, -1e-9, 1e-300], [0.3, -2.0, 1.5]]
TARGETS = [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.3, 0.5, 1e-17]]
SHARES = np.random.default_rng(43).random((31, 3))


def _mean(z: list[Any], t: list[float]) -> Any:
    parts = (mpf(b) * softplus(-mpf(a)) + (1 - mpf(b)) * softplus(mpf(a)) for a, b in zip(z, t, strict=True))
    return sum(parts, mpf(0)) / len(z)


def _slopes(z: list[float], t: list[float]) -> list[Any]:
    parts = (
        (1 - mpf(b)) / (1 + mpmath.exp(-mpf(a))) - mpf(b) / (1 + mpmath.exp(mpf(a))) for a, b in zip(z, t, strict=True)
    )
    return [part / len(z) for part in parts]


ORACLES = {
    "multilabel_soft_margin": Rowwise(
        term=_mean,
        slopes=_slopes,
        edges=list(itertools.product(LOGITS, TARGETS)),
        scale=lambda z, t: (0, 0 if set(t) <= {0.0, 1.0} else 1),
        draw=lambda rng, sizes: {
            "logits": rng.normal(0, 2, (sizes["n"], sizes["C"])),
            "targets": rng.choice([0.0, 1.0], (sizes["n"], sizes["C"])),
        },
        bayes=({"targets": SHARES}, np.log(SHARES.mean(axis=0)) - np.log1p(-SHARES.mean(axis=0))),
    ),
}
