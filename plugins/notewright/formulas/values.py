"""What a formula's parts evaluate to, and what can go wrong at a point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Expression, walk


class OutOfRangeError(Exception):
    """An index points outside its array: the limits of a sum are wrong."""


class AmbiguousCasesError(Exception):
    """No row of `cases` applies at a point, or two that differ do."""


@dataclass(frozen=True, slots=True)
class Position:
    """Places on an axis, counted from 0, all from `low` to `high`. As numbers they are what the note's own count says.

    Like every value they are an array with one axis for the draws and one for each index.
    """

    places: Any
    low: int
    high: int
    first: int = 1
    label: bool = False


@dataclass(frozen=True, slots=True)
class Array:
    """An argument: at each draw an array with these axes; of class labels `classes` says how many there are."""

    data: Any
    axes: tuple[str, ...]
    classes: int = 0


@dataclass(frozen=True, slots=True)
class Vector:
    """A whole array as a value: its own axes, of this shape, behind all others; `row` when transposed."""

    values: Any
    shape: tuple[int, ...]
    row: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A symbol that the binding defines by others."""

    indices: tuple[str, ...]
    body: Expression


Value: TypeAlias = Any
"""An array of numbers, a Vector or a Position."""


def close(left: float, right: float, tolerance: float, least: float = 1e-13) -> bool:
    """Equality of floats, relative; two infinities of one sign are equal."""
    if left == right:
        return True
    if not (math.isfinite(left) and math.isfinite(right)):
        return False
    return abs(left - right) <= max(tolerance * max(abs(left), abs(right)), least)


def lengthened(value: Any, axes: int) -> Any:
    """An array with so many axes of length 1 at its end: a number beside a vector."""
    return value[(..., *(None,) * axes)] if axes else value


def offset_of(node: Any) -> int:
    """Where a node begins, as well as it is known."""
    for part in walk(node):
        if hasattr(part, "offset"):
            return int(part.offset)
    return 0


def only_vector(value: Value, offset: int, message: str) -> Vector:
    """The value, which must be a whole array with one axis."""
    if type(value) is not Vector or len(value.shape) != 1:
        raise FormulaError(message, offset)
    return value
