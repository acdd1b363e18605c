"""A formula, its binding and its function put together: what exactly is claimed."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from notewright.formulas.binding import Binding
from notewright.formulas.definitions import Known, definitions_of, name_in, with_remarks, without_index
from notewright.formulas.error import BindingError, FormulaError
from notewright.formulas.expression import Binary, Call, Expression, Node, Reduce, Symbol, walk
from notewright.formulas.latex import Statement, parse_statement
from notewright.formulas.left_side import LeftSide
from notewright.formulas.lexer import Notation
from notewright.formulas.names import LENGTHS
from notewright.formulas.parser import Parser
from notewright.formulas.reference import Domain, Reference, ReferenceError, load
from notewright.formulas.scope import indices_of_name
from notewright.formulas.values import Definition
from notewright.formulas.verdict import Formula

_BATCH, _CLASS = "nNmM", "CKdDJLT"


@dataclass(frozen=True, slots=True)
class Claim:
    """`symbols` maps parameters to names in the formula, `literals` to values the binding fixes."""

    reference: Reference
    statement: Statement
    symbols: Mapping[str, str]
    literals: Mapping[str, Any]
    definitions: Mapping[str, Definition]
    per: tuple[str, ...]
    bold: bool = False
    """Whether vectors are marked in the text: then what is not bold is no vector, and what is bold no number."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """How the comment writes the symbols, by parameter: `\\hat{y}` is `\\hat y` in `symbols`."""

    def may_be_one_sample(self, expression: Expression) -> bool:
        """Whether a product of arrays could be meant of one sample: `y \\cdot \\log p`, or `\\langle a, b \\rangle`."""
        names = self.used(expression) & set(self.definitions)
        trees = [expression, *(self.definitions[name].body for name in names)]
        return not self.bold and any(_is_product(node) for tree in trees for node in walk(tree))

    @property
    def domains(self) -> dict[str, Domain]:
        """The domain of each bound parameter."""
        return {parameter: self.reference.domains[parameter] for parameter in self.symbols}

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of all axes, the leading one of the first argument first."""
        found: dict[str, None] = {}
        for domain in self.domains.values():
            found.update(dict.fromkeys(domain.axes))
            if domain.of is not None:
                found[domain.of] = None
        return tuple(found)

    def used(self, expression: Expression) -> set[str]:
        """The names of the symbols that a tree uses, those of its definitions too."""
        names: set[str] = set()
        waiting = [expression]
        while waiting:
            for node in walk(waiting.pop()):
                if isinstance(node, Symbol) and node.name not in names:
                    names.add(node.name)
                    if node.name in self.definitions:
                        waiting.append(self.definitions[node.name].body)
        return names


def _is_product(node: Node) -> bool:
    if isinstance(node, Binary):
        return node.operator == "dot"
    return isinstance(node, Call) and node.function == "inner"


def _has_bold(text: str) -> bool:
    return any(style in text for style in (r"\mathbf", r"\boldsymbol", r"\vec", r"\bm"))


def claim_of(formula: Formula, binding: Binding, references: tuple[str, ...]) -> Claim:
    """Everything about a formula that needs no numbers; `FormulaError` or `ReferenceError` when it is not sound."""
    reference = load(binding.function, references)
    per = _per(binding)
    with _of_comment():
        symbols, literals = _bind(binding, reference, formula.notation)
    told = _told(formula, binding, reference, symbols, per)
    renamed = without_index(symbols, told.statement, told.known, per)
    if renamed != symbols:
        symbols = renamed
        told = _told(formula, binding, reference, symbols, per)
    definitions = told.known.definitions
    spellings = _spellings(binding, reference)
    claim = Claim(reference, told.statement, symbols, literals, definitions, per, _has_bold(formula.text), spellings)
    _check(claim)
    return claim


@dataclass(frozen=True, slots=True)
class _Told:
    """What the formula states, and what its comment and itself define."""

    statement: Statement
    known: Known


def _told(
    formula: Formula, binding: Binding, reference: Reference, symbols: Mapping[str, str], per: tuple[str, ...]
) -> _Told:
    ranks = {name: len(reference.domains[parameter].axes) for parameter, name in symbols.items()}
    with _of_comment():
        known = definitions_of(binding.definitions, ranks, formula.notation, per)
    bound = ranks | known.ranks
    statement = parse_statement(formula.text, bound, formula.notation, functions=known.functions, indices=per)
    return _Told(statement, with_remarks(known, statement.definitions, ranks, per))


@contextmanager
def _of_comment() -> Iterator[None]:
    """Tell errors of the comment from those of the formula."""
    try:
        yield
    except FormulaError as error:
        raise BindingError(error.message) from None


def _per(binding: Binding) -> tuple[str, ...]:
    return () if binding.per is None else tuple(binding.per.split(","))


def _bind(binding: Binding, reference: Reference, notation: Notation) -> tuple[dict[str, str], dict[str, Any]]:
    pairs = dict(zip(reference.parameters, binding.arguments, strict=False))
    if len(binding.arguments) > len(reference.parameters):
        raise FormulaError(
            f"{reference.name} takes {len(reference.parameters)} arguments, not {len(binding.arguments)}"
        )
    for name, text in binding.keywords:
        if name not in reference.parameters:
            raise FormulaError(f"{reference.name} has no parameter {name}: it has {', '.join(reference.parameters)}")
        if name in pairs:
            raise FormulaError(f"parameter {name} of {reference.name} is bound twice")
        pairs[name] = text
    symbols: dict[str, str] = {}
    literals: dict[str, Any] = {}
    for name, text in pairs.items():
        is_literal, value = _literal(text)
        if is_literal:
            literals[name] = value
            continue
        if name not in reference.domains:
            raise ReferenceError(f"parameter {name} of {reference.name} has no domain annotation: annotate it")
        symbols[name] = name_in(text, notation)
    _check_bound(reference, symbols, literals)
    return symbols, literals


def _spellings(binding: Binding, reference: Reference) -> dict[str, str]:
    """The symbols as the comment writes them, by parameter."""
    return dict(zip(reference.parameters, binding.arguments, strict=False)) | dict(binding.keywords)


def _check_bound(reference: Reference, symbols: Mapping[str, str], literals: Mapping[str, Any]) -> None:
    if len(set(symbols.values())) < len(symbols):
        raise FormulaError("one symbol is bound to two parameters: give each its own")
    for parameter in inspect.signature(reference.function).parameters.values():
        variadic = parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        bound = parameter.name in symbols or parameter.name in literals
        if not bound and not variadic and parameter.default is parameter.empty:
            raise FormulaError(f"parameter {parameter.name} of {reference.name} has no default: bind it to a symbol")
    if not symbols:
        raise FormulaError("no symbol is bound: name the function's arguments in the comment")


def _literal(text: str) -> tuple[bool, Any]:
    try:
        return True, ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return False, None


def _check(claim: Claim) -> None:
    used = {name for right in claim.statement.right for name in claim.used(right)}
    for defined in claim.statement.definitions:
        if indices_of_name(defined.name, defined.body)[0] not in used:
            raise FormulaError("one formula states one value: what stands behind it is not used in it", defined.offset)
    for right in claim.statement.right:
        used = claim.used(right)
        for parameter, name in claim.symbols.items():
            # A gradient need not depend on every argument, and numbers tell whether it does.
            if name not in used and not claim.reference.is_gradient:
                raise FormulaError(f"the argument {name} ({parameter}) never occurs in the formula")
    left = claim.statement.left
    if left is not None and left.derivative:
        _check_derivative(claim, left)
    elif left is not None:
        _check_name(claim, left, used)


def _is_number_with_index(claim: Claim, left: LeftSide) -> bool:
    """Whether an index makes another name of one that is bound: `\\rho_c` is none of one number \\rho."""
    numbers = {name for parameter, name in claim.symbols.items() if not claim.domains[parameter].axes}
    return left.index is not None and left.name in numbers and "_" not in left.name


def _check_name(claim: Claim, left: LeftSide, used: set[str]) -> None:
    """A name that stands on the right too, or that is a constant, is no name for the value."""
    named = {name.partition("(")[0] for name in used}
    if (left.name in named and not _is_number_with_index(claim, left)) or left.name in ("e", r"\pi"):
        raise FormulaError(
            f"the left side names {left.name}, which has a value already: name it otherwise", left.offset
        )
    strange = sorted(left.letters.difference(claim.per)) if claim.per else []
    nodes = (node for right in claim.statement.right for node in walk(right))
    summed = {name for node in nodes if isinstance(node, Reduce) for name in node.indices}
    if not claim.per and left.index in left.letters and left.index in summed:
        strange = [str(left.index)]
    if strange:
        raise FormulaError(
            f"the left side has the index {strange[0]}, and the value has none: drop it, or say `per {strange[0]}`",
            left.offset,
        )


def _check_derivative(claim: Claim, left: LeftSide) -> None:
    """A derivative is compared with a gradient only, by its first argument and at the element the comment names."""
    name = claim.reference.name
    if not claim.reference.is_gradient:
        raise FormulaError(
            f"the left side is a derivative, but {name} is no gradient: name {name}.gradient in the comment",
            left.offset,
        )
    first = claim.symbols.get(claim.reference.parameters[0])
    if first is None or left.variable is None:
        return
    variable = f"{left.variable}_{left.label}" if left.label else left.variable
    if variable == first:
        return
    if variable in claim.symbols.values() or left.variable != first.partition("_")[0]:
        raise FormulaError(f"the left side derives by {variable}, but {name} is with respect to {first}", left.offset)
    letters = left.label.split(",") if "," in left.label else list(left.label)
    if not all(letter in claim.per for letter in letters):
        wanted = ",".join(letters)
        raise FormulaError(f"the left side derives by {variable}: the comment must say `per {wanted}`", left.offset)


def lengths_in(claim: Claim, expression: Expression, dropped: str | None) -> dict[str, str]:
    """Which axis each unbound letter is the length of: its own letter's, or the one that its custom suggests."""
    indices = {name for node in walk(expression) if isinstance(node, Reduce) for name in node.indices} | set(claim.per)
    bound = set(claim.symbols.values()) | set(claim.definitions)
    names = sorted(claim.used(expression) - bound - indices)
    found: dict[str, str] = {}
    for name in names:
        axis = _axis(name, claim.axes) or _only_axis(name, claim.axes, expression)
        if axis is None:
            continue
        if axis == dropped:
            raise FormulaError(f"the formula is about one sample and has no use for {name}: give its arrays an index")
        if axis in found.values():
            raise FormulaError(f"two symbols, one of them {name}, could be the length of the same axis")
        found[name] = axis
    return found


def _only_axis(name: str, axes: tuple[str, ...], expression: Expression) -> str | None:
    """A letter at the upper end of a sum is the length of the only axis there is, whatever its name."""
    limits = {node.upper for node in walk(expression) if isinstance(node, Reduce)}
    return axes[0] if len(axes) == 1 and len(name) == 1 and Symbol(name) in limits else None


def _axis(name: str, axes: tuple[str, ...]) -> str | None:
    name = LENGTHS.get(name, name)
    if name in axes:
        return name
    if name in _BATCH and axes:
        return axes[0]
    others = axes[1:] or axes
    return others[0] if name in _CLASS and len(others) == 1 else None


__all__ = ["Claim", "Parser", "claim_of", "lengths_in"]
