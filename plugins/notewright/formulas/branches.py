"""Branches of a formula: conditions, `cases`, indicators, the larger of two. It is remembered which side was taken."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import numpy as np

from notewright.formulas.arithmetic import Arithmetic, Mask, Scalar
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Cases, Comparison, Condition, Expression, Indicator, Logical
from notewright.formulas.values import AmbiguousCasesError, Position, Value, Vector


class Branches(ABC):
    """The part of an evaluation that compares. `mask` says where the points are that count."""

    def __init__(self, arithmetic: Arithmetic, size: int, trace: set[tuple[int, object]] | None) -> None:
        self.arithmetic = arithmetic
        self.size = size
        self.trace = trace
        self.mask: Mask = None
        self.rank = 1
        self.gaps: list[Scalar] | None = None
        """What was compared, the one less the other, where somebody asks for it."""
        self.tie = np.full(size, np.inf)
        """The least distance from a branch's boundary that was met at each draw."""
        self.failure: Exception | None = None
        """What goes wrong at some draw; it counts only when the formula as such makes sense."""

    @abstractmethod
    def scalar(self, node: Expression) -> Scalar:
        """The value of a node that must be one number."""

    @abstractmethod
    def value(self, node: Expression) -> Value:
        """The value of a node, of any kind."""

    @abstractmethod
    def number(self, value: Value, node: Expression) -> Scalar:
        """A position as a number."""

    @abstractmethod
    def constant(self, value: int) -> Scalar:
        """A whole number."""

    def nothing(self, rank: int) -> Scalar:
        """No value."""
        return self.arithmetic.array(np.full((1,) * rank, np.nan))

    def unless(self, unknown: Mask, value: Scalar) -> Scalar:
        """The value, and none where something was undefined."""
        if unknown is None or not unknown.any():
            return value
        return self.arithmetic.where(unknown, self.nothing(unknown.ndim), value)

    def narrow(self, held: Mask) -> None:
        """Let only points count where this holds too."""
        if held is not None:
            self.mask = held if self.mask is None else self.mask & held

    def counts(self, mask: Mask) -> bool:
        """Whether something holds at a point that counts."""
        if self.mask is not None:
            mask = mask & self.mask[(..., *(None,) * (mask.ndim - self.mask.ndim))]
        return bool(mask.any())

    def where_counts(self, shape: tuple[int, ...]) -> Mask:
        """The points that count, for an array of this shape."""
        return np.broadcast_to(True if self.mask is None else _folded_to(self.mask, shape), shape)

    def meet(self, left: Scalar, right: Scalar) -> None:
        """Remember how near two numbers came whose order decides a branch."""
        if self.gaps is not None:
            self.gaps.append(left - right)
        if not self.arithmetic.follows_ties:
            return
        distance = np.abs(self.arithmetic.order(left) - self.arithmetic.order(right))
        if self.mask is not None:
            mask = self.mask[(..., *(None,) * (distance.ndim - self.mask.ndim))]
            distance = np.where(mask, distance, np.inf)
        nearest = np.nanmin(distance, axis=tuple(range(1, distance.ndim)), initial=np.inf)
        self.tie = np.minimum(self.tie, nearest)

    def note(self, node: object, side: object, mask: Mask) -> None:
        """Remember that a side was taken somewhere."""
        if self.trace is not None and (id(node), side) not in self.trace and self.counts(mask):
            self.trace.add((id(node), side))

    # -- the larger of some

    def extreme(self, kind: str, values: list[Scalar], node: object) -> Scalar:
        """The largest or smallest of some numbers, entry by entry."""
        best, choice = values[0], np.zeros((1,) * self.rank, dtype=int)
        for place, value in enumerate(values[1:], 1):
            self.meet(value, best)
            better = (value > best) if kind == "max" else (value < best)
            choice = np.where(better, place, choice)
            best = self.arithmetic.where(better | self.arithmetic.undefined(value), value, best)
        if self.trace is not None:
            known = ~self.arithmetic.undefined(best)
            for place in range(len(values)):
                self.note(node, place, (choice == place) & known)
        return best

    def extreme_along(self, kind: str, value: Scalar, axis: int) -> Scalar:
        """The largest or smallest along an axis, which stays with length 1."""
        order = self.arithmetic.order(value)
        places = np.expand_dims((np.argmax if kind == "max" else np.argmin)(order, axis=axis), axis)
        best = self.arithmetic.pick(value, places, axis)
        if self.arithmetic.follows_ties and value.shape[axis] > 1:
            here = np.arange(value.shape[axis]).reshape([-1 if d == axis else 1 for d in range(order.ndim)])
            others = np.where(here == places, np.inf, np.abs(order - self.arithmetic.order(best)))
            self.meet(self.arithmetic.array(np.min(others, axis=axis, keepdims=True)), self.constant(0))
        return self.unless(self.arithmetic.undefined(value).any(axis=axis, keepdims=True), best)

    # -- conditions

    def cases(self, node: Cases) -> Value:
        """The value of the first row that holds. No row, or two that differ, is an error."""
        outer = self.mask
        helds, unknown = self._rows(node)
        taken, result = np.zeros((1,) * self.rank, dtype=bool), self.nothing(self.rank)
        for place, (row, held) in enumerate(zip(node.rows, helds, strict=True)):
            self.mask = outer
            self.narrow(held & ~unknown)
            value = self.scalar(row.value)
            if self.counts(held & taken & ~_near(self.arithmetic, value, result)):
                self.failure = AmbiguousCasesError("two rows of the cases apply and differ")
            self.note(node, place, held & ~taken)
            result = self.arithmetic.where(held & ~taken, value, result)
            taken = taken | held
        self.mask = outer
        if self.counts(~taken & ~unknown):
            self.failure = AmbiguousCasesError("no row of the cases applies")
        return self.unless(unknown, result)

    def _rows(self, node: Cases) -> tuple[list[Mask], Mask]:
        """Where each row holds, and where it is not known."""
        helds, unknown = [], np.zeros((1,) * self.rank, dtype=bool)
        for row in node.rows:
            if row.condition is not None:
                held, bad = self.holds(row.condition)
                helds.append(held)
                unknown = unknown if bad is None else unknown | bad
        if len(helds) < len(node.rows):
            none = ~helds[0]
            for held in helds[1:]:
                none = none & ~held
            helds.append(none)
        return helds, unknown

    def indicator(self, node: Indicator) -> Scalar:
        """One where a condition holds, zero elsewhere."""
        held, unknown = self.holds(node.condition)
        known = np.True_ if unknown is None else ~unknown
        self.note(node, True, held & known)
        self.note(node, False, ~held & known)
        return self.unless(unknown, self.arithmetic.where(held, self.constant(1), self.constant(0)))

    def holds(self, condition: Condition) -> tuple[Mask, Mask]:
        """Where a condition holds, and where it cannot be known (None: nowhere)."""
        if isinstance(condition, Logical):
            result, unknown = self.holds(condition.parts[0])
            for part in condition.parts[1:]:
                held, bad = self.holds(part)
                result = result & held if condition.kind == "and" else result | held
                unknown = bad if unknown is None else unknown if bad is None else unknown | bad
            return result, unknown
        left, right = self.value(condition.left), self.value(condition.right)
        if type(left) is Position and type(right) is Position:
            held = np.asarray(_RELATIONS[condition.relation](left.places, right.places))
            self.note(condition, True, np.ones_like(held))
            return held, None
        if type(left) is Vector or type(right) is Vector:
            raise FormulaError("a condition compares numbers: give the array its indices", condition.offset)
        return self._compared(condition, self.number(left, condition.left), self.number(right, condition.right))

    def _compared(self, condition: Comparison, left: Scalar, right: Scalar) -> tuple[Mask, Mask]:
        self.meet(left, right)
        unknown = self.arithmetic.undefined(left) | self.arithmetic.undefined(right)
        held = np.asarray(_RELATIONS[condition.relation](left, right), dtype=bool)
        if self.trace is not None:
            self.note(condition, True, np.asarray(left == right, dtype=bool) & ~unknown)
        return held & ~unknown, unknown if unknown.any() else None


def _folded_to(mask: Mask, shape: tuple[int, ...]) -> Mask:
    """Where it holds anywhere along the axes that a smaller shape does not have."""
    axes = tuple(axis for axis, length in enumerate(shape) if length == 1 and mask.shape[axis] != 1)
    return mask.any(axis=axes, keepdims=True) if axes else mask


def _near(arithmetic: Arithmetic, left: Scalar, right: Scalar) -> Mask:
    mine, theirs = (np.asarray(arithmetic.order(side), dtype=float) for side in (left, right))
    return np.isclose(mine, theirs, rtol=1e-9, atol=1e-13) | np.isnan(mine) | np.isnan(theirs)


_RELATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: (a < b) | (a == b), ">": lambda a, b: a > b,
    ">=": lambda a, b: (a > b) | (a == b), "=": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
