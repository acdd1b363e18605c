"""Which index belongs to which sum. What is free, reused or unused is refused; a bare sum gets its own index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import (
    Comparison,
    Element,
    Expression,
    Index,
    Node,
    Reduce,
    Symbol,
    children,
    free_indices,
    walk,
    with_child,
)
from notewright.formulas.labels import parts_of

_N = TypeVar("_N", bound=Node)
_IMPLICIT = "·"


def resolve(node: Expression, active: frozenset[str], ranks: Mapping[str, int]) -> Expression:
    """The tree with every sum's indices written out. `active` are the indices known outside; `ranks` count axes."""
    return _resolve(node, active, ranks)


def uses(node: Node, name: str) -> bool:
    """Whether an index variable occurs in a tree."""
    return any(isinstance(part, (Index, Symbol)) and part.name == name for part in walk(node))


def letters_of(name: str) -> tuple[str, ...]:
    """The letters of a name's label, each of which may be an index."""
    label = parts_of(name)[1]
    return tuple(label.split(",")) if "," in label else tuple(label)


def indices_of_name(name: str, body: Node) -> tuple[str, tuple[str, ...]]:
    """`\\sigma_i = …` takes an index when its right side uses it; in `p_t = …` the t is part of the name."""
    letter, label, mark = parts_of(name)
    letters = letters_of(name)
    free = free_indices(body)
    if label and all(one in free and uses(body, one) for one in letters):
        return letter + mark, letters
    return name, ()


def _resolve(node: _N, active: frozenset[str], ranks: Mapping[str, int]) -> _N:
    if isinstance(node, Index) and node.name not in active:
        raise FormulaError(
            f"the index {node.name} is used outside its sum: put the whole body into parentheses,"
            f" or say `per {node.name}` in the comment",
            node.offset,
        )
    if isinstance(node, Reduce):
        return _reduce(node, active, ranks)  # type: ignore[return-value]
    for name, position, child in list(children(node)):
        changed = _resolve(child, active, ranks)
        if changed is not child:
            node = with_child(node, name, position, changed)  # type: ignore[assignment]
    return node


def _reduce(node: Reduce, active: frozenset[str], ranks: Mapping[str, int]) -> Reduce:
    node = _with_both(node, active, ranks) if node.indices else _with_implicit(node, active, ranks)
    for name in node.indices:
        if name in active:
            raise FormulaError(f"the index {name} is used by an outer sum already", node.offset)
    inside = active | set(node.indices)
    limits = {
        name: _resolve(limit, active, ranks)
        for name in ("lower", "upper")
        if (limit := getattr(node, name)) is not None
    }
    condition = None if node.condition is None else _resolve(node.condition, inside, ranks)
    body = _resolve(node.body, inside, ranks)
    for name in node.indices:
        if not uses(body, name):
            raise FormulaError(f"the index {name} does not occur in what is summed", node.offset)
    return replace(node, condition=condition, body=body, **limits)


def _with_both(node: Reduce, active: frozenset[str], ranks: Mapping[str, int]) -> Reduce:
    """`\\sum_{i \\ne j}` binds the index that is not known outside, or both."""
    if not isinstance(node.condition, Comparison) or len(node.indices) != 1 or node.lower is not None:
        return node
    right = node.condition.right
    if not isinstance(right, Symbol) or right.name in active or right.name in ranks or not uses(node.body, right.name):
        return node
    if node.indices[0] in active:
        return replace(node, indices=(right.name,))
    return replace(node, indices=(*node.indices, right.name))


def _with_implicit(node: Reduce, active: frozenset[str], ranks: Mapping[str, int]) -> Reduce:
    free = [name for name in free_indices(node.body) if name not in active]
    if len(free) == 1:
        return replace(node, indices=(free[0],))
    if free:
        raise FormulaError(f"the sum names no index, and {' and '.join(free)} are free: write \\sum_i", node.offset)
    name = _IMPLICIT * (1 + sum(index.startswith(_IMPLICIT) for index in active))
    body = _indexed(node.body, name, ranks)
    if body is node.body:
        raise FormulaError("over what does the sum run? Give it an index", node.offset)
    return replace(node, indices=(name,), body=body)


def _indexed(node: _N, name: str, ranks: Mapping[str, int]) -> _N:
    """Every whole one-axis array of a body with the sum's own index: `\\sum (y - \\hat{y})^2` is over elements."""
    if isinstance(node, Symbol) and ranks.get(node.name) == 1:
        return Element(node, (Index(name, node.offset),), node.offset)  # type: ignore[return-value]
    if isinstance(node, (Element, Reduce)):
        return node
    for field, position, child in list(children(node)):
        changed = _indexed(child, name, ranks)
        if changed is not child:
            node = with_child(node, field, position, changed)  # type: ignore[assignment]
    return node
