"""Draws where a function may change: at the numbers its code names, where arguments agree, on axes of odd lengths."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from notewright.formulas.reference import Domain
from notewright.formulas.sample import Batch, Generator, axes_of, draw

_USUAL = (0.5, 1.0, 2.0, 3.0, 4.0, 5.0)
_LONGEST, _MANY = 48, 97
_SIZES = 8
_NEAR = np.array([0.0, 0.0, 1e-4, -1e-4, 4e-3, -4e-3, 0.1, -0.1])
"""How far beside a number to look, as a share of it."""
_LINE = frozenset(["real", "positive", "nonnegative", "nonpositive", "nonzero", "unit", "probability"])


def at_numbers(
    domains: Mapping[str, Domain],
    generator: Generator,
    constants: Sequence[float],
    lengths: Mapping[str, int],
    count: int,
    turn: int,
) -> Batch:
    """Draws whose elements, and their differences, are the numbers of the code, parameters, or a number times one.

    In the first turn parameters go through the numbers as they are, and elements through what lies beside them.
    """
    batch = draw(domains, generator, ["knots"] * count, lengths)
    values = dict(batch.values)
    numbers = np.array([*constants, *constants, *_USUAL])
    scalars = [name for name, domain in domains.items() if not domain.axes and domain.name in _LINE | {"count"}]
    single = np.array(list(dict.fromkeys((*constants, *_USUAL))))
    for name in scalars:
        chosen = np.resize(single, count)
        if turn > 0:
            chosen = _beside(generator.choice(numbers, count), generator)
        kept = generator.uniform(size=count) < 0.5 * (turn > 0)
        values[name] = _parameter(domains[name], values[name], chosen, kept, generator)
    pool = _pool(numbers, [np.abs(values[name]) for name in scalars], count)
    for name, domain in domains.items():
        if domain.axes and domain.name in _LINE | {"count"}:
            others = [key for key in values if key != name and domains[key].axes == domain.axes]
            others = [key for key in others if domains[key].name in _LINE]
            other = values[others[generator.integers(len(others))]] if others else None
            flat = values[name].reshape(count, -1)
            target = _in_turn(single, flat.shape, generator) if turn == 0 else _by_chance(pool, flat.shape, generator)
            values[name] = _moved(domain, flat, other, target, generator).reshape(values[name].shape)
    return Batch(values, lengths, batch.styles)


def _parameter(domain: Domain, value: Any, chosen: Any, kept: Any, generator: Generator) -> Any:
    chosen = np.round(chosen) if domain.name == "count" else chosen
    chosen = chosen * _signs(len(chosen), generator) if domain.name in ("real", "nonzero") else chosen
    return np.where(kept | ~belongs(domain, chosen), value, chosen)


def _pool(numbers: Any, parameters: list[Any], count: int) -> Any:
    """The numbers for each draw."""
    pool = [np.broadcast_to(numbers, (count, len(numbers)))]
    for parameter in parameters:
        column = parameter.astype(float).reshape(count, 1)
        pool += [np.repeat(column, max(1, len(numbers) // 2), axis=1), column * numbers]
    return np.concatenate(pool, axis=1)


def _in_turn(numbers: Any, shape: tuple[int, ...], generator: Generator) -> Any:
    """All places beside all numbers, those of the code first, as far as they find room."""
    places = (numbers[:, None, None] * (1 + np.unique(_NEAR))[:, None] * np.array([1.0, -1.0])).ravel()
    return generator.permutation(np.resize(places, math.prod(shape))).reshape(shape)


def _by_chance(pool: Any, shape: tuple[int, ...], generator: Generator) -> Any:
    chosen = np.take_along_axis(pool, generator.integers(0, pool.shape[1], shape), axis=1)
    return _beside(chosen, generator) * _signs(shape, generator)


def _moved(domain: Domain, value: Any, other: Any, target: Any, generator: Generator) -> Any:
    """Most elements at their targets, half of these as far from another argument, where the domain allows it."""
    if other is not None and domain.name != "count":
        target = target + np.where(generator.uniform(size=value.shape) < 0.5, 0.0, other.reshape(value.shape))
    target = np.round(np.abs(target)) if domain.name == "count" else target
    kept = (generator.uniform(size=value.shape) < 0.2 * (other is not None)) | ~belongs(domain, target)
    return np.where(kept, value, target)


def _beside(numbers: Any, generator: Generator) -> Any:
    return numbers * (1 + generator.choice(_NEAR, numbers.shape))


def _signs(shape: Any, generator: Generator) -> Any:
    return generator.integers(0, 2, shape) * 2.0 - 1.0


def belongs(domain: Domain, values: Any) -> Any:
    """Where numbers lie in a domain."""
    inside = {
        "real": np.isfinite(values), "positive": values > 0, "nonnegative": values >= 0, "nonpositive": values <= 0,
        "nonzero": values != 0, "unit": (values > 0) & (values < 1), "probability": (values >= 0) & (values <= 1),
        "count": values >= 0,
    }  # fmt: skip
    return inside[domain.name]


def alike(domains: Mapping[str, Domain], generator: Generator, lengths: Mapping[str, int], count: int) -> Batch:
    """Draws whose arrays hold one number all over; in the latter half arguments of one kind are the same as well."""
    batch = draw(domains, generator, ["flat"] * count, lengths)
    values = dict(batch.values)
    first: dict[Domain, str] = {}
    for name, domain in domains.items():
        if first.setdefault(domain, name) != name and domain.axes:
            values[name] = np.concatenate([values[name][: count // 2], values[first[domain]][count // 2 :]])
    return Batch(values, lengths, batch.styles)


def odd_lengths(domains: Mapping[str, Domain], constants: Sequence[float]) -> list[dict[str, int]]:
    """Lengths of 1 and 2, of many, and of the whole numbers that the code names; no two axes alike."""
    free, fixed = axes_of(domains)
    whole = [int(number) for number in constants if number == int(number) and 2 < number <= _LONGEST]
    sizes = list(dict.fromkeys([1, 2, *(size for number in whole for size in (number, number + 1)), 10]))[:_SIZES]
    found = []
    for turn in range(len(sizes) if free else 0):
        lengths = dict(fixed)
        for place, axis in enumerate(free):
            size = sizes[(turn + place) % len(sizes)] if place == 0 or len(free) == 1 else 3 + place
            while size in lengths.values():
                size += 1
            lengths[axis] = size
        found.append(lengths)
        free = [*free[1:], free[0]]
    return found


def long_lengths(domains: Mapping[str, Domain]) -> dict[str, int] | None:
    """One axis of many places, where there is no other: a draw then tries as many numbers. None of tables."""
    free, fixed = axes_of(domains)
    return {free[0]: _MANY} | fixed if len(free) == 1 else None
