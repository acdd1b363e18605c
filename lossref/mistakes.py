"""How probable it is that frames say another label sequence than the given one: sums of their own.

1 less the probability of the given one would leave nothing of 1e-22.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lossref.alignments import Alignments, Indices, Mask, Walks, by_class
from lossref.arrays import Array
from lossref.numerics import sum_of_others


@dataclass(frozen=True, slots=True)
class Mistakes:
    """All sequences of labels but the given one."""

    mass: Array
    """(B,): their probability."""

    excess: Array
    """(B, T, K): by how much a class in a frame makes them more probable."""


def mistakes(shares: Array, walked: Walks, is_used: Mask, of: Alignments) -> Mistakes:
    """By the probability of each class in each frame (B, T, K)."""
    losses, before = _losses(shares, of), walked.before.as_floats()
    lost = np.sum(np.where(is_used, before * losses, 0.0), axis=-1)
    mass = np.sum(lost, axis=0) + np.sum(walked.after[-1].as_floats() * (1.0 - of.ends), axis=-1)
    entered, earlier = walked.entered.as_floats() * of.counts, np.cumsum(lost, axis=0) - lost
    if_class = earlier.T[..., np.newaxis] + _lost_now(before, entered, of, shares.shape[-1])
    if_class += by_class(entered * _ahead(shares, losses, is_used, of), of.shown, shares.shape[-1])
    return Mistakes(mass, if_class - mass[:, np.newaxis, np.newaxis])


def _ahead(shares: Array, losses: Array, is_used: Mask, of: Alignments) -> Array:
    """(T, B, L): from each state after each frame, the probability of a mistake later on."""
    emitted = np.take_along_axis(shares, of.shown[:, np.newaxis, :], axis=-1) * of.counts[:, np.newaxis, :]
    found = np.empty(losses.shape)
    found[-1] = 1.0 - of.ends
    for frame in range(len(losses) - 1, 0, -1):
        through = emitted[:, frame] * found[frame]
        before = losses[frame] + through
        before[:, :-1] += through[:, 1:]
        before[:, :-2] += np.where(of.skips[:, 2:], through[:, 2:], 0.0)
        found[frame - 1] = np.where(is_used[frame], before, found[frame])
    return found


def _lost_now(before: Array, entered: Array, of: Alignments, classes: int) -> Array:
    """(B, T, K): the probability of the states before each frame that each class would lose."""
    lost: Array = before.sum(axis=-1).T[..., np.newaxis] - by_class(entered, of.shown, classes)
    # The difference keeps its digits but for the classes that the most probable state lets pass.
    top = np.argmax(before, axis=-1)
    for passing in (of.shown, of.following):
        label = passing[np.arange(len(passing)), top]
        is_lost = (of.shown != label[..., np.newaxis]) & (of.following != label[..., np.newaxis])
        mass = np.sum(np.where(is_lost, before, 0.0), axis=-1)
        np.put_along_axis(lost, label.T[..., np.newaxis], mass.T[..., np.newaxis], axis=-1)
    lost[..., of.shown[:1, 0]] = 0.0  # a blank loses nothing
    return lost


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
