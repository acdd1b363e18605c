"""How far the index of a sum runs: by its limits, or along the one axis it is used on."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Call, Element, Expression, Index, Reduce, walk
from notewright.formulas.values import Array, Position, Vector

if TYPE_CHECKING:
    from notewright.formulas.arithmetic import Mask
    from notewright.formulas.evaluate import Evaluator

_LARGEST = 1000


def places_of(at: Evaluator, node: Reduce, name: str, axis: int) -> tuple[Position, Mask]:
    """The places an index of a sum takes along its axis, and which of them belong to the sum where not all do.

    An index on two axes of different length is refused.
    """
    bounded = node.upper is not None
    # Mutants are not traced: what the formula itself was checked for is not looked up again.
    length = None if bounded and at.trace is None else _length(at, node.body, name, node.offset)
    if node.lower is None and not bounded:
        if length is None:
            raise FormulaError(f"how far does {name} run? Give the sum its limits", node.offset)
        return at.places(axis, 1, length, 1), None
    lowest, lower = (1, None) if node.lower is None else _limit(at, node.lower, node.offset, min)
    if node.upper is not None:
        highest, upper = _limit(at, node.upper, node.offset, max)
    elif length is None or lowest not in (0, 1) or lower is not None:
        raise FormulaError(f"how far does {name} run? Give the sum its upper limit", node.offset)
    else:
        highest, upper = lowest + length - 1, None
    if highest - lowest > _LARGEST:
        raise FormulaError("the sum is too long to evaluate", node.offset)
    if lower is not None and lowest == 0 and (lower != 0).any():
        raise FormulaError("the sum begins at 0 and elsewhere: let it begin at 1", node.offset)
    position = at.places(axis, lowest, highest, 0 if lowest == 0 else 1)
    return position, _between(position.places + position.first, lower, upper)


def _between(values: Any, lower: Any, upper: Any) -> Mask:
    if lower is None and upper is None:
        return None
    if lower is None or upper is None:
        return values <= upper if lower is None else values >= lower
    return (values >= lower) & (values <= upper)


def _limit(at: Evaluator, node: Expression, offset: int, outer: Callable[[list[int]], int]) -> tuple[int, Any]:
    """A limit of a sum: the outermost one, and where it is not everywhere the same all of them."""
    values = np.asarray(at.arithmetic.order(at.scalar(node)), dtype=float)
    if values.size == 1:
        return _whole(float(values.ravel()[0]), offset), None
    found = sorted({_whole(value, offset) for value in values[at.where_counts(values.shape)].tolist()})
    if len(found) <= 1:
        return (found[0] if found else 1), None
    return outer(found), values


def _whole(value: float, offset: int) -> int:
    if not math.isfinite(value) or value != round(value):
        raise FormulaError("the limit of a sum must be a whole number", offset)
    return round(value)


def _length(at: Evaluator, body: Expression, name: str, offset: int) -> int | None:
    found: set[int] = set()
    for node in walk(body):
        if isinstance(node, Element):
            found |= {
                length
                for place, index in enumerate(node.indices)
                if is_along(index, name)
                for length in _axis_length(at, node, place, offset)
            }
    if len(found) > 1:
        raise FormulaError(f"the index {name} runs along axes of different length", offset)
    return next(iter(found), None)


def is_along(index: Expression, name: str) -> bool:
    """Whether a subscript is the index, or the index shifted by a number."""
    base = index.left if isinstance(index, Binary) else index
    return isinstance(base, Index) and base.name == name


def _axis_length(at: Evaluator, node: Element, place: int, offset: int) -> set[int]:
    if isinstance(node.array, Call):
        value = at.value(node.array.arguments[0])
        return {value.shape[0]} if isinstance(value, Vector) else set()
    array, definition = at.arrays.get(node.array.name), at.definitions.get(node.array.name)
    if isinstance(array, Array) and place < len(array.axes):
        return {array.data.shape[1 + place]}
    if definition is not None and place < len(definition.indices):
        length = _length(at, definition.body, definition.indices[place], offset)
        return set() if length is None else {length}
    return set()
