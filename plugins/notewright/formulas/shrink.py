"""A counterexample that can be checked by hand: short arrays, few digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from notewright.formulas.compare import Comparer, DifferenceError
from notewright.formulas.sample import Batch, axes_of, draw

_SHORTEST = 3
_AT_ONCE = 4
_ROUNDABLE = frozenset(["real", "positive", "nonnegative", "nonpositive", "nonzero", "unit", "probability"])


def shrunk(comparer: Comparer, error: DifferenceError) -> DifferenceError:
    """A difference at simpler inputs if there is one, else the same."""
    found = _first(comparer, _small(comparer)) or error
    if found is error:
        for candidate in _shorter(comparer, error.batch):
            found = _difference(comparer, candidate) or found
    for digits in (3, 2, 1, 0):
        found = _difference(comparer, _rounded(comparer, found.batch, digits)) or found
    return found


def _first(comparer: Comparer, batches: Iterator[Batch]) -> DifferenceError | None:
    return next((found for batch in batches if (found := _difference(comparer, batch)) is not None), None)


def _difference(comparer: Comparer, batch: Batch) -> DifferenceError | None:
    try:
        comparer.agreed_at_odd(batch)
    except DifferenceError as error:
        return error
    return None


def _small(comparer: Comparer) -> Iterator[Batch]:
    """Draws of round numbers on short axes."""
    domains = comparer.reading.claim.domains
    free, fixed = axes_of(domains)
    for shortest in range(1, _SHORTEST + 1):
        for order in (free, free[::-1]):
            lengths = {axis: shortest + place for place, axis in enumerate(order)} | fixed
            yield draw(domains, comparer.generator, ["grid"] * _AT_ONCE, lengths)


def _shorter(comparer: Comparer, batch: Batch) -> Iterator[Batch]:
    """The draw with fewer places on its axes: the longest cut comes last, so that it counts."""
    domains = comparer.reading.claim.domains
    if any(domain.name in ("simplex", "onehot", "label") for domain in domains.values()):
        return
    free, _ = axes_of(domains)
    for length in range(max(batch.lengths.values(), default=1) - 1, 0, -1):
        lengths = {axis: min(n, length) if axis in free else n for axis, n in batch.lengths.items()}
        values = {
            name: value[(slice(None), *(slice(0, lengths[axis]) for axis in domains[name].axes))]
            for name, value in batch.values.items()
        }
        yield replace(batch, values=values, lengths=lengths)


def _rounded(comparer: Comparer, batch: Batch, digits: int) -> Batch:
    """The draw with fewer digits, where its domains allow it."""
    values = {}
    for name, value in batch.values.items():
        domain = comparer.reading.claim.domains[name].name
        rounded = np.round(value, digits) + 0  # no -0
        kept = (domain not in _ROUNDABLE) | ((domain not in ("real", "probability", "nonnegative")) & (rounded == 0))
        values[name] = np.where(kept | ((domain == "unit") & (rounded == 1)), value, rounded)
    return replace(batch, values=values)
