"""Functions of lists and objects."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cmp_to_key

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError
from notewright.dataview.functions.registry import function
from notewright.dataview.indexing import index_value
from notewright.dataview.limits import bounded
from notewright.values import Function, Value, compare, is_true, order_key, to_text
from notewright.values.number import truncate
from notewright.values.order import OrderKey
from notewright.values.utf16 import from_units, to_units, unit_length


@function("length", "array", "object", "string", "null")
def length(context: Context, value: Value) -> Value:
    """How many elements a list, keys an object or UTF-16 units a text has; 0 for null.

    dql> length([1, 2]) + length("abc") + length(null)
    5
    """
    if value is None:
        return 0
    if isinstance(value, str):
        return unit_length(value)
    return len(value) if isinstance(value, list | Mapping) else None


@function("sort", "array", "array function", "*")
def sort(context: Context, value: Value, key: Function | None = None) -> Value:
    """A list in order, or in the order of a function of its elements.

    dql> sort(["B", "a", "_x", "1", "b"])
    ["_x", "1", "a", "b", "B"]
    dql> sort([3, 1, 2], (n) => -1 * n)
    [3, 2, 1]
    """
    if not isinstance(value, list):
        return value

    def key_of(element: Value) -> OrderKey:
        compared = key.call(element) if key else element
        context.budget.spend_on(compared)
        return order_key(compared, context.normalize)

    return sorted(value, key=key_of)


@function("reverse", "*")
def reverse(context: Context, value: Value) -> Value:
    """A list or text backwards.

    dql> reverse([1, 2, 3])
    [3, 2, 1]
    dql> reverse("abc")
    "cba"
    """
    if isinstance(value, str):
        return from_units(to_units(value)[::-1])
    return value[::-1] if isinstance(value, list) else value


@function("unique", "array", null=["null"])
def unique(context: Context, elements: list[Value]) -> Value:
    """The different elements of a list, in order.

    dql> unique(["b", "a", "b"])
    ["a", "b"]
    """
    result: list[Value] = []
    context.budget.spend_on(elements)
    for element in sorted(elements, key=cmp_to_key(compare)):
        if not result or compare(result[-1], element) != 0:
            result.append(element)
    return result


@function("nonnull")
def nonnull(context: Context, *values: Value) -> Value:
    """The elements of a list, or the arguments, that are not null.

    dql> nonnull([1, null, 2])
    [1, 2]
    dql> nonnull(null, "a")
    ["a"]
    """
    elements = values[0] if len(values) == 1 and isinstance(values[0], list) else values
    return [value for value in elements if value is not None]


@function("firstvalue", "array", null=["null"])
def firstvalue(context: Context, elements: list[Value]) -> Value:
    """The first element of a list that is not null.

    dql> firstvalue([null, 2, 3])
    2
    """
    return next((element for element in elements if element is not None), None)


def _truths(values: tuple[Value, ...]) -> list[bool]:
    """Of one list, of a list under a function, or else of the arguments themselves."""
    match values:
        case (list() as elements,):
            return [is_true(element) for element in elements]
        case (list() as elements, Function() as condition):
            return [is_true(condition.call(element)) for element in elements]
    return [is_true(value) for value in values]


@function("all")
def all_(context: Context, *values: Value) -> Value:
    """Whether all hold: the elements of a list, a condition of each of them, or the arguments.

    dql> all([1, 2], (n) => n > 0)
    true
    dql> all(true, 0)
    false
    """
    return all(_truths(values))


@function("any")
def any_(context: Context, *values: Value) -> Value:
    """Whether one holds.

    dql> any([0, "", 3])
    true
    dql> any([])
    false
    """
    return any(_truths(values))


@function("none")
def none(context: Context, *values: Value) -> Value:
    """Whether none holds.

    dql> none([1, 2], (n) => n > 2)
    true
    """
    return not any(_truths(values))


@function("join", "array string", "array null", "* string", "array", "*", over={2: [1]})
def join(context: Context, value: Value, separator: str | None = None) -> Value:
    """The elements of a list as one text, between them the separator or `, `.

    dql> join([1, 2, 3], "-")
    "1-2-3"
    dql> join(["a", null])
    "a, \\\\-"
    """
    form = context.preferences.form
    context.budget.spend_on(value)
    if not isinstance(value, list):
        return to_text(value, form)
    texts, between = [to_text(element, form) for element in value], ", " if separator is None else separator
    bounded(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


@function("filter", "array function", null=["null *"])
def filter_(context: Context, elements: list[Value], condition: Function) -> Value:
    """The elements for which the condition holds.

    dql> filter([1, 2, 3], (n) => n >= 2)
    [2, 3]
    """
    return [element for element in elements if is_true(condition.call(element))]


@function("map", "array function", null=["null *"])
def map_(context: Context, elements: list[Value], function: Function) -> Value:
    """The function of every element.

    dql> map([1, 2], (n) => n * 10)
    [10, 20]
    """
    return [function.call(element) for element in elements]


@function("flat", "array", "array number", null=["null"])
def flat(context: Context, elements: list[Value], depth: float = 1) -> Value:
    """A list with the elements of its lists in their place, down to a depth.

    dql> flat([1, [2, [3]]])
    [1, 2, [3]]
    dql> flat([1, [2, [3]]], 2)
    [1, 2, 3]
    """
    if not depth >= 1:
        return elements
    result: list[Value] = []
    context.budget.spend_on_calls(len(elements))
    for element in elements:
        deeper = flat(context, element, depth - 1) if isinstance(element, list) else [element]
        result += deeper if isinstance(deeper, list) else []
    return result


@function("slice", "array", "array number", "array number number", null=["null"])
def slice_(context: Context, elements: list[Value], start: float = 0, end: float | None = None) -> Value:
    """A part of a list, from a place (counted from 0) up to another; negative places count from the end.

    dql> slice([1, 2, 3, 4], 1, 3)
    [2, 3]
    dql> slice([1, 2, 3, 4], -2)
    [3, 4]
    """
    count = len(elements)
    return elements[_place(start, count) : count if end is None else _place(end, count)]


def _place(place: float, count: int) -> int:
    whole = 0 if place != place else truncate(max(min(place, count), -count))
    return int(whole) + count if whole < 0 else int(whole)


@function("extract")
def extract(context: Context, *arguments: Value) -> Value:
    """An object with some keys of an object, of each object of a list, or of a linked page.

    dql> extract({a: 1, b: 2}, "a", "c")
    {"object": {"a": 1, "c": null}}
    """
    if not arguments:
        return "extract(object, key1, ...) requires at least 1 argument"
    source, *keys = arguments
    if isinstance(source, list):
        context.budget.spend_on_calls(len(source))
        return [extract(context, element, *keys) for element in source]
    result: dict[str, Value] = {}
    for key in keys:
        if not isinstance(key, str):
            raise EvaluationError("extract(object, key1, ...) must be called with string keys")
        result[key] = index_value(source, key, context)
    return result
