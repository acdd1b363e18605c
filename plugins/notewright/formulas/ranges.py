"""How far the index of a sum runs: by its limits, or along the one axis it is used on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Call, Element, Expression, Index, Reduce, walk
from notewright.formulas.values import Array, Position, length_at

if TYPE_CHECKING:
    from notewright.formulas.evaluate import Evaluator

_LARGEST = 1000


def places_of(at: Evaluator, node: Reduce, name: str) -> list[Position]:
    """The places an index of a sum takes. An index on two axes of different length is refused."""
    bounded = node.upper is not None
    # Mutants are not traced: what the formula itself was checked for is not looked up again.
    length = None if bounded and at.trace is None else _length(at, node.body, name, node.offset)
    if node.lower is None and not bounded:
        if length is None:
            raise FormulaError(f"how far does {name} run? Give the sum its limits", node.offset)
        return [Position(place) for place in range(length)]
    lower = 1 if node.lower is None else _whole_number(at, node.lower, node.offset)
    if node.upper is not None:
        upper = _whole_number(at, node.upper, node.offset)
    elif length is None or lower not in (0, 1):
        raise FormulaError(f"how far does {name} run? Give the sum its upper limit", node.offset)
    else:
        upper = lower + length - 1
    if upper - lower > _LARGEST:
        raise FormulaError("the sum is too long to evaluate", node.offset)
    first = 0 if lower == 0 else 1
    return [Position(value - first, first) for value in range(lower, upper + 1)]


def _whole_number(at: Evaluator, node: Expression, offset: int) -> int:
    value = float(at.scalar(node))
    if value != round(value):
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
        return {len(at.value(node.array.arguments[0]).values)}
    array, definition = at.arrays.get(node.array.name), at.definitions.get(node.array.name)
    if isinstance(array, Array) and place < len(array.axes):
        return {length_at(array.data, place)}
    if definition is not None and place < len(definition.indices):
        length = _length(at, definition.body, definition.indices[place], offset)
        return set() if length is None else {length}
    return set()
