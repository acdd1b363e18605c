"""Oracles of the losses of `lossref.losses.divergence`."""

from __future__ import annotations

import itertools
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise, xlogy

RNG = np.random.default_rng(19)
DISTRIBUTIONS = [
    [0.2, 0.3, 0.5],
    [0.2 + 1e-9, 0.3 - 1e-9, 0.5],
    [1e-30, 0.5, 0.5],
    [1 - 2**-33, 2**-33, 0.0],
    [1e-300, 1.0, 0.0],
]
LOGS = [[-1e-300, -1e4, -1.0], [-1e300, -1e-9, -0.5], [-0.3, -0.7, -2.0]]
RANDOM = [(list(RNG.dirichlet(np.ones(3))), list(RNG.dirichlet(np.ones(3)))) for _ in range(20)]
AMOUNTS = [[0.0, 1.0, 2.0], [1e-30, 1e150, 1.0 + 1e-9], [3.0, 3.0, 3.0]]
FREE = [[0.0, 1e-9, np.log(2.0)], [-800.0, 300.0, 1e-9], [np.log(3.0), 1.0, -1e4], [-1e-12, 0.25, 0.75]]
SHARES = RNG.uniform(0, 3, (31, 3))


def _kl(logs: list[Any], q: list[float], log_target: bool = False) -> Any:
    return sum((xlogy(mpf(b), mpf(b)) - mpf(b) * a for a, b in zip(logs, q, strict=True)), mpf(0))


def _kl_scale(logs: list[float], q: list[float]) -> tuple[Any, Any]:
    return sum(abs(xlogy(mpf(b), mpf(b))) + abs(mpf(b) * a) for a, b in zip(logs, q, strict=True)), 0


def _generalized(logs: list[Any], q: list[float]) -> Any:
    parts = (xlogy(mpf(b), mpf(b)) - mpf(b) * a - b + mpmath.exp(a) for a, b in zip(logs, q, strict=True))
    return sum(parts, mpf(0))


def _generalized_scale(logs: list[float], q: list[float]) -> tuple[Any, Any]:
    # The logarithm of a target is known to the last of its own digits only.
    parts = [mpf(b) * (abs(mpmath.log(b)) + abs(mpf(a)) + 1) for a, b in zip(logs, q, strict=True) if b]
    return sum(parts), max([*parts, 0])


ORACLES = {
    "kl_divergence": Rowwise(
        term=_kl,
        edges=[*itertools.product(LOGS, DISTRIBUTIONS), *(([float(np.log(x)) for x in p], q) for p, q in RANDOM)],
        scale=_kl_scale,
    ),
    "generalized_kl_divergence": Rowwise(
        term=_generalized,
        edges=[*itertools.product(FREE, AMOUNTS)],
        scale=_generalized_scale,
        bayes=({"targets": SHARES}, np.log(SHARES.mean(axis=0))),
    ),
}
