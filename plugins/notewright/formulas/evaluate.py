"""The value of a formula by exact index semantics: sums are loops, an array has the indices it has, nothing broadcasts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, TypeAlias

from notewright.formulas.arithmetic import FLOATS, Arithmetic, Scalar, UndefinedError
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import (
    Binary,
    Call,
    Cases,
    Comparison,
    Condition,
    Constant,
    Element,
    Expression,
    Index,
    Indicator,
    Logical,
    Negate,
    Number,
    Reduce,
    Symbol,
    walk,
)
from notewright.formulas.functions import FUNCTIONS


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

_LARGEST_RANGE = 1000


class Evaluator:
    """Evaluates trees at one point. `trace` collects which side of each branch was taken."""

    def __init__(
        self,
        arrays: Mapping[str, Array | Scalar],
        lengths: Mapping[str, int],
        definitions: Mapping[str, Definition],
        arithmetic: Arithmetic = FLOATS,
        trace: set[tuple[int, object]] | None = None,
    ) -> None:
        self.arrays = arrays
        self.lengths = lengths
        self.definitions = definitions
        self.arithmetic = arithmetic
        self.trace = trace
        self.tie = math.inf
        """The least distance from a branch's boundary that was met."""
        self.indices: dict[str, Position] = {}

    def scalar(self, node: Expression) -> Scalar:
        """The value of a node that must be one number."""
        value = _EVALUATE[type(node)](self, node)
        if type(value) is Vector:
            raise FormulaError("a whole array stands where one number must: give it indices", offset_of(node))
        return self.number(value, node)

    def value(self, node: Expression) -> Value:
        """The value of a node, of any kind."""
        return _EVALUATE[type(node)](self, node)

    def number(self, value: Value, node: Expression) -> Scalar:
        """A position as a number."""
        if type(value) is Position:
            if value.label:
                raise FormulaError("a class label is no number: use it as an index or compare it", offset_of(node))
            return self.arithmetic.number(Fraction(value.place + value.first))
        return value

    # -- leaves

    def _number(self, node: Number) -> Scalar:
        return self.arithmetic.number(node.value)

    def _constant(self, node: Constant) -> Scalar:
        if self.arithmetic.number(Fraction(1)).__class__.__name__ == "Decimal":
            import decimal

            return decimal.Decimal(1).exp() if node.name == "e" else _PI
        return self.arithmetic.number(Fraction(math.e if node.name == "e" else math.pi))

    def _symbol(self, node: Symbol) -> Value:
        if node.name in self.arrays:
            found = self.arrays[node.name]
            return whole(found) if isinstance(found, Array) else found
        if node.name in self.definitions:
            definition = self.definitions[node.name]
            if definition.indices:
                raise FormulaError(f"{node.name} is defined with {len(definition.indices)} indices", node.offset)
            return self.value(definition.body)
        if node.name in self.indices:
            return self.indices[node.name]
        if node.name in self.lengths:
            return self.arithmetic.number(Fraction(self.lengths[node.name]))
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
            return _pick_entry(self.value(node.array), places, node)
        if node.array.name in self.definitions:
            return self._defined(node, places)
        array = self.arrays.get(node.array.name)
        if not isinstance(array, Array):
            raise FormulaError(f"{node.array.name} is one number and has no index", node.offset)
        if len(places) > len(array.axes):
            raise FormulaError(
                f"{node.array.name} has {len(array.axes)} axes but {len(places)} indices", node.offset
            )
        data = array.data
        for place in places:
            if not 0 <= place.place < len(data):
                raise OutOfRangeError(f"an index of {node.array.name} runs outside its {len(data)} places")
            data = data[place.place]
        if len(places) < len(array.axes):
            return whole(Array(data, array.axes[len(places) :], array.labels))
        return Position(data, 0, True) if array.labels else data

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
            return Position(int(node.value) - 1)
        if isinstance(node, Binary):
            left = self._place(node.left)
            if left.label or not isinstance(node.right, Number):
                raise FormulaError("an index may be shifted by a number only", offset_of(node))
            shift = int(node.right.value) if node.operator == "+" else -int(node.right.value)
            return Position(left.place + shift, left.first)
        value = self.value(node)
        if type(value) is not Position:
            raise FormulaError("only an index variable or a class label can be an index", offset_of(node))
        return value

    # -- operators

    def _negate(self, node: Negate) -> Value:
        value = self.value(node.operand)
        if type(value) is Vector:
            return Vector(tuple(-x for x in value.values), value.shape, value.row)
        return -self.number(value, node.operand)

    def _binary(self, node: Binary) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if type(left) is Vector or type(right) is Vector:
            return self._vectors(node, left, right)
        left, right = self.number(left, node.left), self.number(right, node.right)
        return self.scalars(node.operator, left, right)

    def scalars(self, operator: str, left: Scalar, right: Scalar) -> Scalar:
        """An operator on two numbers."""
        if operator == "+":
            return left + right
        if operator == "-":
            return left - right
        if operator == "/":
            return self.arithmetic.divide(left, right)
        if operator == "^":
            return self.arithmetic.power(left, right)
        return self.arithmetic.multiply(left, right)

    def _vectors(self, node: Binary, left: Value, right: Value) -> Value:
        if type(left) is Vector and type(right) is Vector:
            if left.shape != right.shape:
                raise FormulaError("these two arrays have different axes", node.offset)
            pairs = list(zip(left.values, right.values, strict=True))
            if node.operator in ("+", "-") and left.row == right.row:
                return Vector(tuple(self.scalars(node.operator, *pair) for pair in pairs), left.shape, left.row)
            if node.operator == "elementwise" and left.row == right.row:
                return Vector(tuple(self.scalars("*", *pair) for pair in pairs), left.shape, left.row)
            inner = (left.row and not right.row) if node.operator == "*" else node.operator == "dot" and not right.row
            if inner and len(left.shape) == 1:
                return self.total(self.scalars("*", *pair) for pair in pairs)
            raise FormulaError("the product of two whole arrays needs indices, a transpose or \\odot", node.offset)
        vector, is_left = (left, True) if type(left) is Vector else (right, False)
        scalar = self.number(right if is_left else left, node.right if is_left else node.left)
        allowed = node.operator in ("*", "dot") or (node.operator == "/" and is_left)
        literal = isinstance(node.right if is_left else node.left, Number) and node.operator in ("+", "-")
        if not allowed and not literal:
            raise FormulaError("one number and a whole array: give the array its indices", node.offset)
        values = tuple(
            self.scalars(node.operator, x, scalar) if is_left else self.scalars(node.operator, scalar, x)
            for x in vector.values
        )
        return Vector(values, vector.shape, vector.row)

    def total(self, values: Any) -> Scalar:
        """The sum of numbers."""
        result = self.arithmetic.number(Fraction(0))
        for value in values:
            result = result + value
        return result

    def _call(self, node: Call) -> Value:
        try:
            function = FUNCTIONS[node.function]
        except KeyError:
            raise FormulaError(f"the function {node.function} is not understood", node.offset) from None
        return function(self, node, [self.value(argument) for argument in node.arguments])

    # -- reductions and branches

    def _reduce(self, node: Reduce) -> Scalar:
        ranges = [self._range(node, name) for name in node.indices]
        values = []
        for places in product(*ranges):
            self.indices.update(zip(node.indices, places, strict=True))
            if node.condition is None or self.holds(node.condition):
                values.append(self.scalar(node.body))
        for name in node.indices:
            self.indices.pop(name, None)
        if node.kind == "sum":
            return self.total(values)
        if node.kind == "prod":
            result = self.arithmetic.number(Fraction(1))
            for value in values:
                result = self.arithmetic.multiply(result, value)
            return result
        if not values:
            raise UndefinedError("a maximum over nothing")
        return self.extreme(node.kind, values, node)

    def extreme(self, kind: str, values: list[Scalar], node: Expression, *, traced: bool = False) -> Scalar:
        """The largest or smallest of some numbers."""
        best = 0
        for place in range(1, len(values)):
            self.meet(values[place], values[best])
            if (values[place] > values[best]) if kind == "max" else (values[place] < values[best]):
                best = place
        if traced and self.trace is not None:
            self.trace.add((id(node), best))
        return values[best]

    def meet(self, left: Scalar, right: Scalar) -> None:
        """Remember how near two numbers came whose order decides a branch."""
        if self.arithmetic is not FLOATS:
            distance = abs(float(left) - float(right))
            if distance < self.tie:
                self.tie = distance

    def _range(self, node: Reduce, name: str) -> list[Position]:
        length = self._length(node.body, name, node.offset)
        if node.lower is None and node.upper is None:
            if length is None:
                raise FormulaError(f"how far does {name} run? Give the sum its limits", node.offset)
            return [Position(place) for place in range(length)]
        lower = 1 if node.lower is None else self._whole(node.lower, node.offset)
        if node.upper is None:
            if length is None or lower not in (0, 1):
                raise FormulaError(f"how far does {name} run? Give the sum its upper limit", node.offset)
            upper = lower + length - 1
        else:
            upper = self._whole(node.upper, node.offset)
        if upper - lower > _LARGEST_RANGE:
            raise FormulaError("the sum is too long to evaluate", node.offset)
        first = 0 if lower == 0 else 1
        return [Position(value - first, first) for value in range(lower, upper + 1)]

    def _whole(self, node: Expression, offset: int) -> int:
        value = float(self.scalar(node))
        if value != round(value):
            raise FormulaError("the limit of a sum must be a whole number", offset)
        return round(value)

    def _length(self, body: Expression, name: str, offset: int) -> int | None:
        """The length of the one axis that an index runs along."""
        found: dict[str, int] = {}
        for node in walk(body):
            if isinstance(node, Element) and isinstance(node.array, Symbol):
                array = self.arrays.get(node.array.name)
                for place, index in enumerate(node.indices):
                    base = index.left if isinstance(index, Binary) else index
                    if not isinstance(base, Index) or base.name != name:
                        continue
                    if isinstance(array, Array) and place < len(array.axes):
                        found[array.axes[place]] = _length_at(array.data, place)
                    elif node.array.name in self.definitions:
                        definition = self.definitions[node.array.name]
                        if place < len(definition.indices):
                            length = self._length(definition.body, definition.indices[place], offset)
                            if length is not None:
                                found[f"length {length}"] = length
            elif isinstance(node, Element) and isinstance(node.array, Call):
                for index in node.indices:
                    if isinstance(index, Index) and index.name == name:
                        argument = self.value(node.array.arguments[0])
                        found[f"length {len(argument.values)}"] = len(argument.values)
        if len(set(found.values())) > 1:
            raise FormulaError(f"the index {name} runs along axes of different length", offset)
        return next(iter(found.values()), None)

    def _cases(self, node: Cases) -> Value:
        held = [place for place, row in enumerate(node.rows) if row.condition is not None and self.holds(row.condition)]
        if not held and node.rows[-1].condition is None:
            held = [len(node.rows) - 1]
        if not held:
            raise AmbiguousCasesError("no row of the cases applies")
        if self.trace is not None:
            self.trace.update((id(node), place) for place in held[:1])
        value = self.scalar(node.rows[held[0]].value)
        for place in held[1:]:
            other = self.scalar(node.rows[place].value)
            if not close(float(value), float(other), 1e-9):
                raise AmbiguousCasesError("two rows of the cases apply and differ")
        return value

    def _indicator(self, node: Indicator) -> Scalar:
        held = self.holds(node.condition)
        if self.trace is not None:
            self.trace.add((id(node), held))
        return self.arithmetic.number(Fraction(int(held)))

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds here."""
        if isinstance(condition, Logical):
            parts = [self.holds(part) for part in condition.parts]
            return all(parts) if condition.kind == "and" else any(parts)
        left, right = self._compared(condition)
        if not isinstance(left, int):
            self.meet(left, right)
        return _RELATIONS[condition.relation](left, right)

    def _compared(self, condition: Comparison) -> tuple[Value, Value]:
        left, right = self.value(condition.left), self.value(condition.right)
        if type(left) is Position and type(right) is Position:
            return left.place, right.place
        if type(left) is Vector or type(right) is Vector:
            raise FormulaError("a condition compares numbers: give the array its indices", condition.offset)
        return self.number(left, condition.left), self.number(right, condition.right)


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
        shape.append(_length_at(array.data, depth))
    for _ in array.axes[1:]:
        values = [x for row in values for x in row]
    return Vector(tuple(values), tuple(shape))


def offset_of(node: Any) -> int:
    """Where a node begins, as well as it is known."""
    for part in walk(node):
        if hasattr(part, "offset"):
            return int(part.offset)
    return 0


def _length_at(data: Any, depth: int) -> int:
    for _ in range(depth):
        data = data[0]
    return len(data)


def _pick_entry(value: Value, places: list[Position], node: Element) -> Scalar:
    if type(value) is not Vector or len(places) != 1 or len(value.shape) != 1:
        raise FormulaError("this function's result takes one index", node.offset)
    if not 0 <= places[0].place < len(value.values):
        raise OutOfRangeError("an index runs outside the vector")
    return value.values[places[0].place]


_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a < b or a == b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a > b or a == b, "=": lambda a, b: a == b, "!=": lambda a, b: not a == b,
}  # fmt: skip
_PI = __import__("decimal").Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803")
_EVALUATE: dict[type, Callable[[Evaluator, Any], Value]] = {
    Number: Evaluator._number, Constant: Evaluator._constant, Symbol: Evaluator._symbol, Index: Evaluator._index,
    Element: Evaluator._element, Negate: Evaluator._negate, Binary: Evaluator._binary, Call: Evaluator._call,
    Reduce: Evaluator._reduce, Cases: Evaluator._cases, Indicator: Evaluator._indicator,
}  # fmt: skip
