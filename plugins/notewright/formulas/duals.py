"""Duals: values that carry their slope along one direction."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from notewright.formulas.arithmetic import FLOATS, Apply, Arithmetic, Mask, Scalar


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """Arrays of values and of their slopes, of one shape or with axes of length 1."""

    value: Any
    slope: Any

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of both together."""
        return np.broadcast_shapes(self.value.shape, self.slope.shape)

    def __add__(self, other: Any) -> Dual:
        if isinstance(other, Dual):
            return Dual(self.value + other.value, self.slope + other.slope)
        return Dual(self.value + other, self.slope)

    def __sub__(self, other: Dual) -> Dual:
        return Dual(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other: Dual) -> Dual:
        return Dual(self.value * other.value, _scaled(self.slope, other.value) + _scaled(other.slope, self.value))

    def __truediv__(self, other: Dual) -> Dual:
        quotient = self.value / other.value
        return Dual(quotient, (self.slope - _scaled(other.slope, quotient)) / other.value)

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.slope)

    def __lt__(self, other: Any) -> Any:
        return self.value < (other.value if isinstance(other, Dual) else other)

    def __gt__(self, other: Any) -> Any:
        return self.value > (other.value if isinstance(other, Dual) else other)

    def __eq__(self, other: object) -> Any:
        return self.value == (other.value if isinstance(other, Dual) else other)

    def __ne__(self, other: object) -> Any:
        return self.value != (other.value if isinstance(other, Dual) else other)

    __hash__ = None  # type: ignore[assignment]

    def __getitem__(self, where: Any) -> Dual:
        value, slope = np.broadcast_arrays(self.value, self.slope)
        return Dual(value[where], slope[where])

    def reshape(self, *shape: int) -> Dual:
        """Both in another shape."""
        value, slope = np.broadcast_arrays(self.value, self.slope)
        return Dual(value.reshape(*shape), slope.reshape(*shape))


def _scaled(slope: Any, factor: Any) -> Any:
    """A slope times a factor; no slope stays none, however large the factor."""
    return np.where(slope == 0, 0.0, slope * factor)


def _lift(name: str, slope: Callable[[Any, Any], Any]) -> Apply:
    """A function of duals from that of floats; `slope` takes the argument and the value."""
    function = FLOATS.functions[name]

    def lifted(x: Dual) -> Dual:
        value = function(x.value)
        return Dual(value, _scaled(x.slope, slope(x.value, value)))

    return lifted


class _Duals(Arithmetic):
    follows_ties = True
    functions: ClassVar[dict[str, Apply]] = {
        "log": _lift("log", lambda x, v: 1 / x),
        "exp": _lift("exp", lambda x, v: v),
        "sqrt": _lift("sqrt", lambda x, v: 0.5 / v),
        "tanh": _lift("tanh", lambda x, v: 1 - v * v),
        "cosh": _lift("cosh", lambda x, v: np.sinh(x)),
        "sinh": _lift("sinh", lambda x, v: np.cosh(x)),
        "sin": _lift("sin", lambda x, v: np.cos(x)),
        "cos": _lift("cos", lambda x, v: -np.sin(x)),
        "arctan": _lift("arctan", lambda x, v: 1 / (1 + x * x)),
        "arcsinh": _lift("arcsinh", lambda x, v: 1 / np.sqrt(1 + x * x)),
        "erf": _lift("erf", lambda x, v: 2 / math.sqrt(math.pi) * np.exp(-x * x)),
        "factorial": _lift("factorial", lambda x, v: np.full_like(x, np.nan)),
    }

    def array(self, values: Any) -> Dual:
        return Dual(values, np.zeros((1,) * values.ndim))

    def where(self, mask: Mask, left: Scalar, right: Scalar) -> Dual:
        return Dual(np.where(mask, left.value, right.value), np.where(mask, left.slope, right.slope))

    def finite(self, value: Dual) -> Mask:
        return np.isfinite(value.value)

    def power(self, base: Dual, exponent: Dual) -> Dual:
        value = FLOATS.power(base.value, exponent.value)
        inner = exponent.value * FLOATS.power(base.value, exponent.value - 1)
        return Dual(value, _scaled(base.slope, inner) + _scaled(exponent.slope, value * np.log(base.value)))

    def total(self, value: Dual, axes: tuple[int, ...]) -> Dual:
        values, slopes = np.broadcast_arrays(value.value, value.slope)
        return Dual(values.sum(axis=axes, keepdims=True), slopes.sum(axis=axes, keepdims=True))

    def pick(self, value: Dual, places: Any, axis: int) -> Dual:
        values, slopes = np.broadcast_arrays(value.value, value.slope)
        return Dual(np.take_along_axis(values, places, axis), np.take_along_axis(slopes, places, axis))

    def spread(self, value: Dual, shape: tuple[int, ...]) -> Dual:
        return Dual(np.broadcast_to(value.value, shape), np.broadcast_to(value.slope, shape))

    def order(self, value: Dual) -> Any:
        return np.broadcast_to(value.value, value.shape)


DUALS = _Duals()
