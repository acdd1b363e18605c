"""Are the draws strong enough? Small mistakes must show, and every branch must have been taken."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from notewright.formulas.arithmetic import FLOATS
from notewright.formulas.borders import beside_borders
from notewright.formulas.compare import Checked, Comparer, near
from notewright.formulas.error import FormulaError
from notewright.formulas.evaluate import Memo
from notewright.formulas.expression import Call, Cases, Comparison, Expression, Indicator, walk
from notewright.formulas.mutate import mutants
from notewright.formulas.reading import Reading
from notewright.formulas.sample import Batch, Style, draw, lengths_for
from notewright.formulas.values import AmbiguousCasesError, OutOfRangeError

_STYLES: tuple[Style, ...] = ("ordinary", "ordinary", "grid")
_FOR_TIES = 48
_EXTENDED = 240
"""Ten times the draws of a verdict, for what survives them."""
_AT_ONCE = 40
_BORDERS = 3
_TRIES = 8


def strengthen(comparer: Comparer, checked: list[Checked]) -> tuple[int, str]:
    """How many draws were needed beyond the first, and what still speaks against trusting them.

    A mistake that no draw shows is looked for on ten times as many. Where one of those shows it the function is asked
    there too; where none does it is no mistake but the same function in another form.
    """
    reading = comparer.reading
    more: list[Checked] = []
    for mutant in mutants_of(reading):
        if killed(reading, mutant, [*checked, *more]) or not (shown := _shown(comparer, mutant)):
            continue
        found = next((agreed for one in shown if (agreed := comparer.agreed(one))), None)
        if found is None:
            return counted(more), "a small change of the formula shows at draws only where the function gives no value"
        more += found
    if _ties_unmet(comparer):
        more += comparer.checked(_FOR_TIES, ("grid",))
    if _uncovered(comparer):
        more += comparer.checked(_EXTENDED, ("ordinary", "grid", "extreme"))
    return counted(more), _uncovered(comparer)


def counted(checked: Sequence[Checked]) -> int:
    """How many draws these are."""
    return sum(part.batch.count for part in checked)


def mutants_of(reading: Reading) -> list[Expression]:
    """The formula with one mistake each, in the formula itself."""
    claim = reading.claim
    domains = {name: claim.reference.domains[parameter] for parameter, name in claim.symbols.items()}
    swaps = [
        (first, second)
        for first, second in combinations(sorted(domains), 2)
        if domains[first].axes == domains[second].axes and "label" not in (domains[first].name, domains[second].name)
    ]
    return list(mutants(reading.expression, swaps))


def killed(reading: Reading, mutant: Expression, checked: Sequence[Checked]) -> bool:
    """Whether a mutant differs from the formula at one of the draws."""
    return any(_differs(reading, mutant, part).any() for part in checked)


def _differs(reading: Reading, mutant: Expression, part: Checked) -> Any:
    """The draws at which a mutant differs."""
    try:
        values, _ = reading.values(part.batch, part.shape, expression=mutant, arrays=part.arrays, memo=part.memo)
    except (FormulaError, OutOfRangeError, AmbiguousCasesError):
        return np.ones(part.batch.count, dtype=bool)
    return (np.isfinite(part.values) & ~near(part.values, values, 1e-7)).any(axis=1)


def _shown(comparer: Comparer, mutant: Expression) -> list[Batch]:
    """Some of ten times the draws at which a mutant differs; none where both are one function."""
    found: list[Batch] = []
    for part in extended(comparer):
        places = np.flatnonzero(_differs(comparer.reading, mutant, part)).tolist()
        found += [part.batch.chosen([place]) for place in places[:_TRIES]]
        if len(found) >= _TRIES:
            break
    return found


def extended(comparer: Comparer) -> list[Checked]:
    """More points, made once for all survivors. Only the formula is evaluated there."""
    if comparer.more is None:
        comparer.more = []
        reading = comparer.reading
        for batch in _more(comparer):
            shape, arrays, memo = comparer.mode.shape(batch), reading.arrays(batch, FLOATS), Memo()
            with contextlib.suppress(OutOfRangeError, AmbiguousCasesError):
                values, _ = reading.values(batch, shape, arrays=arrays, memo=memo, remembers=True)
                comparer.more.append(Checked(batch, shape, values, arrays, memo))
    return comparer.more


def _more(comparer: Comparer) -> Iterator[Batch]:
    reading, generator = comparer.reading, comparer.generator
    domains = reading.claim.domains
    for count in range(_EXTENDED // _AT_ONCE):
        style = _STYLES[count % len(_STYLES)]
        yield draw(domains, generator, [style] * _AT_ONCE, lengths_for(domains, generator, style))
    for _ in range(_BORDERS):
        batch = beside_borders(reading, comparer.mode.shape, generator)
        if batch is None:
            return
        yield batch


def _trees(comparer: Comparer) -> list[Expression]:
    """The formula and the definitions it uses."""
    reading = comparer.reading
    definitions = reading.claim.definitions
    used = sorted(reading.claim.used(reading.expression) & set(definitions))
    return [reading.expression, *(definitions[name].body for name in used)]


def _ties_unmet(comparer: Comparer) -> bool:
    """Whether no draw lay on the boundary of some condition, where < and <= differ."""
    nodes = (node for tree in _trees(comparer) for node in walk(tree))
    return any((id(node), True) not in comparer.trace for node in nodes if isinstance(node, Comparison))


def _uncovered(comparer: Comparer) -> str:
    """A branch that no draw took, in words."""
    for node in (part for tree in _trees(comparer) for part in walk(tree)):
        for side, name in _sides(node):
            if (id(node), side) not in comparer.trace:
                return f"no draw reached {name}: the domains are too narrow to check it"
    return ""


def _sides(node: object) -> list[tuple[object, str]]:
    if isinstance(node, Cases):
        return [(place, f"row {place + 1} of the cases") for place in range(len(node.rows))]
    if isinstance(node, Indicator):
        return [(True, "the condition of the indicator"), (False, "the opposite of the indicator's condition")]
    if isinstance(node, Call) and node.function in ("max", "min") and len(node.arguments) > 1:
        return [(place, f"argument {place + 1} of {node.function}") for place in range(len(node.arguments))]
    if isinstance(node, Call) and node.function == "clip":
        return [(0, "the lower bound of clip"), (1, "the inside of clip"), (2, "the upper bound of clip")]
    return []
