"""The sets that arguments lie in. NaN lies in all of them, so that a hole in the data stays a hole in the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lossref.arrays import Array

Mask = NDArray[np.bool_]

# Of the sum of a distribution, for each class: what float32 probabilities are off by.
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Domain:
    """A set of numbers, or of vectors along the last axis, and how to say what it accepts."""

    accepted: str
    outside: Callable[[Array], Mask]
    row_outside: Callable[[Array], Mask] | None = None
    """For vectors whose every element is inside: which of them are refused all the same."""

    up_to: float | None = None
    """Where all numbers from 0 to this one are inside: one pass tells it, without a mask."""

    def fault(self, name: str, array: Array) -> str | None:
        """What is wrong with the first offending number or vector; None if nothing is."""
        found = None if self._is_within(array) else _first(self.outside(array))
        if found is not None:
            return f"{_place(name, found)} is {array[found]}; accepted: {self.accepted}"
        found = _first(self.row_outside(array)) if self.row_outside else None
        if found is not None:
            return f"{_place(name, found)} sums to {array[found].sum()}; accepted: {self.accepted}"
        return None

    def _is_within(self, array: Array) -> bool:
        if self.up_to is None or not array.size or array.dtype != np.float64:
            return False
        # As bits, numbers from 0 on are the least integers, in their order; negative ones and NaN are beyond them.
        return bool(array.view(np.uint64).max() <= np.float64(self.up_to).view(np.uint64))


def label_fault(name: str, labels: NDArray[np.int64], classes: int | None, ignored: int | None) -> str | None:
    """What is wrong with the first integer label that is neither a class (of any number, if None) nor `ignored`."""
    outside = (labels < 0) | (labels >= (np.inf if classes is None else classes))
    found = _first(outside if ignored is None else outside & (labels != ignored))
    if found is None:
        return None
    also = "" if ignored is None else f", or ignore_index={ignored}"
    upto = "" if classes is None else f" to {classes - 1}"
    return f"{_place(name, found)} is {labels[found]}; accepted: an integer from 0{upto}{also}"


def _first(mask: Mask) -> tuple[int, ...] | None:
    if not mask.any():
        return None
    return tuple(int(index) for index in np.unravel_index(int(np.argmax(mask)), mask.shape))


def _place(name: str, index: tuple[int, ...]) -> str:
    return f"{name}[{', '.join(map(str, index))}]" if index else name


# Comparisons with NaN are false: each is written so that false means inside.
def _nothing(_: Array) -> Mask:
    return np.zeros(0, dtype=np.bool_)


def _outside_probability(x: Array) -> Mask:
    return (x < 0) | (x > 1)


def _outside_binary(x: Array) -> Mask:
    return (x < 0) | (x > 1) | ((x > 0) & (x < 1))


def _off_one(x: Array) -> Mask:
    off: Mask = np.abs(x.sum(axis=-1) - 1) > _TOLERANCE * x.shape[-1]
    return off


DOMAINS = {
    "real": Domain("any real number", _nothing),
    "positive": Domain("a number above 0", lambda x: x <= 0),
    "nonnegative": Domain("0 or a number above it", lambda x: x < 0, up_to=np.inf),
    "nonpositive": Domain("0 or a number below it", lambda x: x > 0),
    "nonzero": Domain("any number but 0", lambda x: x == 0),
    "unit": Domain("a number above 0 and below 1", lambda x: (x <= 0) | (x >= 1)),
    "probability": Domain("a probability, from 0 to 1", _outside_probability, up_to=1.0),
    "binary": Domain("0 or 1 (for labels -1 and +1 pass (labels + 1) / 2)", _outside_binary),
    "sign": Domain("-1 or +1 (for labels 0 and 1 pass 2 * labels - 1)", lambda x: (np.abs(x) < 1) | (np.abs(x) > 1)),
    "count": Domain("an integer from 0", lambda x: (x < 0) | (x > np.floor(x))),
    "simplex": Domain("probabilities that sum to 1 along the last axis", _outside_probability, _off_one, 1.0),
    "onehot": Domain("one 1 and else 0 along the last axis", _outside_binary, _off_one),
}
"""Every domain but `label(C)`, whose bound the shapes decide, and `label`, which has none."""

ABOVE_MINUS_1 = Domain("a number above -1", lambda x: x <= -1)
"""Asked, inside a loss, of numbers whose log(1 + x) is taken."""

FINITE = Domain("a finite number", np.isinf)
"""Asked of weights besides their domain: infinite ones have no ratio."""

KNOWN = Domain("a finite number", lambda x: ~np.isfinite(x))
"""Asked of the parameters of a descent, which goes nowhere from a hole."""
