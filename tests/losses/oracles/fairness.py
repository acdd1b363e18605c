"""Oracles of the losses of `lossref.losses.fairness`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise


def _covariance(scores: list[Any], groups: list[float]) -> Any:
    mean = mpmath.fsum(groups) / len(groups)
    return abs(mpmath.fsum((mpf(g) - mean) * s for s, g in zip(scores, groups, strict=True))) / len(groups)


def _draw(rng: np.random.Generator, lengths: Mapping[str, int]) -> dict[str, Any]:
    # Of a single score there is no covariance.
    count = max(lengths["n"], 4)
    return {"scores": rng.normal(0.0, 2.0, count), "groups": rng.permutation(np.arange(count) % 2 * 1.0)}


ORACLES = {
    "demographic_parity_covariance": Rowwise(
        term=_covariance,
        edges=[
            ([1.0, 3.0, 2.0], [0.0, 1.0, 1.0]),
            ([1.0 + 1e-9, 1.0], [0.0, 1.0]),
            ([1e200, -1e200, 0.0], [0.3, -0.2, 1e-30]),
        ],
        scale=lambda scores, groups: (
            mpmath.fsum(abs(mpf(s)) for s in scores) * max(map(abs, groups)) / len(scores),
            mpf(max(map(abs, groups))) / len(groups),
        ),
        draw=_draw,
    ),
}
