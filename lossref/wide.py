"""Numbers from 0 of any size, with all digits of float64: products of many probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lossref.arrays import Array

_LOG_2 = np.log(2.0)
# log 2 in two parts, the first of few digits, so that its product with whole numbers up to 2^20 is exact.
_LOG_2_HEAD = float.fromhex("0x1.62e42feep-1")
_LOG_2_REST = float.fromhex("0x1.a39ef35793c76p-33")
# Of 0: below all others, and finite, so that a difference of two is no NaN.
_LEAST = -float(np.finfo(np.float64).max)
_FARTHEST = 1.2e308  # its power of two is a float64 still


@dataclass(frozen=True, slots=True)
class Wide:
    """`mantissa` · 2^`exponent`: the mantissa is 0 or from ½ to 1, the exponent a whole number."""

    mantissa: Array
    exponent: Array

    def __getitem__(self, index: Any) -> Wide:
        return Wide(self.mantissa[index], self.exponent[index])

    def __mul__(self, other: Wide) -> Wide:
        return _normal(self.mantissa * other.mantissa, self.exponent + other.exponent)

    def sum(self, axis: int) -> Wide:
        """The sum along an axis."""
        top = self.exponent.max(axis=axis, keepdims=True)
        total = _scaled(self.mantissa, self.exponent - top).sum(axis=axis)
        return _normal(total, np.squeeze(top, axis=axis))

    def over(self, other: Wide) -> Array:
        """The quotient, as float64."""
        return _scaled(self.mantissa / other.mantissa, self.exponent - other.exponent)

    def log(self) -> Array:
        """The natural logarithm."""
        is_zero = self.mantissa == 0
        return np.where(is_zero, -np.inf, np.log(np.where(is_zero, 1.0, self.mantissa)) + self.exponent * _LOG_2)

    def as_floats(self) -> Array:
        """The numbers as float64: 0 where that has none so small."""
        return _scaled(self.mantissa, self.exponent)


def wide(x: Array) -> Wide:
    """The numbers of an array, none of them negative."""
    return _normal(x, np.zeros_like(x))


def wide_exp(x: Array, rest: Array) -> Wide:
    """e^(x + rest), where rest is what x has lost by rounding."""
    is_finite = np.isfinite(x)
    finite = np.clip(np.where(is_finite, x, 0.0), -_FARTHEST, _FARTHEST)
    powers = np.rint(finite / _LOG_2)
    left = (finite - powers * _LOG_2_HEAD) - powers * _LOG_2_REST + rest
    # Of an enormous x what is left means nothing: the powers alone have all its digits.
    return _normal(np.exp(np.where(is_finite, np.clip(left, -1.0, 1.0), x)), powers)


def joined(parts: Sequence[Wide], axis: int) -> Wide:
    """The parts one after the other along an axis."""
    return Wide(
        np.concatenate([part.mantissa for part in parts], axis=axis),
        np.concatenate([part.exponent for part in parts], axis=axis),
    )


def stacked(parts: Sequence[Wide]) -> Wide:
    """The parts along a new first axis."""
    return Wide(np.stack([part.mantissa for part in parts]), np.stack([part.exponent for part in parts]))


def chosen(condition: NDArray[np.bool_], one: Wide, other: Wide) -> Wide:
    """The one where the condition holds, else the other."""
    return Wide(np.where(condition, one.mantissa, other.mantissa), np.where(condition, one.exponent, other.exponent))


def _normal(mantissa: Array, exponent: Array) -> Wide:
    fraction, shift = np.frexp(mantissa)
    return Wide(fraction, np.where(fraction == 0, _LEAST, exponent + shift))


def _scaled(mantissa: Array, exponent: Array) -> Array:
    # Beyond ±2100 all of float64 is 0 or infinite; C's int, which ldexp takes everywhere, holds that.
    scaled: Array = np.ldexp(mantissa, np.clip(exponent, -2100.0, 2100.0).astype(np.intc))
    return scaled
