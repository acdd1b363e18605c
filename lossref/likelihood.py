"""How probable label sequences are, summed over all their alignments with the frames of a recording."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossref.alignments import Alignments, Indices, by_class, walks
from lossref.arrays import Array
from lossref.mistakes import mistakes
from lossref.numerics import Softmax, difference, softmax
from lossref.wide import Wide, wide, wide_exp


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Of each label sequence of a batch."""

    surprisal: Array
    """(B,): minus the logarithm of its probability."""

    gradient: Array
    """(B, T, K): the derivative of that by the logits; 0 where there is no alignment."""


def likelihood(logits: Array, lengths: Indices, of: Alignments) -> Likelihood:
    """Of logits (B, T, K), the first frames of each row."""
    p = softmax(logits)
    shares = p.powers / p.total
    is_used = (np.arange(logits.shape[1]) < lengths[:, np.newaxis]).T[..., np.newaxis]
    walked = walks(_emitted(logits, p, of), is_used, of)
    total = (walked.after[-1] * wide(of.ends)).sum(axis=-1)
    missed = mistakes(shares, walked, is_used, of)
    is_sure = missed.mass < 0.5
    # Beside a probability near 1, that of all other sequences keeps its digits.
    surprisal = np.where(is_sure, -np.log1p(-missed.mass), -total.log())
    occupied = by_class((walked.after * walked.ahead).over(total[:, np.newaxis]), of.shown, logits.shape[-1])
    excess = missed.excess / (1.0 - missed.mass)[:, np.newaxis, np.newaxis]
    slope = _balanced(shares, np.where(is_sure[:, np.newaxis, np.newaxis], shares * excess, shares - occupied))
    counts = np.swapaxes(is_used, 0, 1) & (total.mantissa != 0)[:, np.newaxis, np.newaxis]
    return Likelihood(surprisal, np.where(counts, slope, 0.0))


def _emitted(logits: Array, p: Softmax, of: Alignments) -> Wide:
    """(T, B, L): the probability of what each state shows in each frame."""
    _, lost = difference(logits.max(axis=-1, keepdims=True), logits)
    at = of.shown[:, np.newaxis, :]
    powers = wide_exp(-np.take_along_axis(p.gaps, at, axis=-1), -np.take_along_axis(lost, at, axis=-1))
    emitted = powers * wide(of.counts[:, np.newaxis, :] / p.total)
    return Wide(np.swapaxes(emitted.mantissa, 0, 1), np.swapaxes(emitted.exponent, 0, 1))


def _balanced(shares: Array, slope: Array) -> Array:
    """The slopes of a frame, which sum to 0: that of the largest share may be tiny, and is what the others tell."""
    top = np.argmax(shares, axis=-1, keepdims=True)
    np.put_along_axis(slope, top, 0.0, axis=-1)
    np.put_along_axis(slope, top, -slope.sum(axis=-1, keepdims=True), axis=-1)
    return slope
