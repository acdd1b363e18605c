"""Symbols and functions that a comment, or the formula itself, defines by others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from notewright.formulas.called import Function
from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Expression, Index, Node, Reduce, Symbol, children, walk, with_child
from notewright.formulas.labels import parts_of
from notewright.formulas.latex import Statement, parse_statement
from notewright.formulas.lexer import Notation
from notewright.formulas.names import symbol_name
from notewright.formulas.remarks import Defined
from notewright.formulas.scope import indices_of_name, letters_of, resolve, uses
from notewright.formulas.values import Definition

_SHOWN = 24
_CALLED = re.compile(r"(?P<name>[^()^]+)\((?P<letters>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Known:
    """What is defined so far."""

    definitions: Mapping[str, Definition] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)

    @property
    def ranks(self) -> dict[str, int]:
        """How many indices each defined symbol takes."""
        return {name: len(definition.indices) for name, definition in self.definitions.items()}


def name_in(text: str, notation: Notation) -> str:
    """The canonical name of a symbol, which a comment may write in either notation."""
    try:
        return symbol_name(text, notation)
    except FormulaError:
        other: Notation = "latex" if notation == "unicode" else "unicode"
        return symbol_name(text, other)


def definitions_of(
    written: Iterable[tuple[str, str]], ranks: Mapping[str, int], notation: Notation, per: tuple[str, ...]
) -> Known:
    """The definitions of a comment, each by the symbols before it."""
    known = Known()
    for left, right in written:
        bound = {**ranks, **known.ranks}
        head, parameters = _head(left, notation)
        name = name_in(left if not parameters or set(parameters) & set(bound) else head, notation)
        indices = {*per, *letters_of(name)}
        with _placed(left, right):
            statement = parse_statement(right, bound, notation, functions=known.functions, indices=indices)
        if len(statement.right) != 1 or statement.left is not None or statement.definitions:
            raise FormulaError(f"the definition of {left} must be one value")
        if name == head and parameters and _all_used(parameters, statement.right[0]):
            function = Function(parameters, statement.right[0])
            known = replace(known, functions={**known.functions, name: function})
        else:
            known = _with(known, name, left, statement.right[0], ranks, per)
    return known


@contextmanager
def _placed(left: str, right: str) -> Iterator[None]:
    """Say in which definition, and before what in it, an error is."""
    try:
        yield
    except FormulaError as error:
        rest = right[error.offset : error.offset + _SHOWN].strip()
        where = f" at `{rest}`" if rest and error.offset else ""
        raise FormulaError(f"in the definition of {left}{where}: {error.message}") from None


def with_remarks(known: Known, told: Iterable[Defined], ranks: Mapping[str, int], per: tuple[str, ...]) -> Known:
    """With what the formula itself defines behind its value."""
    for defined in told:
        known = _with(known, defined.name, defined.name, defined.body, ranks, per)
    return known


def _with(
    known: Known, name: str, written: str, body: Expression, ranks: Mapping[str, int], per: tuple[str, ...]
) -> Known:
    own, indices = indices_of_name(name, body)
    if own in ranks or own in known.definitions or own in known.functions:
        raise FormulaError(f"{written} is defined, but bound already")
    if uses(body, own):
        raise FormulaError(f"{written} is defined by itself")
    resolved = resolve(body, frozenset((*indices, *per)), {**ranks, **known.ranks})
    definition = Definition(indices, _apart(resolved, own))
    return replace(known, definitions={**known.definitions, own: definition})


def _apart(node: Expression, owner: str) -> Expression:
    """The tree with its sums' indices renamed: those of the formula must not meet them."""
    names = {name for part in walk(node) if isinstance(part, Reduce) for name in part.indices}
    return _renamed(node, {name: f"{name} of {owner}" for name in names}) if names else node


def _renamed(node: Node, names: Mapping[str, str]) -> Expression:
    if isinstance(node, (Index, Symbol)):
        return replace(node, name=names.get(node.name, node.name))
    for name, position, child in list(children(node)):
        changed = _renamed(child, names)
        if changed is not child:
            node = with_child(node, name, position, changed)
    if isinstance(node, Reduce):
        node = replace(node, indices=tuple(names[name] for name in node.indices))
    return node  # type: ignore[return-value]


def _head(left: str, notation: Notation) -> tuple[str, tuple[str, ...]]:
    """A function's name and the letters in its parentheses: `\\Phi(x)`, `k(a, b)`; of a symbol no letters."""
    match = _CALLED.fullmatch(left.strip())
    if match is None:
        return name_in(left, notation), ()
    return name_in(match["name"], notation), tuple(name_in(part, notation) for part in match["letters"].split(","))


def _all_used(parameters: tuple[str, ...], body: Expression) -> bool:
    used = {part.name for part in walk(body) if isinstance(part, (Symbol, Index))}
    return used.issuperset(parameters) and len(set(parameters)) == len(parameters)


def without_index(
    symbols: Mapping[str, str], statement: Statement, known: Known, per: tuple[str, ...]
) -> dict[str, str]:
    """A symbol bound as `y_i` is the array y when i is an index of the formula."""
    trees = [*statement.right, *(definition.body for definition in known.definitions.values())]
    indices = set(per) | {
        name.partition(" of ")[0]
        for tree in trees
        for node in walk(tree)
        if isinstance(node, Reduce)
        for name in node.indices
    }
    renamed = {}
    for parameter, name in symbols.items():
        base, label, mark = parts_of(name)
        letters = label.split(",") if "," in label else list(label)
        renamed[parameter] = base + mark if label and all(letter in indices for letter in letters) else name
    return renamed
