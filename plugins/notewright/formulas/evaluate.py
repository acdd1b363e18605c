"""The value of a formula by exact index semantics: sums are loops, and nothing broadcasts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

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
)
from notewright.formulas.functions import FUNCTIONS
from notewright.formulas.ranges import places_of
from notewright.formulas.values import (
    AmbiguousCasesError,
    Array,
    Definition,
    OutOfRangeError,
    Position,
    Value,
    Vector,
    check_counted_from_one,
    close,
    entry_of,
    numbered,
    offset_of,
    whole,
)
from notewright.formulas.vectors import combine


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
        if node.name == "e":
            return self.arithmetic.functions["exp"](self.arithmetic.number(Fraction(1)))
        return self.arithmetic.number(_PI)

    def _symbol(self, node: Symbol) -> Value:
        if (found := self.arrays.get(node.name)) is not None:
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
            return entry_of(self.value(node.array), places, node)
        if node.array.name in self.definitions:
            return self._defined(node, places)
        array = self.arrays.get(node.array.name)
        if not isinstance(array, Array):
            raise FormulaError(f"{node.array.name} is one number and has no index", node.offset)
        if len(places) > len(array.axes):
            raise FormulaError(f"{node.array.name} has {len(array.axes)} axes but {len(places)} indices", node.offset)
        data = array.data
        for place in places:
            if not 0 <= place.place < len(data):
                check_counted_from_one(node, places)
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
            return numbered(node)
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
        if node.operator == "^" and node.left == _E:
            return self.arithmetic.functions["exp"](self.scalar(node.right))
        left, right = self.value(node.left), self.value(node.right)
        if type(left) is Vector or type(right) is Vector:
            return combine(self, node, left, right)
        return self.scalars(node.operator, self.number(left, node.left), self.number(right, node.right))

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
        ranges = [places_of(self, node, name) for name in node.indices]
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

    def _cases(self, node: Cases) -> Value:
        held = [place for place, row in enumerate(node.rows) if row.condition is not None and self.holds(row.condition)]
        if not held and node.rows[-1].condition is None:
            held = [len(node.rows) - 1]
        elif not held:
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
        if self.trace is not None:
            self.trace.add((id(condition), isinstance(left, int) or bool(left == right)))
        return _RELATIONS[condition.relation](left, right)

    def _compared(self, condition: Comparison) -> tuple[Value, Value]:
        left, right = self.value(condition.left), self.value(condition.right)
        if type(left) is Position and type(right) is Position:
            return left.place, right.place
        if type(left) is Vector or type(right) is Vector:
            raise FormulaError("a condition compares numbers: give the array its indices", condition.offset)
        return self.number(left, condition.left), self.number(right, condition.right)


_E = Constant("e")
_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a < b or a == b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a > b or a == b, "=": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
_PI = Fraction("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803")
_EVALUATE: dict[type, Callable[[Evaluator, Any], Value]] = {
    Number: Evaluator._number, Constant: Evaluator._constant, Symbol: Evaluator._symbol, Index: Evaluator._index,
    Element: Evaluator._element, Negate: Evaluator._negate, Binary: Evaluator._binary, Call: Evaluator._call,
    Reduce: Evaluator._reduce, Cases: Evaluator._cases, Indicator: Evaluator._indicator,
}  # fmt: skip
