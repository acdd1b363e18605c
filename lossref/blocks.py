"""Elementwise losses of large arrays, a block at a time: what a block needs fits into the processor's cache."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lossref.arrays import Array
from lossref.reduce import Terms

_BLOCK = 2**14


def in_blocks(terms: Callable[..., tuple[Array, Array]], *arrays: Array) -> Terms:
    """The value and the slope of each element, by a function that computes both for rows: parts of the arrays."""
    value, slope = np.empty(arrays[0].shape), np.empty(arrays[0].shape)
    rows = [np.ravel(array) for array in (value, slope, *arrays)]
    for start in range(0, value.size, _BLOCK):
        to_value, to_slope, *block = (row[start : start + _BLOCK] for row in rows)
        to_value[...], to_slope[...] = terms(*block)
    return Terms(value, slope)
