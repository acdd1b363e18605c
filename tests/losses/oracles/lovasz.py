"""Oracles of the losses of `lossref.losses.lovasz`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise


def _jaccard(wrong: set[int], t: list[float]) -> Any:
    """1 - |mask ∩ prediction| / |mask ∪ prediction| of a prediction that is wrong there."""
    mask = {i for i, x in enumerate(t) if x == 1}
    predicted = mask ^ wrong
    return mpf(0) if not mask | predicted else 1 - mpf(len(mask & predicted)) / len(mask | predicted)


def _extension(errors: list[Any], t: list[float]) -> Any:
    order = sorted(range(len(t)), key=lambda i: -errors[i])
    sets = [set(order[:k]) for k in range(len(t) + 1)]
    return mpmath.fsum(errors[order[k]] * (_jaccard(sets[k + 1], t) - _jaccard(sets[k], t)) for k in range(len(t)))


def _hinge(s: list[Any], t: list[float]) -> Any:
    return _extension([max(mpf(0), 1 - (2 * y - 1) * mpf(x)) for x, y in zip(s, t, strict=True)], t)


def _softmax(p: list[list[Any]], y: list[int]) -> Any:
    present = sorted(set(y))
    losses = []
    for c in present:
        t = [float(label == c) for label in y]
        losses.append(_extension([1 - mpf(r[c]) if x else mpf(r[c]) for r, x in zip(p, t, strict=True)], t))
    return mpmath.fsum(losses) / len(present)


ORACLES = {
    "lovasz_hinge": Rowwise(
        term=_hinge,
        edges=[
            ([2.0, -0.5, 0.25], [1.0, 1.0, 0.0]),
            ([0.3, -0.2, 1e4, -7.0, 0.1], [0.0, 1.0, 1.0, 0.0, 1.0]),
            ([0.3, -0.2], [0.0, 0.0]),
            ([1 + 1e-9, 1 - 1e-9, -3.0], [1.0, 1.0, 0.0]),
        ],
        draw=lambda rng, sizes: {
            "scores": rng.normal(0.0, 2.0, sizes["n"]),
            "labels": (rng.random(sizes["n"]) < rng.choice([0.05, 0.5])).astype(float),
        },
    ),
    "lovasz_softmax": Rowwise(
        term=_softmax,
        edges=[
            ([[0.7, 0.3], [0.4, 0.6]], [0, 1]),
            ([[0.2, 0.5, 0.3], [0.1, 0.1, 0.8], [1 - 1e-9, 1e-9, 0.0], [0.6, 0.3, 0.1]], [1, 2, 0, 2]),
            ([[0.2, 0.8], [0.3, 0.7]], [1, 1]),
        ],
        rows=6,
        draw=lambda rng, sizes: {
            "probs": rng.dirichlet(np.ones(sizes["C"]), sizes["n"]),
            "labels": np.arange(sizes["n"]) % sizes["C"],
        },
    ),
}
