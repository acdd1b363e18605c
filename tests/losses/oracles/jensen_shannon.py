"""Oracles of the losses of `lossref.losses.jensen_shannon`."""

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
RANDOM = [(list(RNG.dirichlet(np.ones(3))), list(RNG.dirichlet(np.ones(3)))) for _ in range(20)]


def _js(p: list[Any], q: list[float]) -> Any:
    total = mpf(0)
    for a, b in zip(p, q, strict=True):
        middle = (mpf(a) + mpf(b)) / 2
        if middle:
            total += (xlogy(mpf(a), mpf(a) / middle) + xlogy(mpf(b), mpf(b) / middle)) / 2
    return total


def _js_slopes(p: list[float], q: list[float]) -> list[Any]:
    def slope(a: float, b: float) -> Any:
        if b == 0:
            return mpmath.log(2) / 2
        return mpmath.log(2 * mpf(a) / (mpf(a) + mpf(b))) / 2 if a else mpf("-inf")

    return [slope(a, b) for a, b in zip(p, q, strict=True)]


ORACLES = {
    "js_divergence": Rowwise(
        term=_js,
        slopes=_js_slopes,
        edges=[*itertools.product(DISTRIBUTIONS, DISTRIBUTIONS), *RANDOM],
        draw=lambda rng, sizes: {
            "probs": rng.dirichlet(np.full(sizes["C"], 9.0), sizes["n"]),
            "targets": rng.dirichlet(np.full(sizes["C"], 9.0), sizes["n"]),
        },
    ),
}
