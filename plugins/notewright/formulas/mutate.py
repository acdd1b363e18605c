"""Small mistakes put into a formula: if one of them goes unnoticed, the draws prove nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from notewright.formulas.expression import (
    Binary,
    Call,
    Cases,
    Comparison,
    Element,
    Expression,
    Negate,
    Node,
    Number,
    Reduce,
    Symbol,
    children,
    with_child,
)

_TENTH = Fraction(1, 10)
_OTHER_RELATION = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "!=", "!=": "="}
_OTHER_EXTREME = {"max": "min", "min": "max"}


def mutants(expression: Expression, swaps: Sequence[tuple[str, str]] = ()) -> Iterator[Expression]:
    """Every formula with one mistake: a sign, number, power, factor, extremum, condition or swapped argument."""
    yield Negate(expression)
    yield from _below(expression)
    for first, second in swaps:
        yield _swapped(expression, {first: second, second: first})


def _below(node: Node) -> Iterator[Expression]:
    yield from _at(node)  # type: ignore[misc]
    for name, position, child in children(node):
        if isinstance(node, Element):
            continue  # a wrong index is met by the evaluation itself
        if isinstance(node, Reduce) and name in ("lower", "upper"):
            continue
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
        if node.kind in _OTHER_EXTREME:
            yield replace(node, kind=_OTHER_EXTREME[node.kind])  # type: ignore[arg-type]
        if node.condition is not None:
            yield replace(node, condition=None)
    elif isinstance(node, Cases):
        yield from (row.value for row in node.rows)
    elif isinstance(node, Comparison):
        yield replace(node, relation=_OTHER_RELATION[node.relation])  # type: ignore[arg-type]


def _binary(node: Binary) -> Iterator[Expression]:
    if node.operator in ("+", "-"):
        yield replace(node, operator="-" if node.operator == "+" else "+")
        if not isinstance(node.right, Number):
            yield node.left
    elif node.operator in ("*", "/"):
        yield node.left
        if node.operator == "*":
            yield node.right
    elif node.operator == "^":
        yield node.left


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
