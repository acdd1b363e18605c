"""Oracles of the losses of `lossref.losses.metric`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise


def _length(a: list[Any], b: list[float]) -> Any:
    return mpmath.sqrt(mpmath.fsum((mpf(x) - mpf(y)) ** 2 for x, y in zip(a, b, strict=True)))


def _hinge(d: list[Any], y: list[float], margin: float = 1.0) -> Any:
    return mpmath.fsum(mpf(x) if s > 0 else max(mpf(0), mpf(margin) - x) for x, s in zip(d, y, strict=True))


def _pair(a: list[Any], b: list[float], t: float, margin: float = 1.0) -> Any:
    d = _length(a, b)
    return d**2 / 2 if t else max(mpf(0), mpf(margin) - d) ** 2 / 2


def _triplet(a: list[Any], p: list[float], q: list[float], margin: float = 1.0) -> Any:
    return max(mpf(0), _length(a, p) - _length(a, q) + mpf(margin))


def _strangers_first(rng: np.random.Generator, n: int, stranger: float) -> np.ndarray:
    labels = rng.choice([stranger, 1.0], n)
    labels[:1] = rng.choice([stranger, 1.0, stranger])  # the kinks are theirs
    return labels


def _line(rng: np.random.Generator, sizes: Any) -> dict[str, Any]:
    """Pairs that differ in one number, so that they can meet."""
    first = rng.normal(0, 2, (sizes["n"], sizes["d"]))
    second = first + np.eye(1, sizes["d"]) * rng.normal(0, 0.3, (sizes["n"], 1))
    return {"embeddings1": first, "embeddings2": second, "labels": _strangers_first(rng, sizes["n"], 0.0)}


ORACLES = {
    "hinge_embedding": Rowwise(
        term=_hinge,
        edges=[([0.25, 0.25, 3.0, 1.0 - 1e-9], [1.0, -1.0, -1.0, -1.0])],
        options=({}, {"margin": 2.5}),
        draw=lambda rng, sizes: {
            "distances": rng.uniform(0.2, 3.0, sizes["n"]),
            "labels": _strangers_first(rng, sizes["n"], -1.0),
            "margin": float(rng.uniform(0.2, 0.9)),
        },
    ),
    "contrastive_pair": Rowwise(
        term=_pair,
        edges=[
            ([3.0, 4.0], [0.0, 0.0], 1.0),
            ([0.5, 0.1], [0.0, 0.3], 0.0),
            ([1.0 + 1e-9, 1.0], [1.0, 1.0], 1.0),
            ([1.0 + 1e-9, 1.0], [1.0, 1.0], 0.0),
            ([1e150, 1.0], [0.0, 0.0], 1.0),
            ([1e200, 1.0], [0.0, 0.0], 0.0),
        ],
        options=({}, {"margin": 2.0}),
        draw=_line,
    ),
    "triplet_margin": Rowwise(
        term=_triplet,
        edges=[
            ([0.0, 0.0], [3.0, 4.0], [0.0, 2.0]),
            ([1e200, 0.0], [0.0, 1e200], [1e200, 1.0]),
            ([1.0 + 1e-9, 1.0], [1.0, 1.0], [1.0, 1.0 - 3e-9]),
            ([0.0, 0.0], [0.1, 0.0], [5.0, 5.0]),
        ],
        options=({}, {"margin": 0.2}),
        scale=lambda a, p, q: (_length(a, p) + _length(a, q) + 1, 0),
    ),
}
