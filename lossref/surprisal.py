"""How little the softmax of a row of logits expected one class, computed at the speed that memory allows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lossref.arrays import Array

_FEW = 128


def surprisals(z: Array, classes: NDArray[np.int64]) -> tuple[Array, Array]:
    """The surprisal of the class of each row of logits, and its slopes."""
    below = _below_highest(z)
    # The numbers as they lie in memory, and where among them those of the own classes are: faster than two indices.
    flat, (of_class, of_row) = below.ravel(order="K"), below.strides
    own = (classes * of_class + np.arange(len(classes)) * of_row) // below.itemsize
    gap = -flat.take(own)
    powers, own_power = np.exp(below, out=below), np.exp(-gap)
    flat[own] = 0.0
    others = powers.sum(axis=0)
    total = others + own_power
    powers /= total
    flat[own] = -others / total
    # Where the own class is the highest, gap and own_power - 1 are 0, and no digit of the others is lost.
    return gap + np.log1p(others + (own_power - 1.0)), powers.T


def _below_highest(z: Array) -> Array:
    """z - max z of each row, now a column; one logit of +∞ takes all, two are NaN."""
    # Few classes are laid out class by class: what is done along short rows is then done along long lines.
    below = np.array(z.T, order="C" if z.shape[1] <= _FEW else "K")
    highest = below.max(axis=0)
    below -= highest
    if np.isinf(highest).any():
        infinite = np.isnan(below) & np.isinf(highest)
        below[infinite & (infinite.sum(axis=0) == 1)] = 0.0
    return below
