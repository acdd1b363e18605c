"""Functions of numbers, and of lists that are summed up in one value."""

from __future__ import annotations

import math
from functools import reduce as fold

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError
from notewright.dataview.functions.registry import NULL_OF_TWO, function
from notewright.dataview.operators import operate
from notewright.values import Function, Value, compare
from notewright.values.number import round_half_up, signed, to_fixed, truncate


@function("round", "number", "number number", "number null", null=["null", "null *"], over={1: [0], 2: [0]})
def round_(context: Context, number: float, places: float | None = None) -> Value:
    """The nearest whole number (halves go up), or the number with that many decimals.

    dql> round(2.5)
    3
    dql> round(-2.5)
    -2
    dql> round(3.14159, 2)
    3.14
    """
    if places is None or places <= 0:
        return round_half_up(number)
    if places > 100:
        raise EvaluationError("toFixed() digits argument must be between 0 and 100")
    return float(to_fixed(number, int(places))) if math.isfinite(number) else number


@function("trunc", "number", null=["null"], over={1: [0]})
def trunc(context: Context, number: float) -> Value:
    """The whole part.

    dql> trunc([2.7, -2.7])
    [2, -2]
    """
    return truncate(number)


@function("floor", "number", null=["null"], over={1: [0]})
def floor(context: Context, number: float) -> Value:
    """The next whole number below.

    dql> floor(-2.1)
    -3
    """
    return signed(math.floor(number), number) if math.isfinite(number) else number


@function("ceil", "number", null=["null"], over={1: [0]})
def ceil(context: Context, number: float) -> Value:
    """The next whole number above.

    dql> ceil(2.1)
    3
    """
    return signed(math.ceil(number), number) if math.isfinite(number) else number


@function("min")
def min_(context: Context, *values: Value) -> Value:
    """The first of the values, or of one list, in the order of all values; nulls do not count.

    dql> min(3, 1, 2)
    1
    dql> min(["b", "a"])
    "a"
    dql> min([])
    null
    """
    return _extreme(context, values, smallest=True)


@function("max")
def max_(context: Context, *values: Value) -> Value:
    """The last of the values, or of one list, in the order of all values; nulls do not count.

    dql> max([1, null, 3])
    3
    dql> max(1, "a")
    "a"
    """
    return _extreme(context, values, smallest=False)


def _extreme(context: Context, values: tuple[Value, ...], *, smallest: bool) -> Value:
    while len(values) == 1 and isinstance(values[0], list):
        values = tuple(values[0])

    def better(best: Value, value: Value) -> Value:
        if best is None or value is None:
            return value if best is None else best
        order = _compare(context, best, value)
        return best if (order <= 0 if smallest else order > 0) else value

    return fold(better, values) if values else None


def _compare(context: Context, left: Value, right: Value) -> int:
    context.budget.spend_on(left)
    context.budget.spend_on(right)
    return compare(left, right, context.normalize)


@function("minby", "array function", null=["null function"])
def minby(context: Context, elements: list[Value], key: Function) -> Value:
    """The element for which the function is smallest.

    dql> minby([{n: 2}, {n: 1}], (o) => o.n)
    {"object": {"n": 1}}
    """
    return _extreme_by(context, elements, key, smallest=True)


@function("maxby", "array function", null=["null function"])
def maxby(context: Context, elements: list[Value], key: Function) -> Value:
    """The element for which the function is greatest.

    dql> maxby(["a", "ccc", "bb"], (s) => length(s))
    "ccc"
    """
    return _extreme_by(context, elements, key, smallest=False)


def _extreme_by(context: Context, elements: list[Value], key: Function, *, smallest: bool) -> Value:
    if not elements:
        return None
    mapped = [(key.call(element), element) for element in elements]
    counted = [pair for pair in mapped if pair[0] is not None]
    if not counted:
        return elements[0]
    best = counted[0]
    for pair in counted[1:]:
        order = _compare(context, best[0], pair[0])
        if not (order <= 0 if smallest else order > 0):
            best = pair
    return best[1]


@function("reduce", "array string", "array function", null=NULL_OF_TWO, over={2: [1]})
def reduce(context: Context, elements: list[Value], operation: str | Function) -> Value:
    """The elements combined from left to right by an operator or a function, which skips nulls after the first.

    dql> reduce([1, 2, 3], "*")
    6
    dql> reduce(["a", null, "b"], (all, one) => all + one)
    "ab"
    """
    if not elements:
        return None
    if isinstance(operation, Function):

        def step(total: Value, element: Value) -> Value:
            return total if element is None else operation.call(total, element)

        return fold(step, elements[1:], elements[0])
    if operation not in ("+", "-", "*", "/", "&", "|"):
        raise EvaluationError("reduce(array, op) supports '+', '-', '/', '*', '&', and '|'")
    return fold(lambda total, element: operate(operation, total, element, context), elements[1:], elements[0])


@function("sum", "*")
def sum_(context: Context, elements: Value) -> Value:
    """The elements of a list added; null among them is an error, which `nonnull` avoids.

    dql> sum([1, 2, 3])
    6
    dql> sum([])
    null
    dql> sum(["a", "b"])
    "ab"
    """
    return reduce(context, elements, "+") if isinstance(elements, list) else elements


@function("product", "*")
def product(context: Context, elements: Value) -> Value:
    """The elements of a list multiplied.

    dql> product([2, 3, 4])
    24
    """
    return reduce(context, elements, "*") if isinstance(elements, list) else elements


@function("average", "*")
def average(context: Context, elements: Value) -> Value:
    """The mean of a list: of numbers, or of durations.

    dql> average([1, 2, 6])
    3
    dql> average([])
    null
    """
    if not isinstance(elements, list):
        return elements
    total = reduce(context, elements, "+")
    return None if total is None else operate("/", total, float(len(elements)), context)
