"""The tree of a formula: what a value is computed from. Offsets are places in the text and no part of equality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A literal, kept exact."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that has a name: e or pi."""

    name: Literal["e", "pi"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name without indices: an argument, a definition or the length of an axis."""

    name: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Index:
    """An index variable: in a subscript a place in an array, elsewhere a number."""

    name: str
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Element:
    """An array, or a function's array result, with indices."""

    array: Symbol | Call
    indices: tuple[Expression, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negate:
    """Minus one term."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands; `dot` is the inner product of vectors, `elementwise` the product of vectors entry by entry."""

    operator: Operator
    left: Expression
    right: Expression
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A named function of its arguments."""

    function: str
    arguments: tuple[Expression, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reduce:
    """A sum, product, maximum or minimum over indices. No index: over the one that is free in the body."""

    kind: ReduceKind
    indices: tuple[str, ...]
    lower: Expression | None
    upper: Expression | None
    condition: Condition | None
    body: Expression
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cases:
    """Values under conditions; the row without one holds where no other does."""

    rows: tuple[Row, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of `cases`."""

    value: Expression
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One where the condition holds, zero elsewhere."""

    condition: Condition
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation of two values."""

    relation: Relation
    left: Expression
    right: Expression
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Logical:
    """Conditions of which all or any must hold."""

    kind: Literal["and", "or"]
    parts: tuple[Condition, ...]


Operator: TypeAlias = Literal["+", "-", "*", "/", "^", "dot", "elementwise"]
ReduceKind: TypeAlias = Literal["sum", "prod", "max", "min"]
Relation: TypeAlias = Literal["<", "<=", ">", ">=", "=", "!="]
Condition: TypeAlias = Comparison | Logical
Expression: TypeAlias = (
    Number | Constant | Symbol | Index | Element | Negate | Binary | Call | Reduce | Cases | Indicator
)
Node: TypeAlias = Expression | Condition | Row

_NODES = (Number, Constant, Symbol, Index, Element, Negate, Binary, Call, Reduce, Cases, Indicator)
_NODES_AND_CONDITIONS = (*_NODES, Comparison, Logical, Row)


def children(node: Node) -> Iterator[tuple[str, int | None, Node]]:
    """The nodes right below one: the field, the place in it where the field is a tuple, and the node."""
    for item in fields(node):
        value = getattr(node, item.name)
        if isinstance(value, tuple):
            for position, part in enumerate(value):
                if isinstance(part, _NODES_AND_CONDITIONS):
                    yield item.name, position, part
        elif isinstance(value, _NODES_AND_CONDITIONS):
            yield item.name, None, value


def with_child(node: Node, name: str, position: int | None, child: Node) -> Node:
    """The node with one child replaced."""
    if position is None:
        return replace(node, **{name: child})  # type: ignore[arg-type]
    values = list(getattr(node, name))
    values[position] = child
    return replace(node, **{name: tuple(values)})  # type: ignore[arg-type]


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, from the outside in."""
    yield node
    for _, _, child in children(node):
        yield from walk(child)


def free_indices(node: Node) -> dict[str, int]:
    """The index variables used in a node and not bound in it, with the offset of their first use."""
    if isinstance(node, Index):
        return {node.name: node.offset}
    found: dict[str, int] = {}
    bound: set[str] = set(node.indices) if isinstance(node, Reduce) else set()
    for name, _, child in children(node):
        inner = free_indices(child)
        if isinstance(node, Reduce) and name == "body" and not node.indices:
            inner = {}  # the sum without an index takes what is free in its body
        for index, offset in inner.items():
            if index not in bound or name in ("lower", "upper"):
                found.setdefault(index, offset)
    return found
