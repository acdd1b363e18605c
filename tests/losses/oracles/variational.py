"""Oracles of the losses of `lossref.losses.variational`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _divergence(mean: list[Any], log_variance: list[float]) -> Any:
    return mpmath.fsum(mpmath.exp(mpf(s)) + mpf(m) ** 2 - 1 - s for m, s in zip(mean, log_variance, strict=True)) / 2


def _softplus(z: Any) -> Any:
    return max(z, mpf(0)) + mpmath.log1p(mpmath.exp(-abs(z)))


def _elbo(z: list[Any], x: list[float], mean: list[float], log_variance: list[float], beta: float = 1.0) -> Any:
    told = (mpf(t) * _softplus(-mpf(a)) + (1 - mpf(t)) * _softplus(mpf(a)) for a, t in zip(z, x, strict=True))
    return mpmath.fsum(told) + beta * _divergence(mean, log_variance)


def _elbo_slopes(z: list[float], x: list[float], *code: list[float], beta: float = 1.0) -> list[Any]:
    powers = [(mpf(t), mpmath.exp(-abs(mpf(a))), a >= 0) for a, t in zip(z, x, strict=True)]
    return [((1 - t) - t * e if up else (1 - t) * e - t) / (1 + e) for t, e, up in powers]


ORACLES = {
    "gaussian_kl": Rowwise(
        term=_divergence,
        edges=[
            ([0.0, 0.0], [1e-9, -1e-9]),
            ([1e-9, 3.0], [0.49, 0.51]),
            ([1e150, 1.0], [-1e4, -40.0]),
            ([0.0], [-0.5]),
            ([1e-200], [700.0]),
        ],
    ),
    "negative_elbo_bernoulli": Rowwise(
        term=_elbo,
        slopes=_elbo_slopes,
        edges=[
            ([50.0, -50.0, 0.3], [1.0, 0.0, 0.7], [0.0, 0.0], [1e-9, -1e-9]),
            ([1e4, -1e4], [1.0, 1.0], [1.0], [-3.0]),
            ([800.0, -1e-9], [1.0, 0.5], [1e-200], [1e-200]),
        ],
        options=({}, {"beta": 4.0}, {"beta": 0.0}),
        scale=lambda z, x, *code: (0, 1e-3),
    ),
}
