"""All alignments of a sequence of labels with the frames of a recording, as connectionist temporal classification has
them: in each frame a label or the blank; a label may last, and a blank must part two that are equal.

The states of an alignment are the labels with a blank before, between and after them. An alignment goes from a state
to itself, to the next one, or past a blank that parts two different labels. Whatever else a frame shows, the sequence
is lost. A state and what a frame shows decide the next state, so that each sequence of frames is counted once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossref.arrays import Array
from lossref.numerics import Softmax, difference, softmax, sum_of_others
from lossref.wide import Wide, chosen, joined, stacked, wide, wide_exp

Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Alignments:
    """The states of each label sequence of a batch."""

    shown: Indices
    """(B, L): what a frame shows in each state."""

    following: Indices
    """(B, L): the label that may follow a state besides the blank; the blank where there is none."""

    skips: Mask
    """(B, L): whether a state can be entered past the one before it."""

    counts: Array
    """(B, L): 1 for the states that there are, 0 for those of the padding."""

    ends: Array
    """(B, L): 1 where an alignment may end."""


def alignments(labels: Indices, lengths: Indices, blank: int) -> Alignments:
    """The states of the first labels of each row."""
    count, longest = labels.shape
    shown = np.full((count, 2 * longest + 1), blank)
    shown[:, 1::2] = labels
    place, last = np.arange(2 * longest + 1), 2 * lengths[:, np.newaxis]
    following = np.full_like(shown, blank)
    following[:, :-1:2] = labels
    following[:, 1:-2:2] = np.where(labels[:, 1:] == labels[:, :-1], blank, labels[:, 1:])
    following = np.where(place < last - (place % 2), following, blank)
    skips = np.zeros(shown.shape, dtype=np.bool_)
    skips[:, 3::2] = labels[:, 1:] != labels[:, :-1]
    ends = (place == last) | ((place == last - 1) & (last > 0))
    return Alignments(shown, following, skips, (place <= last).astype(float), ends.astype(float))


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How probable the label sequences are, summed over all their alignments."""

    surprisal: Array
    """(B,): minus the logarithm of the probability."""

    gradient: Array
    """(B, T, K): its derivative by the logits; 0 where there is no alignment."""


def likelihood(logits: Array, lengths: Indices, of: Alignments) -> Likelihood:
    """Of logits (B, T, K), the first frames of each row."""
    p = softmax(logits)
    shares = p.powers / p.total
    is_used = (np.arange(logits.shape[1]) < lengths[:, np.newaxis]).T[..., np.newaxis]
    before, after, ahead = _walks(_emitted(logits, p, of), is_used, of)
    total = (after[-1] * wide(of.ends)).sum(axis=-1)
    missed = np.sum(after[-1].as_floats() * (1.0 - of.ends), axis=-1)
    missed += np.sum(np.where(is_used, before.as_floats() * _losses(shares, of), 0.0), axis=(0, 2))
    occupied = _by_class((after * ahead).over(total[:, np.newaxis]), of.shown, logits.shape[-1])
    counts = np.swapaxes(is_used, 0, 1) & (total.mantissa != 0)[:, np.newaxis, np.newaxis]
    return Likelihood(_surprisal(total, missed), np.where(counts, _apart(shares, occupied), 0.0))


def _emitted(logits: Array, p: Softmax, of: Alignments) -> Wide:
    """(T, B, L): the probability of what each state shows in each frame."""
    _, lost = difference(logits.max(axis=-1, keepdims=True), logits)
    at = of.shown[:, np.newaxis, :]
    powers = wide_exp(-np.take_along_axis(p.gaps, at, axis=-1), -np.take_along_axis(lost, at, axis=-1))
    emitted = powers * wide(of.counts[:, np.newaxis, :] / p.total)
    return Wide(np.swapaxes(emitted.mantissa, 0, 1), np.swapaxes(emitted.exponent, 0, 1))


def _walks(emitted: Wide, is_used: Mask, of: Alignments) -> tuple[Wide, Wide, Wide]:
    """(T, B, L): how probable it is to be in each state before and after each frame, and to end well from there on.

    From the end the walk is the same, with the frames and the states in their opposite order. Both are walked at once.
    """
    count, states = of.shown.shape
    leaps = np.zeros(of.skips.shape, dtype=np.bool_)
    leaps[:, :-2] = of.skips[:, 2:]
    first, last = np.zeros((2, count, states))
    first[:, 0] = 1.0
    last[np.arange(count), (of.counts.sum(axis=-1) - 1.0).astype(np.int64)] = 1.0
    walked, entered = _walk(
        joined([emitted, emitted[::-1, :, ::-1]], axis=1),
        wide(np.concatenate([first, last[:, ::-1]])),
        np.concatenate([is_used, is_used[::-1]], axis=1),
        np.concatenate([of.skips, leaps[:, ::-1]]),
    )
    forward = stacked([states[:count] for states in walked])
    return forward[:-1], forward[1:], stacked([states[count:] for states in entered[::-1]])[:, :, ::-1]


def _walk(emitted: Wide, start: Wide, is_used: Mask, skips: Mask) -> tuple[list[Wide], list[Wide]]:
    """The probability of each state at the start and after each frame, and as it is entered, before the frame tells."""
    walked, entered = [start], []
    parts = wide(np.zeros((3, *skips.shape)))
    for frame, used in enumerate(is_used):
        states = walked[-1]
        # From the state itself, from the one before and, where it skips, from the one before that.
        for into, given in ((parts.mantissa, states.mantissa), (parts.exponent, states.exponent)):
            into[0], into[1, :, 1:] = given, given[:, :-1]
            np.copyto(into[2, :, 2:], given[:, :-2], where=skips[:, 2:])
        entered.append(parts.sum(axis=0))
        moved = entered[-1] * emitted[frame]
        walked.append(moved if used.all() else chosen(used, moved, states))
    return walked, entered


def _losses(shares: Array, of: Alignments) -> Array:
    """(T, B, L): the probability that a frame shows neither what a state shows, nor what may follow it.

    A sum of probabilities, not 1 less those that may be all but 1e-300 of it.
    """
    labels = shares.copy()
    labels[..., of.shown[:1, 0]] = 0.0  # a blank loses nothing
    top = np.argmax(labels, axis=-1, keepdims=True)
    lower = labels.copy()
    np.put_along_axis(lower, top, 0.0, axis=-1)
    beside, beside_top = sum_of_others(labels), sum_of_others(lower)
    own, following = of.shown[:, np.newaxis, :], of.following[:, np.newaxis, :]

    def take(x: Array, at: Indices) -> Array:
        return np.take_along_axis(x, at, axis=-1)

    # Where the largest is left in the sum, nothing cancels.
    kept = take(beside, own) - take(labels, following)
    found = np.where(own == top, take(beside_top, following), np.where(following == top, take(beside_top, own), kept))
    return np.asarray(np.swapaxes(found, 0, 1))


def _surprisal(total: Wide, missed: Array) -> Array:
    # Beside a probability near 1, that of all others keeps its digits.
    return np.where(missed < 0.5, -np.log1p(-missed), -total.log())


def _by_class(occupied: Array, shown: Indices, classes: int) -> Array:
    """(B, T, K): the sums over the states that show each class."""
    frames, count, _ = occupied.shape
    row = np.arange(count) * frames + np.arange(frames)[:, np.newaxis]
    place = row[..., np.newaxis] * classes + shown
    sums = np.bincount(place.ravel(), weights=occupied.ravel(), minlength=count * frames * classes)
    return np.asarray(sums, dtype=np.float64).reshape(count, frames, classes)


def _apart(shares: Array, occupied: Array) -> Array:
    """shares - occupied, where both sum to 1: of the largest share, what the others differ by, which may be tiny."""
    apart = shares - occupied
    top = np.argmax(shares, axis=-1, keepdims=True)
    np.put_along_axis(apart, top, 0.0, axis=-1)
    np.put_along_axis(apart, top, -apart.sum(axis=-1, keepdims=True), axis=-1)
    return apart
