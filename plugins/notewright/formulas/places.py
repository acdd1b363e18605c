"""Elements of arrays, and places on axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Element, Number, Symbol
from notewright.formulas.values import Array, OutOfRangeError, Position, Value, Vector, offset_of

if TYPE_CHECKING:
    from notewright.formulas.evaluate import Evaluator


def shifted(position: Position, node: Binary) -> Position:
    """An index plus or minus a number."""
    if position.label or not isinstance(node.right, Number):
        raise FormulaError("an index may be shifted by a number only", offset_of(node))
    shift = int(node.right.value) if node.operator == "+" else -int(node.right.value)
    return Position(position.places + shift, position.low + shift, position.high + shift, position.first)


def element(at: Evaluator, node: Element | Symbol, array: Array | Vector, places: list[Position]) -> Value:
    """The entries of an array at places on its first axes; what axes are left make a vector."""
    if isinstance(array, Vector):
        data, shape, classes = array.values, array.shape, 0
    else:
        data, shape, classes = array.data, array.data.shape[1:], array.classes
    index = [_within(at, node, place, length) for place, length in zip(places, shape, strict=False)]
    entries = data[(*_draws(at, array), *index)]
    rest = shape[len(places) :]
    if classes:
        if rest:
            raise FormulaError("class labels are no vector: give them an index", 0)
        return Position(entries, 0, classes - 1, 0, True)
    return Vector(entries, rest) if rest else entries


def _draws(at: Evaluator, array: Array | Vector) -> list[Any]:
    """The part of a subscript that belongs to the draws, and to the indices that a vector's elements depend on."""
    if isinstance(array, Array):
        return [np.arange(array.data.shape[0]).reshape(-1, *(1,) * (at.rank - 1))]
    found = []
    for axis, length in enumerate(array.values.shape[: at.rank]):
        found.append(np.arange(length).reshape([-1 if d == axis else 1 for d in range(at.rank)]))
    return found


def _within(at: Evaluator, node: Element | Symbol, place: Position, length: int) -> Any:
    """The places, all of which must exist where they count."""
    if place.low >= 0 and place.high < length:
        return place.places
    outside = (place.places < 0) | (place.places >= length)
    if at.counts(outside):
        if isinstance(node, Element):
            _check_counted_from_one(node, place)
        name = node.array.name if isinstance(node, Element) and isinstance(node.array, Symbol) else "a vector"
        at.failure = OutOfRangeError(f"an index of {name} runs outside its {length} places")
    return np.clip(place.places, 0, length - 1)


def _check_counted_from_one(node: Element, place: Position) -> None:
    """Refuse `y_{i+1}` with i from 0: shifted so that its elements count from 1, where i itself counts from 0."""
    if place.first == 0 and not place.label and any(isinstance(index, Binary) for index in node.indices):
        raise FormulaError("indices count from 1: let the sum begin at 1 and drop the shift", node.offset)
