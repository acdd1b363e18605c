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
from lossref.wide import Wide, chosen, joined, stacked, wide

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
class Walks:
    """(T, B, L): how probable the states are on the way through the frames."""

    before: Wide
    """To be in each state before each frame, the sequence not lost so far."""

    entered: Wide
    """To be in a state from which each state can be entered, or stayed in."""

    after: Wide
    """To be in each state after each frame."""

    ahead: Wide
    """From each state after each frame, to end well."""


def walks(emitted: Wide, is_used: Mask, of: Alignments) -> Walks:
    """Of frames, used or not (T, B, 1), by the probability of what each state shows in each of them (T, B, L).

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
    ahead = stacked([states[count:] for states in entered[::-1]])
    return Walks(forward[:-1], stacked([states[:count] for states in entered]), forward[1:], ahead[:, :, ::-1])


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


def by_class(masses: Array, shown: Indices, classes: int) -> Array:
    """(B, T, K): of masses (T, B, L), the sums over the states that show each class."""
    frames, count, _ = masses.shape
    row = np.arange(count) * frames + np.arange(frames)[:, np.newaxis]
    place = row[..., np.newaxis] * classes + shown
    sums = np.bincount(place.ravel(), weights=masses.ravel(), minlength=count * frames * classes)
    return np.asarray(sums, dtype=np.float64).reshape(count, frames, classes)
