"""The value of a formula by exact index semantics, at many draws at once.

The first axis of every value is that of the draws, each index has an axis of its own, and nothing else broadcasts:
what an index means never depends on a length. Where a point takes no part (the other row of `cases`, a place that a
condition leaves out) values are computed and dropped, and nothing that goes wrong there counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from notewright.formulas.arithmetic import FLOATS, Arithmetic, Mask, Scalar
from notewright.formulas.branches import Branches
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import (
    Binary,
    Call,
    Cases,
    Constant,
    Element,
    Expression,
    Index,
    Indicator,
    Negate,
    Number,
    Reduce,
    Symbol,
)
from notewright.formulas.fold import fold
from notewright.formulas.functions import FUNCTIONS
from notewright.formulas.places import element, shifted
from notewright.formulas.ranges import places_of
from notewright.formulas.values import (
    Array,
    Definition,
    Position,
    Value,
    Vector,
    offset_of,
)
from notewright.formulas.vectors import combine


class Memo:
    """The values of the parts of a tree, for its mutants: what they share is not computed again."""

    def __init__(self) -> None:
        self.values: dict[tuple[int, ...], Value] = {}
        self.positions: dict[tuple[int, ...], Position] = {}
        self.kept: list[object] = []
        """What must live on because its identity is part of a key."""


class Evaluator(Branches):
    """Evaluates trees at the draws of a batch. `rank` is how many axes a number has."""

    def __init__(
        self,
        arrays: Mapping[str, Array | Position | Scalar],
        lengths: Mapping[str, int],
        definitions: Mapping[str, Definition],
        arithmetic: Arithmetic = FLOATS,
        *,
        size: int,
        rank: int,
        trace: set[tuple[int, object]] | None = None,
        memo: Memo | None = None,
        remembers: bool = False,
    ) -> None:
        super().__init__(arithmetic, size, trace)
        self.arrays = arrays
        self.lengths = lengths
        self.definitions = definitions
        self.rank = rank
        self.memo = Memo() if memo is None else memo
        self.remembers = remembers
        self.indices: dict[str, Position] = {}
        self.axis = 1
        """The first axis that no index has yet."""

    def result(self, node: Expression) -> Scalar:
        """The value of a whole formula; an error where an index or the rows of cases fail at some draw."""
        value = self.scalar(node)
        if self.failure is not None:
            raise self.failure
        return value

    def scalar(self, node: Expression) -> Scalar:
        """The value of a node that must be one number."""
        value = self.value(node)
        if type(value) is Vector:
            raise FormulaError("a whole array stands where one number must: give it indices", offset_of(node))
        return self.number(value, node)

    def value(self, node: Expression) -> Value:
        """The value of a node, of any kind."""
        key = (id(node), *(id(position.places) for position in self.indices.values()))
        # The formula itself is traced: which side of a branch is taken may differ where the same part stands again.
        if self.trace is None and (known := self.memo.values.get(key)) is not None:
            return known
        value = _EVALUATE[type(node)](self, node)
        if self.remembers:
            self.memo.values[key] = value
            self.memo.kept.append((node, *self.indices.values()))
        return value

    def number(self, value: Value, node: Expression) -> Scalar:
        """A position as a number."""
        if type(value) is Position:
            if value.label:
                raise FormulaError("a class label is no number: use it as an index or compare it", offset_of(node))
            return self.arithmetic.array((value.places + value.first).astype(float))
        return value

    def constant(self, value: int) -> Scalar:
        """A whole number."""
        return self.arithmetic.number(Fraction(value), self.rank)

    def places(self, axis: int, lowest: int, highest: int, first: int) -> Position:
        """The places of an index along its axis, from one number to another."""
        key = (axis, lowest, highest, first)
        if key not in self.memo.positions:
            shape = [-1 if place == axis else 1 for place in range(self.rank)]
            values = np.arange(lowest - first, highest + 1 - first).reshape(shape)
            self.memo.positions[key] = Position(values, lowest - first, highest - first, first)
        return self.memo.positions[key]

    # -- leaves

    def _number(self, node: Number) -> Scalar:
        return self.arithmetic.number(node.value, self.rank)

    def _constant(self, node: Constant) -> Scalar:
        if node.name == "e":
            return self.arithmetic.functions["exp"](self.constant(1))
        return self.arithmetic.number(_PI, self.rank)

    def _symbol(self, node: Symbol) -> Value:
        if (found := self.arrays.get(node.name)) is not None:
            return element(self, node, found, []) if type(found) is Array else found
        if node.name in self.definitions:
            definition = self.definitions[node.name]
            if definition.indices:
                raise FormulaError(f"{node.name} is defined with {len(definition.indices)} indices", node.offset)
            return self.value(definition.body)
        if node.name in self.indices:
            return self.indices[node.name]
        if node.name in self.lengths:
            return self.constant(self.lengths[node.name])
        raise FormulaError(
            f"the symbol {node.name} is not bound: name it in the comment or define it with `where`", node.offset
        )

    def _index(self, node: Index) -> Position:
        if node.name not in self.indices:
            raise FormulaError(f"the index {node.name} is used outside its sum", node.offset)
        return self.indices[node.name]

    def _element(self, node: Element) -> Value:
        places = [self._place(index) for index in node.indices]
        if isinstance(node.array, Call):
            result = self.value(node.array)
            if type(result) is not Vector or len(places) != 1 or len(result.shape) != 1:
                raise FormulaError("this function's result takes one index", node.offset)
            return element(self, node, result, places)
        if node.array.name in self.definitions:
            return self._defined(node, places)
        array = self.arrays.get(node.array.name)
        if not isinstance(array, Array):
            raise FormulaError(f"{node.array.name} is one number and has no index", node.offset)
        if len(places) > len(array.axes):
            raise FormulaError(f"{node.array.name} has {len(array.axes)} axes but {len(places)} indices", node.offset)
        return element(self, node, array, places)

    def _defined(self, node: Element, places: list[Position]) -> Value:
        assert isinstance(node.array, Symbol)
        definition = self.definitions[node.array.name]
        if len(places) != len(definition.indices):
            raise FormulaError(f"{node.array.name} is defined with {len(definition.indices)} indices", node.offset)
        outer, self.indices = self.indices, dict(zip(definition.indices, places, strict=True))
        try:
            return self.value(definition.body)
        finally:
            self.indices = outer

    def _place(self, node: Expression) -> Position:
        if isinstance(node, Number):
            if node.value < 1:
                raise FormulaError("indices count from 1: there is no element 0", offset_of(node))
            place = int(node.value) - 1
            return Position(np.full((1,) * self.rank, place), place, place)
        if isinstance(node, Binary):
            return shifted(self._place(node.left), node)
        value = self.value(node)
        if type(value) is not Position:
            raise FormulaError("only an index variable or a class label can be an index", offset_of(node))
        return value

    # -- operators

    def _negate(self, node: Negate) -> Value:
        value = self.value(node.operand)
        if type(value) is Vector:
            return Vector(-value.values, value.shape, value.row)
        return -self.number(value, node.operand)

    def _binary(self, node: Binary) -> Value:
        if node.operator == "^" and node.left == _E:
            return self.arithmetic.functions["exp"](self.scalar(node.right))
        left, right = self.value(node.left), self.value(node.right)
        if type(left) is Vector or type(right) is Vector:
            return combine(self, node, left, right)
        return self.scalars(node.operator, self.number(left, node.left), self.number(right, node.right))

    def scalars(self, operator: str, left: Scalar, right: Scalar) -> Scalar:
        """An operator on two arrays of numbers, entry by entry."""
        if operator == "+":
            return left + right
        if operator == "-":
            return left - right
        if operator == "/":
            return self.arithmetic.divide(left, right)
        if operator == "^":
            return self.arithmetic.power(left, right)
        return self.arithmetic.multiply(left, right)

    def over(self, vector: Vector) -> Scalar:
        """The sum of a vector's elements."""
        axes = tuple(range(self.rank, self.rank + len(vector.shape)))
        return self.arithmetic.total(vector.values, axes)[(..., *(0,) * len(axes))]

    def _call(self, node: Call) -> Value:
        try:
            function = FUNCTIONS[node.function]
        except KeyError:
            raise FormulaError(f"the function {node.function} is not understood", node.offset) from None
        return function(self, node, [self.value(argument) for argument in node.arguments])

    # -- reductions

    def _reduce(self, node: Reduce) -> Scalar:
        outer, first = self.mask, self.axis
        ranges = [places_of(self, node, name, first + count) for count, name in enumerate(node.indices)]
        self.axis = first + len(ranges)
        active: Mask = None
        for name, (position, within) in zip(node.indices, ranges, strict=True):
            self.indices[name] = position
            active = within if active is None else active if within is None else active & within
        try:
            return fold(self, node, active, first, tuple(position.places.size for position, _ in ranges))
        finally:
            self.mask, self.axis = outer, first
            for name in node.indices:
                self.indices.pop(name, None)


_E = Constant("e")
_PI = Fraction("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803")
_EVALUATE: dict[type, Callable[[Any, Any], Value]] = {
    Number: Evaluator._number, Constant: Evaluator._constant, Symbol: Evaluator._symbol, Index: Evaluator._index,
    Element: Evaluator._element, Negate: Evaluator._negate, Binary: Evaluator._binary, Call: Evaluator._call,
    Reduce: Evaluator._reduce, Cases: Evaluator.cases, Indicator: Evaluator.indicator,
}  # fmt: skip
