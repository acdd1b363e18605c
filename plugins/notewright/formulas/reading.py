"""How a formula is read against its function: over the whole arrays, for one element, or for one sample."""

from __future__ import annotations

import contextlib
import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from notewright.formulas.arithmetic import DECIMALS, FLOATS, Arithmetic, Scalar, UndefinedError, many_digits
from notewright.formulas.claim import Claim, lengths_in
from notewright.formulas.error import FormulaError
from notewright.formulas.evaluate import Evaluator
from notewright.formulas.expression import Element, Expression, Symbol, walk
from notewright.formulas.ranges import is_along
from notewright.formulas.sample import Draw
from notewright.formulas.scope import resolve, uses
from notewright.formulas.values import Array, Position


@dataclass(frozen=True, slots=True)
class Reading:
    """One right side, ready to be evaluated. `dropped` is the axis of samples when the formula is about one of them."""

    claim: Claim
    expression: Expression
    dropped: str | None
    per: tuple[str, ...]
    lengths: Mapping[str, str]

    def values(
        self,
        draw: Draw,
        shape: tuple[int, ...],
        arithmetic: Arithmetic = FLOATS,
        *,
        expression: Expression | None = None,
        trace: set[tuple[int, object]] | None = None,
        arrays: Mapping[str, Any] | None = None,
        evaluators: list[Evaluator] | None = None,
    ) -> list[Scalar | None]:
        """The formula's value for each element of a result of this shape; None where it has none."""
        node = self.expression if expression is None else expression
        bound = self.arrays(draw, arithmetic) if arrays is None else arrays
        lengths = {name: draw.lengths[axis] for name, axis in self.lengths.items()}
        found: list[Scalar | None] = []
        samples: list[Mapping[str, Any]] = [bound]
        if self.dropped is not None:
            samples = [self._sample(bound, k) for k in range(draw.lengths[self.dropped])]
            shape = shape[1:]
        for sample in samples:
            evaluator = Evaluator(sample, lengths, self.claim.definitions, arithmetic, trace)
            if evaluators is not None:
                evaluators.append(evaluator)
            for places in product(*(range(length) for length in shape)):
                evaluator.indices = dict(zip(self.per, map(Position, places), strict=True))
                found.append(_value(evaluator, node))
        return found

    def arrays(self, draw: Draw, arithmetic: Arithmetic) -> dict[str, Any]:
        """The bound symbols' values in an arithmetic."""
        found: dict[str, Any] = {}
        for parameter, name in self.claim.symbols.items():
            domain, value = self.claim.reference.domains[parameter], draw.values[parameter]
            if domain.name == "label":
                found[name] = Array(value.tolist(), domain.axes, True) if domain.axes else Position(value, 0, True)
            elif domain.axes:
                found[name] = Array(_converted(value.tolist(), arithmetic), domain.axes)
            else:
                # A count reaches the function as an int; the formula calculates with floats all the same.
                found[name] = _converted(float(value), arithmetic)
        return found

    def _sample(self, arrays: Mapping[str, Any], place: int) -> dict[str, Any]:
        return {name: _at(value, place, self.dropped) for name, value in arrays.items()}


def axes_along(claim: Claim, node: Expression, name: str, dropped: str | None) -> set[str]:
    """The axes of the arguments that an index runs along, also through definitions."""
    parameters = {symbol: parameter for parameter, symbol in claim.symbols.items()}
    found: set[str] = set()
    for part in walk(node):
        array = part.array if isinstance(part, Element) else None
        if not isinstance(part, Element) or not isinstance(array, Symbol):
            if isinstance(part, Symbol) and part.name in claim.definitions and not claim.definitions[part.name].indices:
                found |= axes_along(claim, claim.definitions[part.name].body, name, dropped)
            continue
        places = [place for place, index in enumerate(part.indices) if is_along(index, name)]
        if array.name in parameters:
            axes = claim.reference.domains[parameters[array.name]].axes
            axes = axes[1:] if axes[:1] == (dropped,) else axes
            found.update(axes[place] for place in places if place < len(axes))
        elif array.name in claim.definitions:
            definition = claim.definitions[array.name]
            for place in places:
                if place < len(definition.indices):
                    found |= axes_along(claim, definition.body, definition.indices[place], dropped)
    return found


def _value(evaluator: Evaluator, node: Expression) -> Scalar | None:
    try:
        return evaluator.scalar(node)
    except (UndefinedError, decimal.InvalidOperation, ZeroDivisionError, OverflowError, ValueError):
        return None


def _converted(value: Any, arithmetic: Arithmetic) -> Any:
    if arithmetic is FLOATS:
        return value
    if isinstance(value, list):
        return [_converted(part, arithmetic) for part in value]
    return decimal.Decimal(value) if arithmetic is DECIMALS else arithmetic.number(Fraction(value))


def _at(value: Any, place: int, dropped: str | None) -> Any:
    """One sample of an array; what has no axis of samples is the same for all."""
    if not isinstance(value, Array) or value.axes[0] != dropped:
        return value
    inner, axes = value.data[place], value.axes[1:]
    if axes:
        return Array(inner, axes, value.labels)
    return Position(inner, 0, True) if value.labels else inner


def exact_values(reading: Reading, draw: Draw, shape: tuple[int, ...], digits: int) -> list[float | None]:
    """The formula's values computed with many digits."""
    with many_digits(digits):
        values = reading.values(draw, shape, DECIMALS)
        return [None if value is None or value.is_nan() else _as_float(value) for value in values]


def _as_float(value: decimal.Decimal) -> float:
    with contextlib.suppress(OverflowError):
        return float(value)
    return float("-inf") if value < 0 else float("inf")


def readings(claim: Claim, expression: Expression) -> list[Reading | FormulaError]:
    """The ways a formula can be read, the literal one first; an error stands for a way that is closed."""
    found: list[Reading | FormulaError] = []
    leading = next((domain.axes[0] for domain in claim.domains.values() if domain.axes), None)
    for dropped in (None, leading) if leading is not None else (None,):
        try:
            found.append(_reading(claim, expression, dropped))
        except FormulaError as error:
            found.append(error)
    return found


def _reading(claim: Claim, expression: Expression, dropped: str | None) -> Reading:
    ranks = {name: len(definition.indices) for name, definition in claim.definitions.items()}
    for parameter, name in claim.symbols.items():
        axes = claim.reference.domains[parameter].axes
        ranks[name] = len(axes) - (dropped is not None and axes[:1] == (dropped,))
    resolved = resolve(expression, frozenset(claim.per), ranks)
    used = tuple(name for name in claim.per if _uses(claim, resolved, name))
    if dropped is None and len(used) < len(claim.per):
        missing = next(name for name in claim.per if name not in used)
        raise FormulaError(f"`per {missing}`, but the index {missing} does not occur in the formula")
    return Reading(claim, resolved, dropped, used, lengths_in(claim, resolved, dropped))


def _uses(claim: Claim, expression: Expression, name: str) -> bool:
    if uses(expression, name):
        return True
    used = claim.used(expression)
    return any(
        uses(claim.definitions[known].body, name) and not claim.definitions[known].indices
        for known in used
        if known in claim.definitions
    )
