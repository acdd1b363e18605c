"""Oracles of the losses of `lossref.losses.pair_similarity`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise, slopes

RNG = np.random.default_rng(7)
ROWS, LABELS = RNG.normal(size=(6, 3)).tolist(), [0, 1, 0, 2, 1, 0]

# Rows that differ by 1e-9.
NEAR = (np.array([1.3, -0.7, 1.9]) + 1e-9 * RNG.normal(size=(6, 3))).tolist()


def _cosine(a: list[Any], b: list[Any]) -> Any:
    dot = mpmath.fsum(mpf(x) * mpf(y) for x, y in zip(a, b, strict=True))
    return dot / mpmath.sqrt(mpmath.fsum(mpf(x) ** 2 for x in a)) / mpmath.sqrt(mpmath.fsum(mpf(y) ** 2 for y in b))


def _cosines(rows: list[list[Any]]) -> list[list[Any]]:
    below = [[_cosine(a, b) for b in rows[:i]] for i, a in enumerate(rows)]
    return [[below[max(i, j)][min(i, j)] if i != j else mpf(1) for j in range(len(rows))] for i in range(len(rows))]


def _value(
    rows: list[list[Any]],
    labels: list[int],
    gamma: float = 80.0,
    margin: float = 0.4,
    weights: Any = None,
    held: Any = None,
) -> Any:
    """The sum of the terms; the weights of the pairs are those at the cosines `held`, or at those of the rows."""
    g, m, total = mpf(gamma), mpf(margin), mpf(0)
    cosines = _cosines(rows)
    for i in range(len(rows)):
        own, others = [], []
        for j in range(len(rows)):
            c = cosines[i][j]
            at = (held or cosines)[i][j]
            if labels[j] != labels[i]:
                others.append(mpmath.exp(g * max(0, at + m) * (c - m)))
            elif j != i:
                own.append(mpmath.exp(-g * max(0, 1 + m - at) * (c - 1 + m)))
        total += (1 if weights is None else mpf(weights[i])) * mpmath.log1p(mpmath.fsum(others) * mpmath.fsum(own))
    return total


def _slopes(rows: list[list[Any]], labels: list[int], **options: Any) -> list[Any]:
    # Digits as in the differences.
    with mpmath.workdps(1600):
        held = _cosines(rows)
    return slopes(_value, rows, labels, **options, held=held)


ORACLES = {
    "circle": Rowwise(
        term=_value,
        slopes=_slopes,
        edges=[
            (ROWS, LABELS),
            (NEAR, LABELS),
            (
                [[1.0, 2.0], [-3.0, 0.5], [1.1, 2.1], [-2.0, 0.5], [0.9, 1.9], [-5.0, 0.7]],
                [5, 3, 5, 3, 5, 3],
            ),
            (
                [[1e200, 0.0], [1e-81, 1e-80], [1e150, 1e149], [1e-3, 1.0], [3.0, -1.0], [-2.0, 7.0]],
                [0, 1, 1, 0, 2, 1],
            ),
            (ROWS, [0] * 6),
        ],
        options=(
            {},
            {"gamma": 1.0, "margin": 0.25},
            {"gamma": 256.0, "margin": 0.0},
            {"weights": [2.0, 0.0, 1.0, 0.5, 1.0, 3.0]},
        ),
        draw=lambda rng, sizes: {
            "embeddings": rng.normal(0.0, 2.0, (5, sizes["d"])),
            "labels": np.array([0, 0, 1, 1, 0]),
            "gamma": 2.0,
            "margin": 0.4,
        },
    ),
}
