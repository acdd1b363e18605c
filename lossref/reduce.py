"""From one number for each element or row to the value, and from their slopes to its gradient.

There is one rule. With weights w, terms ℓ and masses m (1, or what the class weights make of it), `mean` is
Σwℓ / Σwm, `sum` is Σwℓ, and `none` is the array wℓ, whose gradient is that of its sum. A term of weight 0 is not
used at all: it adds nothing even where it is infinite or NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array

Reduction = Literal["mean", "sum", "none"]

Weights = Annotated[ArrayLike | None, "nonnegative[n]"]
"""One weight for each element, or for each row where the loss is one number for each row."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the body of a loss returns: before weights and reduction, which are not its business.

    Arrays that it made for this call: they may be changed in their places. Those it was given cannot be written to.
    """

    value: Array
    """ℓ: one number for each element or row; without axes where the value belongs to the whole batch."""

    gradient: Array | Callable[[Array], Array]
    """∂ℓ/∂(argument 0), in its shape, where each term depends on its own element or row only.

    Otherwise, where rows interact, the function u ↦ Σᵢ uᵢ ∂ℓᵢ/∂(argument 0).
    """

    mass: Array | None = None
    """What each term counts in the denominator of the mean, if not 1: its class weight, or 0 where it is ignored."""


def reduced(terms: Terms, weights: Array | None, reduction: str) -> tuple[Array, Array]:
    """The value and its gradient; ValueError for an unknown reduction and for the mean of nothing."""
    if reduction == "none":
        return _weighted(weights, terms.value), _pull(terms, weights)
    if reduction == "sum":
        return _total(_weighted(weights, terms.value)), _pull(terms, weights)
    if reduction == "mean":
        return _mean(terms, weights)
    raise ValueError(f"reduction is {reduction!r}; accepted: 'mean', 'sum' or 'none'")


def _mean(terms: Terms, weights: Array | None) -> tuple[Array, Array]:
    if terms.value.size == 0:
        raise ValueError("the mean of no terms is undefined; pass reduction='sum' to get 0 for an empty batch")
    used = None if weights is None else _scaled(weights)
    count = _count(terms, used)
    value = _total(_weighted(used, terms.value)) / count
    if not np.isfinite(value) and np.isfinite(terms.value).all():
        # The sum overflowed, the mean does not.
        value = _total(_weighted(used, terms.value / count))
    pull = _pull(terms, used)
    # What the body made is nobody else's: it is divided in its place.
    return value, np.divide(pull, count, out=pull if _is_own(pull) else None)


def _is_own(array: Array) -> bool:
    return array.flags.writeable and array.dtype == np.float64


def _scaled(weights: Array) -> Array:
    """The weights, at most 1: a power of two changes no digit, and no product of a weight and a term overflows."""
    scaled: Array = np.ldexp(weights, -np.frexp(weights.max())[1])
    return scaled


def _count(terms: Terms, weights: Array | None) -> Array:
    count = _total_mass(terms, weights)
    if count == 0:
        raise ValueError(
            "the mean is undefined: every weight is 0 or every label is ignore_index; pass reduction='sum' to get 0"
        )
    return count


def _total_mass(terms: Terms, weights: Array | None) -> Array:
    if terms.mass is not None:
        return _total(_weighted(weights, terms.mass))
    return np.asarray(float(terms.value.size)) if weights is None else _total(weights)


def _pull(terms: Terms, weights: Array | None) -> Array:
    """Σᵢ wᵢ ∂ℓᵢ/∂(argument 0)."""
    if callable(terms.gradient):
        return terms.gradient(np.ones(terms.value.shape) if weights is None else weights)
    if weights is None:
        return terms.gradient
    return _weighted(weights.reshape(weights.shape + (1,) * (terms.gradient.ndim - weights.ndim)), terms.gradient)


def _weighted(weights: Array | None, terms: Array) -> Array:
    return terms if weights is None else np.where(weights == 0, 0.0, weights * terms)


def _total(terms: Array) -> Array:
    # One contiguous axis: NumPy then adds in pairs, with an error that grows as log n, not n.
    return np.asarray(np.sum(np.ravel(terms)))
