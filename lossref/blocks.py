"""Losses of large arrays, a block at a time: what a block needs fits into the processor's cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lossref.arrays import Array
from lossref.reduce import Terms

_BLOCK = 2**13
_BLOCK_OF_ROWS = 2**16


def in_blocks(terms: Callable[..., tuple[Array, Array]], *arrays: Array) -> Terms:
    """The value and the slope of each element, by a function that computes both for parts of the raveled arrays."""
    value, slope = np.empty(arrays[0].shape), np.empty(arrays[0].shape)
    _fill([np.ravel(array) for array in (value, slope, *arrays)], terms, _BLOCK)
    return Terms(value, slope)


def in_blocks_of_rows(
    terms: Callable[..., tuple[Array, Array]], rows: Array, *others: NDArray[Any]
) -> tuple[Array, Array]:
    """The value of each row along the last axis and its slopes, by a function that computes both for some rows.

    The others have the axes before the last, and perhaps one more: a number or a row for each row.
    """
    batch, length = rows.shape[:-1], rows.shape[-1]
    value, slope = np.empty(batch), np.empty(rows.shape)
    flat = [np.reshape(array, (value.size, *array.shape[len(batch) :])) for array in (value, slope, rows, *others)]
    _fill(flat, terms, max(1, _BLOCK_OF_ROWS // length))
    return value, slope


def _fill(arrays: list[NDArray[Any]], terms: Callable[..., tuple[Array, Array]], step: int) -> None:
    """Write into the first two arrays what the function makes of the others, so many along the first axis at a time."""
    for start in range(0, len(arrays[0]), step):
        to_value, to_slope, *block = (array[start : start + step] for array in arrays)
        to_value[...], to_slope[...] = terms(*block)
