"""Oracles of the losses of `lossref.losses.cost_sensitive`."""

from __future__ import annotations

from typing import Any

import numpy as np
from mpmath import mpf
from oracle import Rowwise

RNG = np.random.default_rng(23)
COST = {"cost": [[0.0, 1.0, 1e-30], [1e150, 0.0, 3.0], [0.5, 0.25, 0.0]]}


def _cost(p: list[Any], y: int, cost: Any) -> Any:
    return sum((mpf(a) * mpf(c) for a, c in zip(p, cost[y], strict=True)), mpf(0))


ORACLES = {
    "cost_sensitive_expected_cost": Rowwise(
        term=_cost,
        edges=[(p, y) for p in ([0.2, 0.3, 0.5], [1e-30, 1.0, 0.0], list(RNG.dirichlet(np.ones(3)))) for y in range(3)],
        options=(COST,),
    ),
}
