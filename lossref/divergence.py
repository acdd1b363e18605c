"""The Kullback–Leibler divergence of two softmaxes, exact also where they hardly differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossref.arrays import Array
from lossref.numerics import Softmax, difference, expm1_surplus, product, softmax


@dataclass(frozen=True, slots=True)
class Divergence:
    """How the distribution p lies to the distribution q, along the last axis."""

    shares: Array
    """p."""

    log_ratio: Array
    """log p - log q, and 0 where both rule a class out."""

    difference: Array
    """p - q."""

    value: Array
    """Σ p log(p / q): one number for each row."""


def divergence(x: Array, y: Array, temperature: float = 1.0) -> Divergence:
    """The softmax p of the logits x against the softmax q of the logits y, both divided by the temperature."""
    p, q = _softened(x, temperature), _softened(y, temperature)
    shares, others = p.powers / p.total, q.powers / q.total
    ratio = _log_ratio(p, q, others, _shift(x, y) / temperature)
    # p log(p/q) - p + q is never negative, and the last two add to 0 over the classes: nothing cancels.
    terms = np.where(ratio < -1.0, others - shares + product(shares, ratio), product(shares, expm1_surplus(-ratio)))
    apart = np.where(np.abs(ratio) < 1.0, others * np.expm1(ratio), shares - others)
    return Divergence(shares, ratio, apart, terms.sum(axis=-1))


def _softened(logits: Array, temperature: float) -> Softmax:
    # The gaps are divided, not the logits, whose rounding would be large beside small gaps.
    return softmax(logits) if temperature == 1.0 else softmax(-softmax(logits).gaps / temperature)


def _shift(x: Array, y: Array) -> Array:
    """x - y, less what it is where y is largest."""
    top = np.argmax(y, axis=-1, keepdims=True)
    rounded, lost = difference(x, y)
    return (rounded - np.take_along_axis(rounded, top, axis=-1)) + (lost - np.take_along_axis(lost, top, axis=-1))


def _log_ratio(p: Softmax, q: Softmax, others: Array, shift: Array) -> Array:
    near = shift - np.log1p((others * np.expm1(shift)).sum(axis=-1, keepdims=True))
    far = np.where(np.isinf(p.surprisal) & np.isinf(q.surprisal), 0.0, q.surprisal - p.surprisal)
    return np.where(np.max(np.abs(shift), axis=-1, keepdims=True) < 1.0, near, far)
