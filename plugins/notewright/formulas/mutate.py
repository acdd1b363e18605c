"""Small mistakes put into a formula: if one of them goes unnoticed, the draws prove nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from notewright.formulas.expression import (
    Binary,
    Call,
    Cases,
    Comparison,
    Element,
    Expression,
    Logical,
    Negate,
    Node,
    Number,
    Reduce,
    Symbol,
    children,
    with_child,
)

_TENTH, _HUNDREDTH = Fraction(1, 10), Fraction(1, 100)
_OTHER_RELATION = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "!=", "!=": "="}
_OTHER_STRICTNESS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_LIMITS = ("lower", "upper")
_OTHER_EXTREME = {"max": "min", "min": "max"}


def mutants(expression: Expression, swaps: Sequence[tuple[str, str]] = ()) -> Iterator[Expression]:
    """Every formula with one mistake.

    A sign, a number (+ 0.1), a power, the base of a logarithm, a dropped term, factor or absolute value, an extremum, a
    condition (its direction, its strictness, its border by 0.01), the range of a sum (by one), indices or arguments in
    another order.
    """
    yield Negate(expression)
    yield from _below(expression)
    for first, second in swaps:
        yield _swapped(expression, {first: second, second: first})


def _below(node: Node) -> Iterator[Expression]:
    yield from _at(node)  # type: ignore[misc]
    for name, position, child in children(node):
        if (isinstance(node, Element) and name == "indices") or (isinstance(node, Reduce) and name in _LIMITS):
            continue  # a number here is a place, not a value: `_at` changes it by one
        for mutant in _below(child):
            yield with_child(node, name, position, mutant)  # type: ignore[misc]


def _at(node: Node) -> Iterator[Node]:
    if isinstance(node, Number):
        yield Number(node.value + _TENTH)
    elif isinstance(node, Binary):
        yield from _binary(node)
    elif isinstance(node, Negate):
        yield node.operand
    elif isinstance(node, Call):
        yield from _call(node)
    elif isinstance(node, Reduce):
        yield from _reduce(node)
    elif isinstance(node, Element):
        yield from _element(node)
    elif isinstance(node, Logical):
        yield replace(node, kind="or" if node.kind == "and" else "and")
    elif isinstance(node, Cases):
        yield from (row.value for row in node.rows)
    elif isinstance(node, Comparison):
        yield replace(node, relation=_OTHER_RELATION[node.relation])  # type: ignore[arg-type]
        if node.relation in _OTHER_STRICTNESS:
            yield replace(node, relation=_OTHER_STRICTNESS[node.relation])  # type: ignore[arg-type]
            yield replace(node, right=Binary("+", node.right, Number(_HUNDREDTH)))


def _binary(node: Binary) -> Iterator[Expression]:
    if node.operator in ("+", "-"):
        yield replace(node, operator="-" if node.operator == "+" else "+")
        yield node.left
        yield node.right
    elif node.operator in ("*", "/"):
        yield node.left
        if node.operator == "*":
            yield node.right
    elif node.operator == "^":
        yield node.left
        yield Binary("^", node.left, Binary("+", node.right, Number(Fraction(1))), node.offset)


def _reduce(node: Reduce) -> Iterator[Expression]:
    if node.kind in _OTHER_EXTREME:
        yield replace(node, kind=_OTHER_EXTREME[node.kind])  # type: ignore[arg-type]
    else:
        yield replace(node, kind="prod" if node.kind == "sum" else "sum")
    if node.condition is not None:
        yield replace(node, condition=None)
    if node.upper is not None:
        yield replace(node, upper=Binary("-", node.upper, Number(Fraction(1))))
        lower = Number(Fraction(1)) if node.lower is None else node.lower
        yield replace(node, lower=Binary("+", lower, Number(Fraction(1))))


def _element(node: Element) -> Iterator[Expression]:
    """Indices in another order."""
    for first, second in combinations(range(len(node.indices)), 2):
        indices = list(node.indices)
        indices[first], indices[second] = indices[second], indices[first]
        yield replace(node, indices=tuple(indices))


def _call(node: Call) -> Iterator[Expression]:
    if node.function == "log":
        yield Binary("/", node, Number(Fraction(7, 10)), node.offset)
    elif node.function in ("max", "min"):
        yield replace(node, function=_OTHER_EXTREME[node.function])
        yield from node.arguments
    elif node.function in ("abs", "relu", "sqrt"):
        yield node.arguments[0]


def _swapped(node: Expression, names: dict[str, str]) -> Expression:
    return _rename(node, names)  # type: ignore[return-value]


def _rename(node: Node, names: dict[str, str]) -> Node:
    if isinstance(node, Symbol):
        return replace(node, name=names.get(node.name, node.name))
    for name, position, child in list(children(node)):
        changed = _rename(child, names)
        if changed is not child:
            node = with_child(node, name, position, changed)
    return node
