"""Draws beside the borders of a formula: where a condition, an absolute value, a maximum or a clip changes sides.

On the line between two draws on either side of a border the border itself is found, and a little off it, on both
sides, the function is asked: a border in the wrong place lies between the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from notewright.formulas.error import FormulaError
from notewright.formulas.reading import Reading
from notewright.formulas.reference import Domain
from notewright.formulas.sample import Batch, Generator, Style, draw, lengths_for
from notewright.formulas.values import AmbiguousCasesError, OutOfRangeError

_ENDS: tuple[Style, ...] = ("ordinary",) * 8 + ("knots",) * 4 + ("wide",) * 4
_AT_MOST = 15
"""How many crossings are followed, of all borders together."""
_STEPS = 14
_OFF = (-0.03, -1e-3, -3e-5, 3e-5, 1e-3, 0.03)
"""How far off a border, in what is compared there; less where that hardly changes along the line."""
_NEAR: tuple[Style, ...] = ("near",)
_FIXED = frozenset(["label", "onehot", "binary", "sign", "count"])


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines from draws to others, on each of which the formula meets a border: at the place of its comparisons said."""

    reading: Reading
    shape: tuple[int, ...]
    low: Batch
    high: Batch
    places: Any

    def at(self, where: Any) -> Batch:
        """The points at these shares of the lines."""
        return _between(self.reading.claim.domains, self.low, self.high, where)

    def gap(self, where: Any) -> Any:
        """How far what is compared is apart there."""
        gaps, _ = _gaps(self.reading, self.at(where), self.shape)
        return gaps[np.arange(len(self.places)), self.places]


def beside_borders(
    reading: Reading, shape_of: Callable[[Batch], tuple[int, ...]], generator: Generator
) -> Batch | None:
    """Draws on both sides of the formula's borders; None where it has none that two draws lie on either side of."""
    try:
        lines = _lines(reading, shape_of, generator)
        return _off(lines) if lines is not None else None
    except (FormulaError, OutOfRangeError, AmbiguousCasesError):
        return None


def _lines(reading: Reading, shape_of: Callable[[Batch], tuple[int, ...]], generator: Generator) -> _Lines | None:
    domains = reading.claim.domains
    low = draw(domains, generator, _ENDS, lengths_for(domains, generator))
    low = _with_small_parameters(domains, low.chosen(generator.permutation(low.count).tolist()))
    high = _with_parameters_of(domains, low, low.chosen(np.roll(np.arange(low.count), 1).tolist()))
    shape = shape_of(low)
    first, comparisons = _gaps(reading, low, shape)
    last, _ = _gaps(reading, _between(domains, low, high, np.ones(low.count)), shape)
    chosen = _crossings(first, last, comparisons, generator)
    if not len(chosen):
        return None
    draws = chosen[:, 0].tolist()
    return _Lines(reading, shape, low.chosen(draws), high.chosen(draws), chosen[:, 1])


def _off(lines: _Lines) -> Batch:
    """Points at several distances from the borders."""
    first, last = lines.gap(np.zeros(len(lines.places))), lines.gap(np.ones(len(lines.places)))
    step = np.minimum(1.0, 2.0 / np.abs(last - first))
    roots = _roots(lines.gap, first, last)
    where = np.concatenate([np.clip(roots + off * step, 0.0, 1.0) for off in _OFF])
    places = list(range(len(roots))) * len(_OFF)
    return replace(lines, low=lines.low.chosen(places), high=lines.high.chosen(places)).at(where)


def _has_small_parameters(line: Any) -> Any:
    return line % 3 == 2


def _with_small_parameters(domains: Mapping[str, Domain], ends: Batch) -> Batch:
    """The same draws; of every third the single numbers are small, less than a constant beside them."""
    size = np.where(_has_small_parameters(np.arange(ends.count)), 1e-3, 1.0)
    values = {
        name: value if domains[name].axes or domains[name].name in _FIXED else value * size
        for name, value in ends.values.items()
    }
    return replace(ends, values=values)


def _with_parameters_of(domains: Mapping[str, Domain], low: Batch, high: Batch) -> Batch:
    """The ends of lines, on two of three of which the single numbers stay as they are at the beginning."""
    stays = np.arange(low.count) % 3 > 0
    values = {
        name: value if domains[name].axes else np.where(stays, low.values[name], value)
        for name, value in high.values.items()
    }
    return replace(high, values=values)


def _between(domains: Mapping[str, Domain], low: Batch, high: Batch, where: Any) -> Batch:
    """Points on the lines from draws to others; what is not of numbers without gaps stays."""
    values = {}
    for name, value in low.values.items():
        if domains[name].name in _FIXED:
            values[name] = value
            continue
        other = high.values[name]
        if domains[name].name == "nonzero":
            other = np.abs(other) * np.sign(value)
        share = where.reshape(-1, *(1,) * (value.ndim - 1))
        values[name] = value * (1 - share) + other * share
    return Batch(values, low.lengths, _NEAR * len(where))


def _gaps(reading: Reading, batch: Batch, shape: tuple[int, ...]) -> tuple[Any, Any]:
    """For each draw how far what is compared anywhere is apart, with its sign, and to which comparison each belongs."""
    gaps: list[Any] = []
    reading.values(batch, shape, gaps=gaps)
    own = [gap.reshape(batch.count, -1) for gap in gaps if gap.size % batch.count == 0 and gap.shape[0] > 1]
    if not own:
        return np.zeros((batch.count, 0)), np.zeros(0, dtype=int)
    return np.concatenate(own, axis=1), np.repeat(np.arange(len(own)), [gap.shape[1] for gap in own])


def _crossings(first: Any, last: Any, comparisons: Any, generator: Generator) -> Any:
    """Some pairs of a line and a place at which a border lies between the ends, as many of each comparison."""
    found = np.argwhere((np.sign(first) * np.sign(last) < 0) & np.isfinite(first) & np.isfinite(last))
    found = generator.permutation(found)
    kinds = 2 * comparisons[found[:, 1]] + _has_small_parameters(found[:, 0])
    turns = _turns(kinds) if len(found) else np.zeros(0)
    chosen = found[np.argsort(turns, kind="stable")][:_AT_MOST]
    return np.repeat(chosen, 2, axis=0) if len(chosen) == 1 else chosen  # of one draw a constant looks like a value


def _turns(keys: Any) -> Any:
    """For each key how often it stood before."""
    order = np.argsort(keys, kind="stable")
    turns = np.empty(len(keys), dtype=int)
    turns[order] = np.arange(len(keys)) - np.searchsorted(keys[order], keys[order])
    return turns


def _roots(gap: Callable[[Any], Any], first: Any, last: Any) -> Any:
    """Where on each line what is compared is equal, by false position that halves the weight of an end that stays."""
    low, high = np.zeros(len(first)), np.ones(len(first))
    size = np.maximum(np.abs(first), np.abs(last))
    guess = low
    for turn in range(_STEPS):
        guess = (low + high) / 2 if turn in (1, 3) else low - first * (high - low) / (last - first)
        now = gap(guess)
        if not (np.abs(now) > 1e-12 * size).any():
            break
        rises = np.sign(now) == np.sign(first)
        low, high = np.where(rises, guess, low), np.where(rises, high, guess)
        first, last = np.where(rises, now, first / 2), np.where(rises, last / 2, now)
        first, last = np.where(now == 0, -1e-300, first), np.where(now == 0, 1e-300, last)
        low, high = np.where(now == 0, guess, low), np.where(now == 0, guess, high)
    return guess
