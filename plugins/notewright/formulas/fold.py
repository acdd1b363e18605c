"""Sums, products, maxima and minima of the values that lie along the axes of their indices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from notewright.formulas.arithmetic import Mask, Scalar
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Reduce

if TYPE_CHECKING:
    from notewright.formulas.evaluate import Evaluator

_LARGEST = 4_000_000


def fold(at: Evaluator, node: Reduce, active: Mask, first: int, lengths: tuple[int, ...]) -> Scalar:
    """The value of a sum whose indices have the axes from `first` on; `active` tells which places belong to it."""
    if 0 in lengths:
        return _neutral(at, node.kind) if node.kind in ("sum", "prod") else at.nothing(at.rank)
    at.narrow(active)
    unknown: Mask = None
    if node.condition is not None:
        held, unknown = at.holds(node.condition)
        active = held if active is None else active & held
        at.narrow(held)
    body = at.scalar(node.body)
    shape = list(np.broadcast_shapes(body.shape, active.shape) if active is not None else body.shape)
    shape[first : first + len(lengths)] = lengths
    if np.prod(shape) > _LARGEST:
        raise FormulaError("the sum is too long to evaluate", node.offset)
    body = at.arithmetic.spread(body, tuple(shape))
    if active is not None:
        body = at.arithmetic.where(active, body, _neutral(at, node.kind))
    return _folded(at, node.kind, at.unless(unknown, body), range(first, first + len(lengths)))


def _neutral(at: Evaluator, kind: str) -> Scalar:
    """What changes nothing: it stands where a place does not belong to the sum."""
    if kind in ("sum", "prod"):
        return at.constant(int(kind == "prod"))
    return at.arithmetic.array(np.full((1,) * at.rank, -np.inf if kind == "max" else np.inf))


def _folded(at: Evaluator, kind: str, body: Scalar, axes: range) -> Scalar:
    if kind == "sum":
        return at.arithmetic.total(body, tuple(axes))
    for axis in axes:
        body = at.arithmetic.product(body, axis) if kind == "prod" else at.extreme_along(kind, body, axis)
    if kind == "prod":
        return body
    # Infinity is what was put in for the places left out: a maximum over nothing.
    return at.unless(body == (-np.inf if kind == "max" else np.inf), body)
