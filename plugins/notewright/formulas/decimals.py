"""Decimals of many digits: they decide where floats cannot."""

from __future__ import annotations

import decimal
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from notewright.formulas.arithmetic import FLOATS, Apply, Arithmetic, Mask

_NAN = Decimal("NaN")


def _guarded(function: Callable[..., Decimal], inputs: int = 1) -> Apply:
    def guarded(*numbers: Decimal) -> Decimal:
        if any(x.is_nan() for x in numbers):
            return _NAN
        return function(*numbers)

    applied = np.frompyfunc(guarded, inputs, 1)
    return lambda *arrays: np.asarray(applied(*arrays), dtype=object)


def _log(x: Decimal) -> Decimal:
    if x < 0:
        return _NAN
    return x.ln() if x != 0 else Decimal("-Infinity")


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if base == 0:
        return Decimal("Infinity") if exponent < 0 else Decimal(int(exponent == 0))
    if base < 0 and exponent != exponent.to_integral_value():
        return _NAN
    return Decimal(base**exponent)


def _sqrt(x: Decimal) -> Decimal:
    return _NAN if x < 0 else x.sqrt()


def _tanh(x: Decimal) -> Decimal:
    if abs(x) > 1000:
        return Decimal(1).copy_sign(x)
    double = (2 * x).exp()
    return (double - 1) / (double + 1)


def _arcsinh(x: Decimal) -> Decimal:
    size = abs(x)
    return (size + (size * size + 1).sqrt()).ln().copy_sign(x)


def _through_float(name: str) -> Callable[[Decimal], Decimal]:
    function = FLOATS.functions[name]
    return lambda x: Decimal(float(function(np.float64(x))))


_powers: Callable[..., Any] = _guarded(_power, 2)
_is_finite: Apply = np.frompyfunc(lambda x: x.is_finite(), 1, 1)
_from_float: Apply = np.frompyfunc(Decimal, 1, 1)


class _Decimals(Arithmetic):
    functions: ClassVar[dict[str, Apply]] = {
        "log": _guarded(_log), "exp": _guarded(Decimal.exp), "sqrt": _guarded(_sqrt), "tanh": _guarded(_tanh),
        "cosh": _guarded(lambda x: (x.exp() + (-x).exp()) / 2),
        "sinh": _guarded(lambda x: (x.exp() - (-x).exp()) / 2), "arcsinh": _guarded(_arcsinh),
        **{name: _guarded(_through_float(name)) for name in ("sin", "cos", "arctan", "erf", "factorial")},
    }  # fmt: skip

    def number(self, value: Fraction, rank: int) -> Any:
        return np.full((1,) * rank, Decimal(value.numerator) / Decimal(value.denominator), dtype=object)

    def array(self, values: Any) -> Any:
        return np.asarray(_from_float(values.astype(object)), dtype=object)

    def finite(self, value: Any) -> Mask:
        return np.asarray(_is_finite(value), dtype=bool)

    def power(self, base: Any, exponent: Any) -> Any:
        return _powers(base, exponent)

    def divide(self, left: Any, right: Any) -> Any:
        return left / (right + 0)


DECIMALS = _Decimals()


def many_digits(digits: int) -> Any:
    """The context in which decimals are evaluated: what has no value is NaN."""
    context = decimal.Context(prec=digits, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN, traps=[])
    return decimal.localcontext(context)


def as_floats(values: Any) -> list[float]:
    """The nearest floats; beyond the largest an infinity."""
    return [_as_float(value) for value in values.ravel().tolist()]


def _as_float(value: Decimal) -> float:
    try:
        return float(value)
    except (OverflowError, ValueError):
        return -math.inf if value < 0 else math.inf
