"""Operators on whole arrays: only those whose meaning no index could change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Binary, Number
from notewright.formulas.values import Value, Vector, lengthened

if TYPE_CHECKING:
    from notewright.formulas.evaluate import Evaluator


def combine(at: Evaluator, node: Binary, left: Value, right: Value) -> Value:
    """The result where one side at least is a whole array."""
    if type(left) is Vector and type(right) is Vector:
        return _both(at, node, left, right)
    vector, is_left = (left, True) if type(left) is Vector else (right, False)
    other = node.right if is_left else node.left
    scalar = lengthened(at.number(right if is_left else left, other), len(vector.shape))
    scales = node.operator in ("*", "dot") or (node.operator == "/" and is_left)
    # The 1 of `1 - y` stands for as many ones as y has elements.
    if not scales and not (isinstance(other, Number) and node.operator in ("+", "-")):
        raise FormulaError("one number and a whole array: give the array its indices", node.offset)
    pair = (vector.values, scalar) if is_left else (scalar, vector.values)
    return Vector(at.scalars(node.operator, *pair), vector.shape, vector.row)


def _both(at: Evaluator, node: Binary, left: Vector, right: Vector) -> Value:
    if left.shape != right.shape:
        raise FormulaError("these two arrays have different axes", node.offset)
    if node.operator in ("+", "-", "elementwise") and left.row == right.row:
        operator = "*" if node.operator == "elementwise" else node.operator
        return Vector(at.scalars(operator, left.values, right.values), left.shape, left.row)
    transposed = left.row and not right.row and node.operator in ("*", "dot")
    dotted = node.operator == "dot" and not left.row and not right.row
    if (transposed or dotted) and len(left.shape) == 1:
        return at.over(Vector(at.scalars("*", left.values, right.values), left.shape))
    raise FormulaError("the product of two whole arrays needs indices, a transpose or \\odot", node.offset)
