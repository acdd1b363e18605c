"""What masks share: the parts of overlap losses, each without a cancellation."""

from __future__ import annotations

import numpy as np

from lossref.arrays import Array
from lossref.reduce import Terms


def tversky_terms(p: Array, t: Array, alpha: float, beta: float, smooth: float) -> Terms:
    """The Tversky loss of a soft mask; ValueError where there is nothing to take a ratio of."""
    shared = np.sum(p * t) + smooth
    errors = alpha * np.sum(p * (1.0 - t)) + beta * np.sum((1.0 - p) * t)
    whole = shared + errors
    if whole == 0:
        raise ValueError("prediction and mask are empty, so there is no ratio; pass smooth above 0, or leave them out")
    slope = (alpha * (1.0 - t) * shared - t * (beta * shared + errors)) / whole**2
    return Terms(np.asarray(errors / whole), slope)


def jaccard_rates(errors: Array, t: Array) -> Array:
    """For each pixel what its error adds to the Jaccard error of a mask, once all larger errors are in it."""
    order = np.argsort(-errors, kind="stable")
    positive = t[order]
    missed, false = np.cumsum(positive), np.cumsum(1.0 - positive)
    size = t.sum()
    shared, union = size - missed, size + false
    # A missed pixel leaves the union as it is; a false one leaves what is shared as it is.
    rates = np.where(positive == 1.0, 1.0 / union, shared / (union * (union - 1.0)))
    if size == 0:
        rates = np.eye(1, len(t))[0]
    found: Array = np.empty(t.shape)
    found[order] = rates
    # An unknown error has no place in the order, and leaves none to the others.
    return np.where(np.isnan(errors).any(), np.nan, found)
