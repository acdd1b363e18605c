"""Are the draws strong enough? Small mistakes must show, and every branch must have been taken."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Sequence
from itertools import combinations

from notewright.formulas.arithmetic import FLOATS
from notewright.formulas.call import Answer
from notewright.formulas.compare import Checked, Comparer
from notewright.formulas.error import FormulaError
from notewright.formulas.evaluate import AmbiguousCasesError, OutOfRangeError, close
from notewright.formulas.expression import Call, Cases, Expression, Indicator, walk
from notewright.formulas.mutate import mutants
from notewright.formulas.reading import Reading
from notewright.formulas.sample import Style, draw

_STYLES: tuple[Style, ...] = ("ordinary", "ordinary", "grid")
_EXTENDED = 216
"""Ten times the draws of a verdict, for what survives them."""


def strengthen(comparer: Comparer, checked: list[Checked]) -> tuple[int, str]:
    """How many draws were needed beyond the first, and what still speaks against trusting them.

    A mistake that no draw shows must stay unseen on ten times as many, where the function is asked again:
    then it is no mistake but the same function in another form.
    """
    reading = comparer.reading
    survivors = [mutant for mutant in mutants_of(reading) if not killed(reading, mutant, checked)]
    if survivors and not all(_survives(reading, mutant, comparer) for mutant in survivors):
        more = list(comparer.checked(_EXTENDED, _STYLES))
        fresh = [mutant for mutant in survivors if not killed(reading, mutant, more)]
        if not all(_survives(reading, mutant, comparer) for mutant in fresh):
            return len(more), "a small change of the formula shows at some draws only: they are too weak to decide"
        return len(more), _uncovered(comparer)
    if _uncovered(comparer):
        more = list(comparer.checked(_EXTENDED, ("ordinary", "grid", "extreme")))
        return len(more), _uncovered(comparer)
    return 0, ""


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
    return any(_differs(reading, mutant, point) for point in checked)


def _differs(reading: Reading, mutant: Expression, point: Checked) -> bool:
    try:
        values = reading.values(point.draw, point.answer.shape, FLOATS, expression=mutant, arrays=point.arrays)
    except (FormulaError, OutOfRangeError, AmbiguousCasesError):
        return True
    return any(
        mine is not None and math.isfinite(mine) and (theirs is None or not close(mine, theirs, 1e-7))
        for mine, theirs in zip(point.values, values, strict=True)
    )


def _survives(reading: Reading, mutant: Expression, comparer: Comparer) -> bool:
    """Whether a mutant agrees with the formula on many more draws: then both are one function."""
    return not killed(reading, mutant, extended(comparer))


def extended(comparer: Comparer) -> list[Checked]:
    """More points, made once for all survivors. Only the formula is evaluated there."""
    if comparer.more is None:
        comparer.more = []
        for count in range(_EXTENDED):
            point = draw(comparer.reading.claim.domains, comparer.generator, _STYLES[count % len(_STYLES)])
            shape = comparer.mode.shape(point)
            arrays = comparer.reading.arrays(point, FLOATS)
            with contextlib.suppress(OutOfRangeError, AmbiguousCasesError):
                values = comparer.reading.values(point, shape, FLOATS, arrays=arrays)
                comparer.more.append(Checked(point, Answer((), shape), tuple(values), arrays, True))
    return comparer.more


def _uncovered(comparer: Comparer) -> str:
    """A branch that no draw took, in words."""
    reading = comparer.reading
    trees = [reading.expression]
    trees += [reading.claim.definitions[name].body for name in sorted(reading.claim.used(reading.expression) & set(reading.claim.definitions))]
    for node in (part for tree in trees for part in walk(tree)):
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
