"""Names with an argument in parentheses: predictions such as `f(x_i)`, and functions that the comment defines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from notewright.formulas.error import FormulaError
from notewright.formulas.expression import Element, Expression, Index, Reduce, Symbol, children, walk, with_child
from notewright.formulas.indices import read_indices
from notewright.formulas.names import NAMING, names_in_parentheses, read_base
from notewright.formulas.parser import Parser

_NO_ARGUMENTS = frozenset("nNmMCKdDJLTeijk") | {r"\pi"}
"""Lengths, constants, and letters that are indices wherever they stand."""
_MANY = 2000


@dataclass(frozen=True, slots=True)
class Function:
    """A function that the comment defines: `\\Phi(x) = …`."""

    parameters: tuple[str, ...]
    body: Expression


def call_of(parser: Parser, name: str, offset: int) -> Expression | None:
    """A symbol bound with its argument, or a function of the comment, applied to what stands in the parentheses."""
    if parser.token.text != "(":
        return None
    function = parser.functions.get(name)
    if function is not None:
        from notewright.formulas.application import arguments

        given = arguments(parser)
        if len(given) != len(function.parameters):
            parser.fail(f"{name} is defined with {len(function.parameters)} arguments", offset)
        value = applied(function, given, offset)
        parser.bare, parser.closed = None, value
        return value
    bound = {symbol for symbol in parser.symbols if symbol.startswith(f"{name}(")}
    return _bound_with_argument(parser, name, bound, offset) if bound else None


def _bound_with_argument(parser: Parser, name: str, bound: Collection[str], offset: int) -> Expression | None:
    """`f(x_i)`, the element i of `f(x)`, or `d(x_i, x_j)`, which has its arguments as it was bound."""
    start = parser.position
    parser.next()
    listed = f"{name}({','.join(names_in_parentheses(parser))})"
    if "," in listed and listed in bound and parser.accept(")"):
        return Symbol(listed, offset)
    parser.position = start + 1
    own = f"{name}({read_base(parser)})"
    indices = read_indices(parser)
    if own not in bound or not parser.accept(")"):
        parser.position = start
        return None
    return Element(Symbol(own, offset), indices, offset) if indices else Symbol(own, offset)


def applied(function: Function, given: tuple[Expression, ...], offset: int) -> Expression:
    """The body with the arguments in the places of the parameters."""
    if any(isinstance(node, Reduce) for node in walk(function.body)):
        raise FormulaError("a function of the comment must hold no sum: define a symbol with an index", offset)
    value = _substituted(function.body, dict(zip(function.parameters, given, strict=True)))
    if sum(1 for _ in walk(value)) > _MANY:
        raise FormulaError("the functions of the comment make the formula too long", offset)
    return value


def _substituted(node: Expression, arguments: Mapping[str, Expression]) -> Expression:
    if isinstance(node, (Symbol, Index)) and node.name in arguments:
        return arguments[node.name]
    for field, position, child in list(children(node)):
        changed = _substituted(child, arguments)  # type: ignore[arg-type]
        if changed is not child:
            node = with_child(node, field, position, changed)  # type: ignore[assignment]
    return node


def element_at(parser: Parser, name: str, offset: int) -> Expression:
    """An array with its indices, also as predictions are written: `f(x_i)`, `h_\\theta(x^{(i)})`, `f_k(x_i)`, `f(x)`.

    What stands in the parentheses must be symbols that nobody bound, else it is a factor; an index on one of them is
    that of the sample.
    """
    found = _arguments(parser)
    if found is not None:
        behind = read_indices(parser) if parser.token.text == "_" else ()
        places = (*found, *behind)
    else:
        lowered = parser.token.text == "_"
        places = read_indices(parser)
        before = _arguments(parser) if lowered else None
        places = (*(before or ()), *places)
    symbol = Symbol(name, offset)
    return Element(symbol, places, offset) if places else symbol


def _arguments(parser: Parser) -> tuple[Expression, ...] | None:
    """The indices in an argument; None, and nothing is read, where no argument stands."""
    if parser.token.text != "(" or parser.in_argument or not _is_argument(parser):
        return None
    start = parser.position
    parser.next()
    parser.in_argument = True
    indices = _indices_of_arguments(parser)
    parser.in_argument = False
    if indices is None:
        parser.position = start
    return indices


def _is_argument(parser: Parser) -> bool:
    """Whether an unbound name follows that is no length and no index of a sum around."""
    token = parser.peek()
    if token.text in NAMING:
        return True
    known = token.text in parser.symbols or token.text in parser.functions
    return token.kind == "letter" and not known and token.text not in _NO_ARGUMENTS


def _indices_of_arguments(parser: Parser) -> tuple[Expression, ...] | None:
    """The indices of the one argument that has any; None where these are no arguments."""
    found: tuple[Expression, ...] = ()
    while True:
        token = parser.token
        if token.kind != "letter" and token.text not in NAMING:
            return None
        try:
            name = read_base(parser)
        except FormulaError:
            return None
        plain = parser.token.text in (")", ",", ";", "|")
        if name in parser.symbols or name in _NO_ARGUMENTS or (plain and (name in parser.active or parser.searching)):
            return None
        indices = () if plain else read_indices(parser)
        if indices and found:
            return None
        found = found or indices
        if parser.accept(")"):
            return found
        if not parser.accept(",", ";", "|"):
            return None
