"""Arrays of numbers a formula can be evaluated with: floats here, duals and decimals in modules of their own.

What has no value (0/0, the logarithm of a negative number) is NaN, and so is all that is computed from it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

import numpy as np

# An array of floats, of Decimals or a Dual: never mixed within an evaluation.
Scalar: TypeAlias = Any
Mask: TypeAlias = Any
Apply: TypeAlias = Callable[[Any], Any]


class Arithmetic:
    """How to make numbers of a kind, and what operators and comparisons cannot say of them."""

    follows_ties = False
    """Whether it matters how near a point is to a kink."""

    functions: ClassVar[dict[str, Apply]]

    def number(self, value: Fraction, rank: int) -> Scalar:
        """One number, as an array of this many axes."""
        return self.array(np.full((1,) * rank, float(value)))

    def array(self, values: Any) -> Scalar:
        """An array of floats in this arithmetic."""
        return values

    def where(self, mask: Mask, left: Scalar, right: Scalar) -> Scalar:
        """The left where the mask holds, the right elsewhere."""
        return np.where(mask, left, right)

    def undefined(self, value: Scalar) -> Mask:
        """Where there is no value."""
        return value != value

    def finite(self, value: Scalar) -> Mask:
        """Where there is a finite value."""
        return np.isfinite(value)

    def power(self, base: Scalar, exponent: Scalar) -> Scalar:
        """A power; a broken one of a negative number is nothing."""
        return float_power(base, exponent)

    def total(self, value: Scalar, axes: tuple[int, ...]) -> Scalar:
        """The sum along axes, which stay with length 1."""
        return value.sum(axis=axes, keepdims=True)

    def product(self, value: Scalar, axis: int) -> Scalar:
        """The product along an axis, which stays with length 1."""
        result = take(value, axis, 0)
        for place in range(1, value.shape[axis]):
            result = self.multiply(result, take(value, axis, place))
        return result

    def pick(self, value: Scalar, places: Any, axis: int) -> Scalar:
        """One entry along an axis for each place."""
        return np.take_along_axis(value, places, axis)

    def spread(self, value: Scalar, shape: tuple[int, ...]) -> Scalar:
        """The same numbers in a larger shape."""
        return np.broadcast_to(value, shape)

    def order(self, value: Scalar) -> Any:
        """What can be sorted."""
        return value

    def multiply(self, left: Scalar, right: Scalar) -> Scalar:
        """Zero times anything is zero: 0 log 0 = 0 is what every loss means by it. What is undefined stays so."""
        result = left * right
        lost = self.undefined(result)
        if lost.any():
            lost = lost & ~self.undefined(left) & ~self.undefined(right)
            result = self.where(lost, self.number(Fraction(0), 0), result)
        return result

    def divide(self, left: Scalar, right: Scalar) -> Scalar:
        """A quotient; one by zero is infinite with the sign of what is divided, zero by zero is nothing."""
        return left / (right + 0.0)


def take(value: Scalar, axis: int, place: int) -> Scalar:
    """One place along an axis, which stays with length 1."""
    return value[(slice(None),) * axis + (slice(place, place + 1),)]


def float_power(base: Any, exponent: Any) -> Any:
    """A power of floats: of zero to what is negative infinite, and of what is undefined nothing."""
    result = np.power(base, exponent)
    odd = (base == 0) & (exponent < 0)
    if odd.any():
        result = np.where(odd, np.inf, result)
    lost = np.isnan(base) | np.isnan(exponent)
    return np.where(lost, np.nan, result) if lost.any() else result


def _factorial(x: float) -> float:
    if x < 0 or x != math.floor(x):
        return math.nan
    return float(math.factorial(int(x))) if x <= 170 else math.inf


def one_by_one(function: Callable[[float], float]) -> Apply:
    """A function of floats for arrays."""
    applied = np.frompyfunc(function, 1, 1)
    return lambda x: np.asarray(applied(x), dtype=float)


class _Floats(Arithmetic):
    functions: ClassVar[dict[str, Apply]] = {
        "log": np.log, "exp": np.exp, "sqrt": np.sqrt, "tanh": np.tanh, "cosh": np.cosh, "sinh": np.sinh,
        "sin": np.sin, "cos": np.cos, "arctan": np.arctan, "arcsinh": np.arcsinh,
        "erf": one_by_one(math.erf), "factorial": one_by_one(_factorial),
    }  # fmt: skip


class _WithoutLimits(_Floats):
    def multiply(self, left: Scalar, right: Scalar) -> Scalar:
        return left * right


FLOATS = _Floats()
# Zero times infinity is nothing here: it tells where a value rests on that rule.
WITHOUT_LIMITS = _WithoutLimits()
