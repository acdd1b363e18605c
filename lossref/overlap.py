"""What masks share: the parts of overlap losses, each without a cancellation."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

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


def steepest_tversky(targets: ArrayLike, alpha: float, beta: float, smooth: float) -> float:
    """The largest Euclidean norm of the gradient of the Tversky loss against a mask, over all soft masks."""
    t = np.asarray(targets, dtype=np.float64)
    found, missed = float(np.sum(t)), float(np.sum(1.0 - t))
    # With x what is shared, v the rest of the whole but β x: |∇|² = (G v² + N α² x²) / ((1 - β) x + v)⁴.
    x, v = (smooth, found + smooth), (beta * (found + smooth), beta * (found + smooth) + alpha * missed)
    if v[0] == smooth == 0:  # nothing keeps the whole above 0: of an empty mask, or of one that may be missed for free
        return math.inf if found * v[1] else 0.0
    return steepest_ratio(found, missed * alpha**2, 1.0 - beta, x, v)


def steepest_ratio(a: float, b: float, k: float, x: tuple[float, float], v: tuple[float, float]) -> float:
    """The root of the largest (a v² + b x²) / (k x + v)⁴, for x and v in these ranges, where k x + v is above 0."""
    # Of x and v together it falls as they grow, so that one of them is least; the other is at an end, or at a root.
    along_x = np.roots([k * b, -b * v[0], 2.0 * k * a * v[0] ** 2])
    along_v = np.roots([a, -a * k * x[0], 2.0 * b * x[0] ** 2])
    places = [(place, v[0]) for place in np.clip([*x, *along_x.real], *x)]
    places += [(x[0], place) for place in np.clip([*v, *along_v.real], *v)]
    return float(max(math.sqrt(a * v**2 + b * x**2) / (k * x + v) ** 2 for x, v in places))


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
