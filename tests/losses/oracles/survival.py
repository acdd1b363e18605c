"""Oracles of the losses of `lossref.losses.survival`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise


def _value(s: list[Any], t: list[float], e: list[float], weights: Any = None) -> Any:
    w = [mpf(1)] * len(t) if weights is None else [mpf(x) for x in weights]
    terms = []
    for i, event in enumerate(e):
        if event and w[i]:
            others = (w[j] * mpmath.exp(mpf(s[j]) - s[i]) for j in range(len(t)) if t[j] >= t[i] and j != i)
            terms.append(w[i] * (mpmath.log1p(mpmath.fsum(others) / w[i]) + mpmath.log(w[i])))
    return mpmath.fsum(terms)


def _taken(s: list[float], t: list[float], e: list[float]) -> Any:
    shares = [
        1 - 1 / (1 + mpmath.fsum(mpmath.exp(mpf(s[j]) - s[i]) for j in range(len(t)) if t[j] >= t[i] and j != i))
        for i in range(len(t))
    ]
    return mpmath.fsum(share for share, event in zip(shares, e, strict=True) if event)


def _draw(rng: np.random.Generator, lengths: Mapping[str, int]) -> dict[str, Any]:
    # Who is at risk alone has no slope: two at least, and the first with an event that the second may have seen.
    count = 2 if lengths["n"] == 1 else lengths["n"]
    events = rng.choice([0.0, 1.0], count)
    events[:1] = 1.0
    times = rng.integers(1, 5, count).astype(float)
    times[:1] = 1.0
    return {"risk_scores": rng.normal(0.0, 2.0, count), "times": times, "events": events}


RNG = np.random.default_rng(5)

ORACLES = {
    "cox_partial_likelihood": Rowwise(
        term=_value,
        edges=[
            ([0.5, -1.0, 2.0, 0.0], [1.0, 2.0, 2.0, 3.0], [1.0, 1.0, 1.0, 0.0]),
            ([50.0, 0.0, -50.0], [1.0, 2.0, 3.0], [1.0, 1.0, 1.0]),
            ([1e4, -1e4, 0.0], [3.0, 2.0, 1.0], [0.0, 1.0, 0.0]),
            ([1.0, 1.0 + 1e-9], [2.0, 2.0], [1.0, 1.0]),
            (list(RNG.normal(0.0, 5.0, 12)), list(RNG.integers(1, 6, 12) / 2), [1.0, 0.0, 1.0] * 4),
        ],
        # A score beside the sum of all at risk; and of each event what the others take.
        scale=lambda s, t, e: (max(map(abs, s)) if len(set(t)) < len(t) else 0, _taken(s, t, e)),
        draw=_draw,
    ),
}
