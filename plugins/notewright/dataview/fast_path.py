"""The operators again, quick for the types that rows are mostly made of; whatever else comes goes to `operators`."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import Any, TypeAlias

from notewright.dataview.context import Context
from notewright.dataview.limits import TEXT
from notewright.dataview.operators import operate
from notewright.values import Date, Value, is_true

Combine: TypeAlias = Callable[[Value, Value], Value]
Test: TypeAlias = Callable[[Any, Any], bool]

_NUMBERS = frozenset({int, float})

_TESTS: dict[str, Test] = {
    "=": python.eq,
    "!=": python.ne,
    "<": python.lt,
    "<=": python.le,
    # What is no number is neither less than a number nor equal to it, so it is greater.
    ">": lambda left, right: not left <= right,
    ">=": lambda left, right: not left < right,
}
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {"+": python.add, "-": python.sub, "*": python.mul}


def combination(operator: str, context: Context) -> Combine:
    """The function that an operator is of its operands."""
    if operator == "&":
        return lambda left, right: is_truthy(left) and is_truthy(right)
    if operator == "|":
        return lambda left, right: is_truthy(left) or is_truthy(right)
    if operator in ("=", "!="):
        return _equality(operator, _TESTS[operator], context)
    if operator in _TESTS:
        return _comparison(operator, _TESTS[operator], context)
    if operator in _ARITHMETIC:
        return _arithmetic(operator, _ARITHMETIC[operator], context)
    return lambda left, right: operate(operator, left, right, context)


def is_truthy(value: Value) -> bool:
    """As `is_true`, which asks for every type in turn."""
    return value if value is True or value is False else value is not None and is_true(value)


def _equality(operator: str, test: Test, context: Context) -> Combine:
    def combine(left: Value, right: Value) -> Value:
        kind, other = type(left), type(right)
        if kind in _NUMBERS and other in _NUMBERS:
            return test(left, right)
        if left is None or right is None:
            return test(left is None, right is None)
        # Texts of plain letters are equal only if they are the same.
        if kind is str and other is str and _is_plain(left) and _is_plain(right):
            return test(left, right)
        return operate(operator, left, right, context)

    return combine


def _is_plain(text: Any) -> bool:
    return bool(text.isascii() and text.isprintable())


def _comparison(operator: str, test: Test, context: Context) -> Combine:
    def combine(left: Value, right: Value) -> Value:
        kind, other = type(left), type(right)
        if kind in _NUMBERS and other in _NUMBERS:
            return test(left, right)
        if left is None or right is None:
            return test(left is not None, right is not None)
        if isinstance(left, Date) and isinstance(right, Date) and left.instant != right.instant:
            return test(left.instant, right.instant)
        return operate(operator, left, right, context)

    return combine


def _arithmetic(operator: str, apply: Callable[[float, float], float], context: Context) -> Combine:
    def combine(left: Value, right: Value) -> Value:
        if type(left) in _NUMBERS and type(right) in _NUMBERS:
            return apply(float(left), float(right))  # type: ignore[arg-type]
        if operator == "+" and type(left) is str and type(right) is str and len(left) + len(right) <= TEXT:
            return left + right
        return operate(operator, left, right, context)

    return combine
