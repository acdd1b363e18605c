"""What a formula's parts evaluate to, and what can go wrong at a point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

from notewright.formulas.arithmetic import Scalar
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Element, Expression, Number, walk


class OutOfRangeError(Exception):
    """An index points outside its array: the limits of a sum are wrong."""


class AmbiguousCasesError(Exception):
    """No row of `cases` applies at a point, or two that differ do."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place on an axis, counted from 0. As a number it is what the note's own count says."""

    place: int
    first: int = 1
    label: bool = False


@dataclass(frozen=True, slots=True)
class Array:
    """Nested lists and the names of their axes. `labels` when the elements are classes."""

    data: Any
    axes: tuple[str, ...]
    labels: bool = False


@dataclass(frozen=True, slots=True)
class Vector:
    """A whole array as a value: its elements in a row and its shape; `row` when transposed."""

    values: tuple[Scalar, ...]
    shape: tuple[int, ...]
    row: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A symbol that the binding defines by others."""

    indices: tuple[str, ...]
    body: Expression


Value: TypeAlias = Any
"""Scalar, Vector or Position."""


def close(left: float, right: float, tolerance: float) -> bool:
    """Equality of floats, relative; two infinities of one sign are equal."""
    if left == right:
        return True
    if not (math.isfinite(left) and math.isfinite(right)):
        return False
    return abs(left - right) <= max(tolerance * max(abs(left), abs(right)), 1e-13)


def whole(array: Array) -> Vector | Position | Scalar:
    """All elements of an array as one value."""
    if array.labels:
        raise FormulaError("class labels are no vector: give them an index", 0)
    values, shape = array.data, []
    for depth in range(len(array.axes)):
        shape.append(length_at(array.data, depth))
    for _ in array.axes[1:]:
        values = [x for row in values for x in row]
    return Vector(tuple(values), tuple(shape))


def offset_of(node: Any) -> int:
    """Where a node begins, as well as it is known."""
    for part in walk(node):
        if hasattr(part, "offset"):
            return int(part.offset)
    return 0


def length_at(data: Any, depth: int) -> int:
    """The length of nested lists along one axis."""
    for _ in range(depth):
        data = data[0]
    return len(data)


def numbered(node: Number) -> Position:
    """The place that a literal index names."""
    if node.value < 1:
        raise FormulaError("indices count from 1: there is no element 0", offset_of(node))
    return Position(int(node.value) - 1)


def check_counted_from_one(node: Element, places: list[Position]) -> None:
    """Refuse `y_{i+1}` with i from 0: shifted so that its elements count from 1, where i itself counts from 0."""
    for index, place in zip(node.indices, places, strict=True):
        if isinstance(index, Binary) and place.first == 0:
            raise FormulaError("indices count from 1: let the sum begin at 1 and drop the shift", node.offset)


def entry_of(value: Value, places: list[Position], node: Element) -> Scalar:
    """One entry of a function's vector result."""
    if type(value) is not Vector or len(places) != 1 or len(value.shape) != 1:
        raise FormulaError("this function's result takes one index", node.offset)
    if not 0 <= places[0].place < len(value.values):
        raise OutOfRangeError("an index runs outside the vector")
    return value.values[places[0].place]
