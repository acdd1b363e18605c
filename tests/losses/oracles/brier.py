"""Oracles of the losses of `lossref.losses.brier`."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from mpmath import mpf
from oracle import Elementwise, Rowwise

LABELS = 2.0 * (np.random.default_rng(11).random(41) < 0.3) - 1.0
OUTCOMES = (LABELS + 1) / 2
SHARE = float(np.mean(OUTCOMES))
PROBS = [[0.2, 0.3, 0.5], [1e-30, 0.5, 0.5], [1 - 1e-9, 1e-9, 0.0], [1e-300, 1.0, 0.0], [0.0, 0.0, 1.0]]
PROBS += [list(row) for row in np.random.default_rng(37).dirichlet(np.ones(3), 10)]


def _multiclass(p: list[Any], y: int) -> Any:
    return sum(((mpf(x) - (k == y)) ** 2 for k, x in enumerate(p)), mpf(0))


ORACLES = {
    "brier": Elementwise(
        term=lambda p, t: (p - t) ** 2,
        pairs=st.tuples(st.floats(0, 1), st.floats(0, 1)),
        edges=[(1e-30, 0.0), (0.3, 0.3 + 1e-9), (1 - 2**-53, 1.0), (0.0, 1.0)],
        bayes=(OUTCOMES, lambda t: float(np.mean(t))),
    ),
    "multiclass_brier": Rowwise(term=_multiclass, edges=[(row, y) for row in PROBS for y in range(3)]),
}
