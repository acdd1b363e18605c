"""Numbers a formula can be evaluated with: floats, duals that carry a slope, decimals of many digits."""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

# One of float, Dual, Decimal: never mixed within an evaluation.
Scalar: TypeAlias = Any


class UndefinedError(Exception):
    """The formula has no value at this point: 0/0, the logarithm of a negative number."""


_DIGITS = 60
_CONTEXT = decimal.Context(
    prec=_DIGITS, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN, traps=[decimal.InvalidOperation]
)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How to make a number, and the functions that are not operators."""

    number: Callable[[Fraction], Scalar]
    functions: dict[str, Callable[[Scalar], Scalar]] = field(repr=False)
    power: Callable[[Scalar, Scalar], Scalar] = field(repr=False)
    finite: Callable[[Scalar], bool] = field(repr=False)

    def multiply(self, left: Scalar, right: Scalar) -> Scalar:
        """Zero times anything is zero: 0 log 0 = 0 is what every loss means by it."""
        if (left == 0 and not self.finite(right)) or (right == 0 and not self.finite(left)):
            return self.number(Fraction(0))
        return left * right

    def divide(self, left: Scalar, right: Scalar) -> Scalar:
        """A quotient; one by zero is infinite, zero by zero is nothing."""
        if right == 0:
            if left == 0:
                raise UndefinedError("0/0")
            return self.functions["log"](self.number(Fraction(0))) * (-1 if left > 0 else 1)
        return left / right


# -- floats


def _log(x: float) -> float:
    if x < 0:
        raise UndefinedError("the logarithm of a negative number")
    return math.log(x) if x > 0 else -math.inf


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _sqrt(x: float) -> float:
    if x < 0:
        raise UndefinedError("the root of a negative number")
    return math.sqrt(x)


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    if base < 0 and exponent != math.floor(exponent):
        raise UndefinedError("a broken power of a negative number")
    try:
        return float(base**exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf


def _hyperbolic(function: Callable[[float], float], odd: bool) -> Callable[[float], float]:
    def guarded(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return -math.inf if odd and x < 0 else math.inf

    return guarded


def _factorial(x: float) -> float:
    if x < 0 or x != math.floor(x):
        raise UndefinedError("the factorial of a broken or negative number")
    return float(math.factorial(int(x))) if x <= 170 else math.inf


def _finite_only(function: Callable[[float], float]) -> Callable[[float], float]:
    def guarded(x: float) -> float:
        return function(x) if math.isfinite(x) else math.nan

    return guarded


FLOATS = Arithmetic(
    float,
    {
        "log": _log, "exp": _exp, "sqrt": _sqrt, "tanh": math.tanh, "cosh": _hyperbolic(math.cosh, False),
        "sinh": _hyperbolic(math.sinh, True), "sin": _finite_only(math.sin), "cos": _finite_only(math.cos),
        "arctan": math.atan, "erf": math.erf, "factorial": _factorial, "arcsinh": math.asinh,
    },
    _power,
    math.isfinite,
)  # fmt: skip


# -- duals


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """A value and its slope along one direction."""

    value: float
    slope: float

    def __add__(self, other: Dual) -> Dual:
        return Dual(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other: Dual) -> Dual:
        return Dual(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other: Dual | int) -> Dual:
        if isinstance(other, int):
            return Dual(self.value * other, self.slope * other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __truediv__(self, other: Dual) -> Dual:
        quotient = self.value / other.value
        return Dual(quotient, (self.slope - quotient * other.slope) / other.value)

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.slope)

    def __lt__(self, other: Dual | int) -> bool:
        return self.value < (other.value if isinstance(other, Dual) else other)

    def __gt__(self, other: Dual | int) -> bool:
        return self.value > (other.value if isinstance(other, Dual) else other)

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Dual) else other)

    __hash__ = None  # type: ignore[assignment]

    def __float__(self) -> float:
        return self.value


def _lift(name: str, slope: Callable[[float, float], float]) -> Callable[[Dual], Dual]:
    """A function of duals from that of floats; `slope` takes the argument and the value."""
    function = FLOATS.functions[name]

    def lifted(x: Dual) -> Dual:
        value = function(x.value)
        if x.slope == 0:
            return Dual(value, 0.0)
        return Dual(value, x.slope * slope(x.value, value))

    return lifted


def _dual_power(base: Dual, exponent: Dual) -> Dual:
    value = _power(base.value, exponent.value)
    slope = 0.0
    if base.slope:
        slope += base.slope * exponent.value * _power(base.value, exponent.value - 1)
    if exponent.slope:
        slope += exponent.slope * value * _log(base.value)
    return Dual(value, slope)


DUALS = Arithmetic(
    lambda x: Dual(float(x), 0.0),
    {
        "log": _lift("log", lambda x, v: 1 / x), "exp": _lift("exp", lambda x, v: v),
        "sqrt": _lift("sqrt", lambda x, v: 0.5 / v), "tanh": _lift("tanh", lambda x, v: 1 - v * v),
        "cosh": _lift("cosh", lambda x, v: _sinh(x)), "sinh": _lift("sinh", lambda x, v: _cosh(x)),
        "sin": _lift("sin", lambda x, v: math.cos(x)), "cos": _lift("cos", lambda x, v: -math.sin(x)),
        "arctan": _lift("arctan", lambda x, v: 1 / (1 + x * x)),
        "arcsinh": _lift("arcsinh", lambda x, v: 1 / math.sqrt(1 + x * x)),
        "erf": _lift("erf", lambda x, v: 2 / math.sqrt(math.pi) * math.exp(-x * x)),
        "factorial": _lift("factorial", lambda x, v: math.nan),
    },
    _dual_power,
    lambda x: math.isfinite(x.value),
)  # fmt: skip
_sinh, _cosh = FLOATS.functions["sinh"], FLOATS.functions["cosh"]


# -- decimals


def _decimal_log(x: decimal.Decimal) -> decimal.Decimal:
    if x < 0:
        raise UndefinedError("the logarithm of a negative number")
    return x.ln() if x != 0 else decimal.Decimal("-Infinity")


def _decimal_power(base: decimal.Decimal, exponent: decimal.Decimal) -> decimal.Decimal:
    if base == 0 and exponent < 0:
        return decimal.Decimal("Infinity")
    if base == 0 and exponent == 0:
        return decimal.Decimal(1)
    if base < 0 and exponent != exponent.to_integral_value():
        raise UndefinedError("a broken power of a negative number")
    return base**exponent


def _decimal_sqrt(x: decimal.Decimal) -> decimal.Decimal:
    if x < 0:
        raise UndefinedError("the root of a negative number")
    return x.sqrt()


def _decimal_tanh(x: decimal.Decimal) -> decimal.Decimal:
    if abs(x) > 1000:
        return decimal.Decimal(1).copy_sign(x)
    double = (2 * x).exp()
    return (double - 1) / (double + 1)


def _through_float(name: str) -> Callable[[decimal.Decimal], decimal.Decimal]:
    function = FLOATS.functions[name]
    return lambda x: decimal.Decimal(function(float(x)))


DECIMALS = Arithmetic(
    lambda x: decimal.Decimal(x.numerator) / decimal.Decimal(x.denominator)
    if isinstance(x, Fraction)
    else decimal.Decimal(x),
    {
        "log": _decimal_log, "exp": decimal.Decimal.exp, "sqrt": _decimal_sqrt, "tanh": _decimal_tanh,
        "cosh": lambda x: (x.exp() + (-x).exp()) / 2, "sinh": lambda x: (x.exp() - (-x).exp()) / 2,
        **{name: _through_float(name) for name in ("sin", "cos", "arctan", "erf", "factorial", "arcsinh")},
    },
    _decimal_power,
    decimal.Decimal.is_finite,
)  # fmt: skip


def many_digits() -> Any:
    """The context in which decimals are evaluated."""
    return decimal.localcontext(_CONTEXT)
