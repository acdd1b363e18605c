"""Draws at which a loss is least or hardly more: predictions that agree with their targets, and all numbers small."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from notewright.formulas.knots import belongs
from notewright.formulas.reference import Domain
from notewright.formulas.sample import Batch, Generator, draw

_APART = (0.0, 3e-13, 1e-10, 1e-7, 1e-6, 1e-4, 1e-3)
"""How far the arguments of a draw are apart; where it is 0 those of a gradient stay."""
_SMALL = (1e-7, 1e-5, 1e-3)
_LINE = frozenset(["real", "positive", "nonnegative", "nonpositive", "nonzero", "unit", "probability"])
_SURE = 40.0


def in_agreement(
    domains: Mapping[str, Domain], generator: Generator, lengths: Mapping[str, int], *, exactly: bool
) -> Batch:
    """Draws whose first array agrees with another, all over or nearly; one such draw for each distance."""
    apart = [distance for distance in _APART if distance or exactly]
    pairs = _pairs(domains)
    batch = draw(domains, generator, ["near"] * (len(apart) * max(1, len(pairs))), lengths)
    distances = np.array(apart * max(1, len(pairs)))
    values = dict(batch.values)
    for turn, (name, other) in enumerate(pairs):
        mine = slice(turn * len(apart), (turn + 1) * len(apart))
        values[name] = values[name].copy()
        part = _close(domains, name, other, values, mine, distances[mine], generator, lengths)
        values[name][mine] = np.where(np.isfinite(part), part, values[name][mine])
    return Batch(values, lengths, batch.styles)


def small(domains: Mapping[str, Domain], generator: Generator, lengths: Mapping[str, int]) -> Batch:
    """Draws whose arrays are small, all of them at first (and labels 0), then one after the other."""
    arrays = [name for name, domain in domains.items() if domain.axes and domain.name in _LINE]
    groups = [arrays, *([name] for name in arrays if len(arrays) > 1)]
    batch = draw(domains, generator, ["near"] * (len(_SMALL) * len(groups)), lengths)
    values = dict(batch.values)
    for name, domain in domains.items():
        if domain.name == "binary" and domain.axes:
            values[name] = values[name].copy()
            values[name][: len(_SMALL)] = 0.0
    for turn, group in enumerate(groups):
        mine = slice(turn * len(_SMALL), (turn + 1) * len(_SMALL))
        for name in group:
            values[name] = values[name].copy()
            values[name][mine] *= np.array(_SMALL).reshape(-1, *(1,) * (values[name].ndim - 1))
    return Batch(values, lengths, batch.styles)


def twins(domains: Mapping[str, Domain], generator: Generator, lengths: Mapping[str, int]) -> Batch | None:
    """Draws of round numbers whose tables have two rows alike, then two columns: a maximum of them is a tie.

    In the latter half the rows are near to one of another table, as a rule nearer than all others. None without tables.
    """
    tables = [name for name, domain in domains.items() if len(domain.axes) > 1 and domain.name != "onehot"]
    if not tables:
        return None
    batch = draw(domains, generator, ["grid"] * 4, lengths)
    values = dict(batch.values)
    for name in tables:
        values[name] = values[name].copy()
        others = [other for other in tables if other != name and domains[other].axes[1:] == domains[name].axes[1:]]
        for place in range(batch.count):
            if place >= batch.count // 2 and others and name == tables[0]:
                step = 0.25 if domains[name].name == "real" else 0.0
                values[name][place][0] = values[others[0]][place][0] + step
            by_columns = place % 2 and domains[name].name != "simplex"
            table = np.moveaxis(values[name][place], -1, 0) if by_columns else values[name][place]
            table[1:2] = table[:1]
    return Batch(values, lengths, batch.styles)


def _pairs(domains: Mapping[str, Domain]) -> list[tuple[str, str]]:
    """Arguments that can agree: the first of them moves."""
    found = []
    names = [name for name, domain in domains.items() if domain.axes]
    for name in names:
        for other in names:
            if name != other and _may_agree(domains[name], domains[other]):
                known = (other, name) in found
                found += [] if known else [(name, other)]
    return found


def _may_agree(moved: Domain, fixed: Domain) -> bool:
    if moved.name == "simplex":
        return fixed.name in ("simplex", "onehot") and fixed.axes == moved.axes
    if fixed.name == "label":
        return moved.name == "real" and moved.axes == (*fixed.axes, str(fixed.of))
    if moved.name in ("unit", "probability") or fixed.name in ("unit", "probability"):
        return {moved.name, fixed.name} <= {"unit", "probability", "binary"} and moved.axes == fixed.axes
    return moved.name in _LINE and fixed.axes == moved.axes and fixed.name in _LINE | {"sign", "binary", "onehot"}


def _close(
    domains: Mapping[str, Domain],
    name: str,
    other: str,
    values: Mapping[str, Any],
    mine: slice,
    distances: Any,
    generator: Generator,
    lengths: Mapping[str, int],
) -> Any:
    """What the first argument is where it agrees with the other, as far apart as said; NaN where it cannot."""
    own, target = values[name][mine], values[other][mine]
    moved, fixed = domains[name].name, domains[other].name
    share = distances.reshape(-1, *(1,) * (own.ndim - 1))
    if moved == "simplex":
        return own * share + target * (1 - share)
    if fixed in ("sign", "binary", "onehot", "label") and moved not in ("unit", "probability"):
        sure = np.where(share > 0, -np.log(np.maximum(share, 1e-300)), _SURE)
        return own + sure * _direction(fixed, target, lengths, domains[other])
    noise = generator.normal(size=own.shape)
    near = np.abs(target - share * np.abs(noise)) if moved in ("unit", "probability") else target + share * noise
    return np.where(belongs(domains[name], near), near, math.nan)


def _direction(fixed: str, target: Any, lengths: Mapping[str, int], domain: Domain) -> Any:
    if fixed == "sign":
        return target
    if fixed == "label":
        return np.eye(lengths[str(domain.of)])[target.astype(int)]
    return 2.0 * target - 1.0 if fixed == "binary" else target
