"""The array types of the package, and how what a caller gives becomes float64 without a silent surprise."""

from __future__ import annotations

import operator
from contextlib import suppress
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
"""What a loss computes with."""

Numbers = np.float64 | NDArray[np.float64]
"""What a loss returns: a number, or an array where there is one number for each element or row."""


def as_floats(name: str, given: ArrayLike) -> Array:
    """The numbers as float64, whatever real type they have; they may be the caller's own, and cannot be written to.

    -0.0 becomes 0.0: its reciprocal is +∞, the limit from inside a domain that begins at 0.
    """
    try:
        array = _as_numbers(name, given).astype(np.float64, copy=False).view()
    except OverflowError:
        raise ValueError(f"{name} has a number beyond float64") from None
    if has_negative_zero(array):
        array = np.asarray(array + 0.0)
    array.flags.writeable = False
    return array


def has_negative_zero(array: Array) -> bool:
    """Whether a -0.0 is among the numbers: as bits it is the least integer, so that one pass finds it."""
    return array.size > 0 and bool(array.view(np.int64).min() == np.iinfo(np.int64).min)


def as_integers(name: str, given: ArrayLike) -> NDArray[np.int64]:
    """The numbers as int64; floats and booleans are refused, since as an index they are a mistake."""
    array = _as_numbers(name, given)
    if array.size and array.dtype.kind not in "iu":
        raise TypeError(f"{name} must be integers, not {array.dtype}: pass class indices, such as labels.astype(int)")
    if array.dtype == np.uint64 and array.size and array.max() > np.iinfo(np.int64).max:
        raise ValueError(f"{name} has {array.max()} in it, which would wrap around to another number")
    return array.astype(np.int64, copy=False)


def as_integer(name: str, given: Any) -> int:
    """The number as int; booleans, floats and arrays with axes are refused."""
    if not isinstance(given, bool | np.bool_):
        with suppress(TypeError):
            return operator.index(given)
    raise TypeError(f"{name} is {given!r}; accepted: one integer")


def as_result(array: Array) -> Numbers:
    """The array, or its number where it has no axis, without the -0.0 of `-y * 0`; a copy where it is the caller's."""
    if array.ndim == 0:
        return np.float64(array + 0.0)
    return array if array.flags.writeable and not has_negative_zero(array) else array + 0.0


def _as_numbers(name: str, given: ArrayLike) -> NDArray[np.generic]:
    if isinstance(given, np.ma.MaskedArray):
        raise TypeError(
            f"{name} is a masked array, whose mask would be lost: pass its data, and weights of 0 where masked"
        )
    try:
        array = np.asarray(given)
    except ValueError as error:
        raise ValueError(f"{name} is not an array: {error}") from None
    # Objects may be numbers (integers beyond 64 bits, fractions); strings would convert as silently as numbers.
    if array.dtype.kind in "biuf" or (array.dtype == object and all(isinstance(item, Real) for item in array.flat)):
        return array
    raise TypeError(f"{name} must be real numbers, not {array.dtype}")
