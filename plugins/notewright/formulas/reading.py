"""How a formula is read against its function: over the whole arrays, for one element, or for one sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from notewright.formulas.arithmetic import FLOATS, Arithmetic, Scalar
from notewright.formulas.claim import Claim, lengths_in
from notewright.formulas.decimals import DECIMALS, as_floats, many_digits
from notewright.formulas.error import FormulaError
from notewright.formulas.evaluate import Evaluator, Memo
from notewright.formulas.expression import Element, Expression, Node, Reduce, Symbol, children, walk
from notewright.formulas.ranges import is_along
from notewright.formulas.reference import Domain
from notewright.formulas.sample import Batch
from notewright.formulas.scope import resolve, uses
from notewright.formulas.values import Array, Definition, Position


@dataclass(frozen=True)
class Reading:
    """One right side, ready to be evaluated. `dropped` is the axis of samples when the formula is about one of them."""

    claim: Claim
    expression: Expression
    dropped: str | None
    per: tuple[str, ...]
    lengths: Mapping[str, str]

    def values(
        self,
        batch: Batch,
        shape: tuple[int, ...],
        arithmetic: Arithmetic = FLOATS,
        *,
        expression: Expression | None = None,
        trace: set[tuple[int, object]] | None = None,
        arrays: Mapping[str, Any] | None = None,
        memo: Memo | None = None,
        remembers: bool = False,
        gaps: list[Any] | None = None,
    ) -> tuple[Scalar, Any]:
        """The formula's value at each draw for each element of a result of this shape, and how near to kinks it is."""
        node = self.expression if expression is None else expression
        bound = self.arrays(batch, arithmetic) if arrays is None else arrays
        lengths = {name: batch.lengths[axis] for name, axis in self.lengths.items()}
        samples = 1 if self.dropped is None else batch.lengths[self.dropped]
        own = shape if self.dropped is None else shape[1:]
        evaluator = Evaluator(
            bound, lengths, self.claim.definitions, arithmetic, size=batch.count * samples,
            rank=1 + len(own) + self.depth, trace=trace, memo=memo, remembers=remembers,
        )  # fmt: skip
        evaluator.gaps = gaps
        for name, length in zip(self.per, own, strict=True):
            evaluator.indices[name] = evaluator.places(evaluator.axis, 1, length, 1)
            evaluator.axis += 1
        value = evaluator.result(node)
        full = (batch.count * samples, *own, *(1,) * self.depth)
        tie = evaluator.tie.reshape(batch.count, samples).min(axis=1)
        return arithmetic.spread(value, full).reshape(batch.count, -1), tie

    def arrays(self, batch: Batch, arithmetic: Arithmetic) -> dict[str, Any]:
        """The bound symbols' values in an arithmetic."""
        found: dict[str, Any] = {}
        for parameter, name in self.claim.symbols.items():
            domain = self.claim.reference.domains[parameter]
            data = self._samples(batch, domain, batch.values[parameter])
            axes = domain.axes[1:] if self.dropped is not None and domain.axes[:1] == (self.dropped,) else domain.axes
            if domain.name == "label":
                assert domain.of is not None
                classes = batch.lengths[domain.of]
                if axes:
                    found[name] = Array(data, axes, classes)
                else:
                    found[name] = Position(self._ranked(data, batch), 0, classes - 1, 0, True)
            # A count reaches the function as an int; the formula calculates with floats all the same.
            elif axes:
                found[name] = Array(arithmetic.array(data.astype(float)), axes)
            else:
                found[name] = arithmetic.array(self._ranked(data.astype(float), batch))
        return found

    def _samples(self, batch: Batch, domain: Domain, data: Any) -> Any:
        """With one sample for each draw: those of an array follow each other, what is the same for all is repeated."""
        if self.dropped is None:
            return data
        length = batch.lengths[self.dropped]
        if domain.axes[:1] == (self.dropped,):
            return data.reshape(batch.count * length, *data.shape[2:])
        return np.repeat(data, length, axis=0)

    def _ranked(self, data: Any, batch: Batch) -> Any:
        """One number for each draw, with the axes of the indices."""
        return data.reshape(-1, *(1,) * (len(self.per) + self.depth))

    @cached_property
    def depth(self) -> int:
        """How many indices of sums are known at once where they are the most."""
        definitions = self.claim.definitions
        return _depth(self.expression, definitions)


def _depth(node: Node, definitions: Mapping[str, Definition]) -> int:
    own = len(node.indices) if isinstance(node, Reduce) else 0
    below = [_depth(child, definitions) for _, _, child in children(node)]
    if isinstance(node, Symbol) and node.name in definitions:
        below.append(_depth(definitions[node.name].body, definitions))
    return own + max(below, default=0)


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


def exact_values(reading: Reading, batch: Batch, shape: tuple[int, ...], digits: int) -> list[float]:
    """The formula's values at one draw computed with many digits."""
    with many_digits(digits):
        values, _ = reading.values(batch, shape, DECIMALS)
        return as_floats(values)


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
    if dropped is None and claim.reference.is_gradient:
        used = claim.per  # a slope may be the same for all
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
