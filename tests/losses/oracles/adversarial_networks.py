"""Oracles of the losses of `lossref.losses.adversarial_networks`."""

from __future__ import annotations

from typing import Any

import mpmath
from mpmath import mpf
from oracle import Rowwise


def _mean(terms: Any) -> Any:
    listed = list(terms)
    return mpmath.fsum(listed) / len(listed)


def _softplus(z: Any) -> Any:
    return max(z, mpf(0)) + mpmath.log1p(mpmath.exp(-abs(z)))


def _generator(fake: list[Any]) -> Any:
    return _mean(_softplus(-mpf(f)) for f in fake)


def _discriminator(real: list[Any], fake: list[float]) -> Any:
    return _generator(real) + _mean(_softplus(mpf(f)) for f in fake)


def _logistic_slopes(z: list[float], *others: Any) -> list[Any]:
    return [-mpmath.exp(min(-mpf(x), 0)) / (1 + mpmath.exp(-abs(mpf(x)))) / len(z) for x in z]


def _least_squares(real: list[Any], fake: list[float]) -> Any:
    return (_mean((mpf(r) - 1) ** 2 for r in real) + _mean(mpf(f) ** 2 for f in fake)) / 2


def _critic(real: list[Any], fake: list[float]) -> Any:
    return _mean(map(mpf, fake)) - _mean(map(mpf, real))


PAIRS = [
    ([0.0, 1.5, -3.0], [2.0, -0.5]),
    ([1e4, -1e4], [1e4, -1e4, 0.1]),
    ([50.0], [-50.0]),
    ([1.0 + 2**-30, 1e-9], [1e-9]),
    ([1e150], [-1e150, 1.0]),
]

ORACLES = {
    "gan_discriminator": Rowwise(term=_discriminator, slopes=_logistic_slopes, edges=PAIRS),
    "gan_generator_nonsaturating": Rowwise(
        term=_generator, slopes=_logistic_slopes, edges=[(real,) for real, _ in PAIRS]
    ),
    "least_squares_gan_discriminator": Rowwise(term=_least_squares, edges=PAIRS),
    "wasserstein_critic": Rowwise(
        term=_critic, edges=PAIRS, scale=lambda real, fake: (max(map(abs, (*real, *fake))), 0)
    ),
}
