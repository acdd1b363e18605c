"""Oracles of the losses of `lossref.losses.reinforcement`."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise

RNG = np.random.default_rng(5)
REWARDS, NEXT = RNG.normal(size=(41, 1)), RNG.normal(size=(41, 1))
DONES = RNG.choice([0.0, 1.0], (41, 1))


def _td(v: list[Any], r: list[float], u: list[float], d: list[float], gamma: float = 0.99) -> Any:
    steps = zip(v, r, u, d, strict=True)
    return mpmath.fsum((mpf(b) + mpf(gamma) * (1 - mpf(e)) * c - a) ** 2 / 2 for a, b, c, e in steps)


def _td_parts(v: list[float], r: list[float], u: list[float], d: list[float]) -> tuple[Any, Any]:
    parts = mpmath.fsum(abs(mpf(x)) for x in (*v, *r, *u))
    return parts * mpmath.sqrt(2 * _td(v, r, u, d)), parts


def _surprisal(z: list[Any], a: int) -> Any:
    others = mpmath.fsum(mpmath.exp(mpf(x) - z[a]) for k, x in enumerate(z) if k != a)
    return mpmath.log1p(others)


def _slopes(z: list[float], a: int, advantage: float) -> list[Any]:
    powers = [mpmath.exp(mpf(x) - max(z)) for x in z]
    total, others = mpmath.fsum(powers), mpmath.fsum(p for k, p in enumerate(powers) if k != a)
    return [advantage * (-others if k == a else p) / total for k, p in enumerate(powers)]


def _ppo(p: list[Any], old: list[float], advantages: list[float], epsilon: float = 0.2) -> Any:
    total = mpf(0)
    for a, b, c in zip(p, old, advantages, strict=True):
        ratio = mpmath.exp(mpf(a) - b)
        total -= min(ratio * c, min(max(ratio, 1 - mpf(epsilon)), 1 + mpf(epsilon)) * c)
    return total


ORACLES = {
    "td_squared_error": Rowwise(
        term=_td,
        edges=[
            ([1.0, 2.0], [0.5, -0.5], [3.0, 1e300], [0.0, 1.0]),
            ([1.0 + 1e-9], [1.0], [0.0], [0.0]),
            ([1e150, 1e-150], [0.0, 0.0], [0.0, 1e-150], [1.0, 0.0]),
        ],
        options=({}, {"gamma": 0.0}, {"gamma": 1.0}),
        scale=_td_parts,
        bayes=(
            {"rewards": REWARDS, "next_values": NEXT, "dones": DONES},
            [float(np.mean(REWARDS + 0.99 * (1 - DONES) * NEXT))],
        ),
    ),
    "policy_gradient": Rowwise(
        term=lambda z, a, advantage: mpf(advantage) * _surprisal(z, a),
        slopes=_slopes,
        edges=[
            ([50.0, 0.0, -50.0], 0, 2.0),
            ([1e4, -1e4, 0.0], 1, -3.0),
            ([1.0, 1.0 + 1e-9, 1.0 - 1e-9], 2, 1e-9),
            ([-700.0, 30.0, 29.0], 0, 0.0),
        ],
    ),
    "ppo_clip": Rowwise(
        term=_ppo,
        edges=[
            ([-1.0, -2.0, -0.5], [-1.1, -1.0, -3.0], [1.0, -1.0, -2.0]),
            ([-1e-9, 700.0], [0.0, 0.0], [2.0, -1e-9]),
            ([-1e4, 3.0], [0.0, 0.0], [-5.0, 0.0]),
        ],
        options=({}, {"epsilon": 1e-9}),
    ),
}
