"""From one number for each element or row to the value, and from their slopes to its gradient.

There is one rule. With weights w, terms ℓ and masses m (1, or what the class weights make of it), `mean` is
Σwmℓ / Σwm, `sum` is Σwmℓ, and `none` is the array wmℓ, whose gradient is that of its sum. A term of weight or mass 0
is not used at all: it adds nothing even where it is infinite or NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array

_LEAST_EXPONENT = -2200  # below that of any product of two numbers

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
    """How much each term counts, besides its weight, if not 1: the weight of its class, or 0 where it is ignored."""

    count: int | None = None
    """How many terms were summed, where `value` is their sum."""


def reduced(terms: Terms, weights: Array | None, reduction: str) -> tuple[Array, Array]:
    """The value and its gradient; ValueError for an unknown reduction and for the mean of nothing."""
    if reduction == "none":
        return _counted(terms, weights), _pull(terms, weights)
    if reduction == "sum":
        return _total(_counted(terms, weights)), _pull(terms, weights)
    if reduction == "mean":
        return _mean(terms, weights)
    raise ValueError(f"reduction is {reduction!r}; accepted: 'mean', 'sum' or 'none'")


def _mean(terms: Terms, weights: Array | None) -> tuple[Array, Array]:
    if terms.value.size == 0:
        raise ValueError("the mean of no terms is undefined; pass reduction='sum' to get 0 for an empty batch")
    used = replace(terms, mass=None)
    shares = _shares(weights, terms.mass)
    count = _count(terms, shares)
    counted = _counted(used, shares)
    value = _total(counted) / count
    if not np.isfinite(value) and np.isfinite(counted).all():
        # The sum overflowed, the mean does not.
        value = _total(counted / count)
    pull = _pull(used, shares)
    # What the body made is nobody else's: it is divided in its place.
    return value, np.divide(pull, count, out=pull if _is_own(pull) else None)


def _is_own(array: Array) -> bool:
    return array.flags.writeable and array.dtype == np.float64


def _shares(weights: Array | None, mass: Array | None) -> Array | None:
    """Weight times mass, at most 1: a power of two changes no digit, and no product of a share and a term overflows."""
    given = [numbers for numbers in (weights, mass) if numbers is not None]
    if not given:
        return None
    fractions, exponents = zip(*map(np.frexp, given), strict=True)
    fraction, exponent = math.prod(fractions), sum(exponents)
    top = np.max(exponent, where=fraction != 0, initial=_LEAST_EXPONENT)
    shares: Array = np.ldexp(fraction, exponent - top)
    return shares


def _count(terms: Terms, shares: Array | None) -> Array:
    if shares is None:
        return np.asarray(float(terms.value.size if terms.count is None else terms.count))
    count = _total(shares)
    if count == 0:
        raise ValueError(
            "the mean is undefined: every weight is 0 or every label is ignore_index; pass reduction='sum' to get 0"
        )
    return count


def _counted(terms: Terms, weights: Array | None) -> Array:
    """w m ℓ."""
    return _weighted(weights, _weighted(terms.mass, terms.value))


def _pull(terms: Terms, weights: Array | None) -> Array:
    """Σᵢ wᵢ mᵢ ∂ℓᵢ/∂(argument 0)."""
    if callable(terms.gradient):
        return terms.gradient(_weighted(weights, np.ones(terms.value.shape) if terms.mass is None else terms.mass))
    slopes = terms.gradient
    for numbers in (terms.mass, weights):
        if numbers is not None:
            slopes = _weighted(numbers.reshape(numbers.shape + (1,) * (slopes.ndim - numbers.ndim)), slopes)
    return slopes


def _weighted(weights: Array | None, terms: Array) -> Array:
    return terms if weights is None else np.where(weights == 0, 0.0, weights * terms)


def _total(terms: Array) -> Array:
    # One contiguous axis: NumPy then adds in pairs, with an error that grows as log n, not n.
    return np.asarray(np.sum(np.ravel(terms)))
