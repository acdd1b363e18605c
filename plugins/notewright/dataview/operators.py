"""The binary operators: what each does for each pair of types."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError
from notewright.dataview.limits import bounded
from notewright.values import (
    Date,
    DateRangeError,
    Duration,
    Value,
    compare,
    difference,
    equal,
    format_number,
    is_true,
    order_key,
    to_text,
    type_name,
)
from notewright.values.number import divide, remainder
from notewright.values.utf16 import unit_length

Operator: TypeAlias = Callable[[Value, Value, Context], Value]


def operate(operator: str, left: Value, right: Value, context: Context) -> Value:
    """`left operator right`.

    Raises:
        EvaluationError: when the operator has no meaning for the two types.
    """
    try:
        return OPERATORS[operator](left, right, context)
    except DateRangeError as error:
        raise EvaluationError(str(error)) from None
    except OverflowError:
        raise EvaluationError("the number is out of range") from None


def _numbers(left: Value, right: Value) -> tuple[float, float] | None:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return None if isinstance(left, bool) or isinstance(right, bool) else (float(left), float(right))
    return None


def _undefined(operator: str, left: Value, right: Value) -> EvaluationError:
    return EvaluationError(f"No implementation found for '{type_name(left)} {operator} {type_name(right)}'")


def _add(left: Value, right: Value, context: Context) -> Value:
    numbers = _numbers(left, right)
    if numbers:
        return numbers[0] + numbers[1]
    if isinstance(left, str) or isinstance(right, str):
        _spend_on(left, right, context)
        texts = to_text(left, context.preferences.form), to_text(right, context.preferences.form)
        bounded(len(texts[0]) + len(texts[1]))
        return texts[0] + texts[1]
    match left, right:
        case (Date(), Duration()):
            return left.plus(right)
        case (Duration(), Date()):
            return right.plus(left)
        case (Duration(), Duration()):
            return (left + right).normalized()
        case (list(), list()):
            context.budget.spend(len(left) + len(right))
            return [*left, *right]
        case (None | Date(), None) | (None, Date()):
            return None
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        context.budget.spend(len(left) + len(right))
        return {**left, **right}
    raise _undefined("+", left, right)


def _subtract(left: Value, right: Value, context: Context) -> Value:
    numbers = _numbers(left, right)
    if numbers:
        return numbers[0] - numbers[1]
    match left, right:
        case (Date(), Date()):
            return difference(left, right).normalized()
        case (Date(), Duration()):
            return left.plus(right, -1)
        case (Duration(), Duration()):
            return (left + right.times(-1)).normalized()
        case (None | Date(), None) | (None, Date()):
            return None
    raise _undefined("-", left, right)


def _multiply(left: Value, right: Value, context: Context) -> Value:
    numbers = _numbers(left, right)
    if numbers:
        return numbers[0] * numbers[1]
    if left is None and right is None:
        return None
    for one, other in ((left, right), (right, left)):
        if isinstance(other, int | float) and not isinstance(other, bool):
            if isinstance(one, str):
                return _repeat(one, other)
            if isinstance(one, Duration):
                return _scaled(one, other)
    raise _undefined("*", left, right)


def _divide(left: Value, right: Value, context: Context) -> Value:
    numbers = _numbers(left, right)
    if numbers:
        return divide(*numbers)
    if left is None and right is None:
        return None
    if isinstance(left, Duration) and isinstance(right, int | float) and not isinstance(right, bool):
        if right == 0:
            raise EvaluationError("Invalid unit value NaN")
        return Duration(*(amount / right for amount in left.amounts)).normalized()
    raise _undefined("/", left, right)


def _remainder(left: Value, right: Value, context: Context) -> Value:
    numbers = _numbers(left, right)
    if numbers:
        return remainder(*numbers)
    if left is None and right is None:
        return None
    raise _undefined("%", left, right)


def _scaled(duration: Duration, factor: float) -> Duration:
    if not math.isfinite(factor):
        raise EvaluationError(f"Invalid unit value {format_number(factor)}")
    return duration.times(factor).normalized()


def _repeat(text: str, times: float) -> str:
    if times < 0 or times != times:
        return ""
    bounded(times * unit_length(text))
    return text * int(times) if text else ""


def _spend_on(left: Value, right: Value, context: Context) -> None:
    context.budget.spend_on(left)
    context.budget.spend_on(right)


def _equal(left: Value, right: Value, context: Context) -> bool:
    _spend_on(left, right, context)
    return equal(left, right, context.normalize)


def _compare(left: Value, right: Value, context: Context) -> int:
    _spend_on(left, right, context)
    return compare(left, right, context.normalize)


def _less(left: Value, right: Value, context: Context) -> bool:
    numbers = _numbers(left, right)
    if numbers:
        return numbers[0] < numbers[1]
    _spend_on(left, right, context)
    return order_key(left, context.normalize) < order_key(right, context.normalize)


OPERATORS: dict[str, Operator] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "%": _remainder,
    "&": lambda left, right, context: is_true(left) and is_true(right),
    "|": lambda left, right, context: is_true(left) or is_true(right),
    "=": _equal,
    "!=": lambda left, right, context: not _equal(left, right, context),
    "<": _less,
    "<=": lambda left, right, context: _compare(left, right, context) <= 0,
    ">": lambda left, right, context: _compare(left, right, context) > 0,
    ">=": lambda left, right, context: _compare(left, right, context) >= 0,
}
