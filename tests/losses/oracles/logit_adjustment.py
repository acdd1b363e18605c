"""Oracles of the losses of `lossref.losses.logit_adjustment`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

LOGITS = [
    [50.0, 0.0, -50.0],
    [1e4, 1e4 + 0.1, 1e4 - 700.0],
    [1e4, -1e4, 0.0],
    [1e300, -1e300, 1e299],
    [1.0, 1.0 + 1e-9, 1.0 - 1e-9],
    [0.0, 0.0, 0.0],
]
RNG = np.random.default_rng(63)
SHARES, PRIORS = np.array([0.5, 0.3, 0.2]), [0.75, 0.125, 0.125]


def _adjusted(z: list[Any], priors: Any, tau: float) -> list[Any]:
    return [mpf(x) + mpf(tau) * mpmath.log(mpf(float(prior))) for x, prior in zip(z, priors, strict=True)]


def _term(z: list[Any], y: int, priors: Any, tau: float = 1.0) -> Any:
    a = _adjusted(z, priors, tau)
    top = a.index(max(a))
    rest = mpmath.fsum(mpmath.exp(x - a[top]) for k, x in enumerate(a) if k != top)
    return a[top] - a[y] + mpmath.log1p(rest)


def _slopes(z: list[float], y: int, priors: Any, tau: float = 1.0) -> list[Any]:
    a = _adjusted(z, priors, tau)
    powers = [mpmath.exp(x - max(a)) for x in a]
    doubt = mpmath.fsum(powers[:y] + powers[y + 1 :])
    return [(-doubt if k == y else power) / mpmath.fsum(powers) for k, power in enumerate(powers)]


ORACLES = {
    "logit_adjusted_cross_entropy": Rowwise(
        term=_term,
        slopes=_slopes,
        edges=[*itertools.product(LOGITS, range(3)), *((list(RNG.normal(0, 5, 3)), k % 3) for k in range(12))],
        options=(
            {"priors": PRIORS},
            {"priors": PRIORS, "tau": 0.0},
            {"priors": [1.0, 1e-30, 1e-300]},
            {"priors": list(RNG.dirichlet(np.ones(3))), "tau": 2.5},
        ),
        bayes=({"labels": np.repeat([0, 1, 2], [5, 3, 2]), "priors": PRIORS}, np.log(SHARES / PRIORS)),
    ),
}
