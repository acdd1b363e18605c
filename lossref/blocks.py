"""Losses of large arrays, a block at a time: what a block needs fits into the processor's cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lossref.arrays import Array
from lossref.reduce import Terms

_BLOCK = 2**13
_BLOCK_OF_ROWS = 2**16
_BLOCK_OF_STEPS = 2**16


def in_blocks(terms: Callable[..., tuple[Array, Array]], *arrays: Array, is_summed: bool = False) -> Terms:
    """The value and the slope of each element, by a function that computes both for parts of the raveled arrays.

    Of values that are only summed, and without weights, nothing but the sums of the blocks is kept.
    """
    value, slope = np.empty(0 if is_summed else arrays[0].shape), np.empty(arrays[0].shape)
    to_value, to_slope, *rows = (np.ravel(array) for array in (value, slope, *arrays))
    sums = []
    for part in _parts(slope.size, _BLOCK):
        found, to_slope[part] = terms(*(row[part] for row in rows))
        if is_summed:
            sums.append(np.sum(found))
        else:
            to_value[part] = found
    if not is_summed:
        return Terms(value, slope)
    total = np.asarray(np.sum(sums))
    # Of nothing there is no mean, and a mean may be finite where the sum is not: both need all values.
    is_told = slope.size > 0 and not np.isinf(total)
    return Terms(total, slope, count=slope.size) if is_told else in_blocks(terms, *arrays)


def in_blocks_of_rows(
    terms: Callable[..., tuple[Array, Array]], rows: Array, *others: NDArray[Any]
) -> tuple[Array, Array]:
    """The value of each row along the last axis and its slopes, by a function that computes both for some rows.

    The others have the axes before the last, and perhaps one more: a number or a row for each row.
    """
    batch, length = rows.shape[:-1], rows.shape[-1]
    value, slope = np.empty(batch), np.empty(rows.shape)
    to_value, to_slope, *flat = (
        np.reshape(array, (value.size, *array.shape[len(batch) :])) for array in (value, slope, rows, *others)
    )
    for part in _parts(value.size, max(1, _BLOCK_OF_ROWS // length)):
        to_value[part], to_slope[part] = terms(*(array[part] for array in flat))
    return value, slope


def blocks_of_pairs(rows: Array, others: Array) -> Iterator[slice]:
    """Blocks of rows so short that their steps to all others, along the last axis, are few: never those of all rows."""
    return _parts(len(rows), max(1, _BLOCK_OF_STEPS // max(1, others.size)))


def _parts(count: int, step: int) -> Iterator[slice]:
    return (slice(start, start + step) for start in range(0, count, step))
