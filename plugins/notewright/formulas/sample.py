"""Draws from the domains that annotations declare, many at once: see `Style` for the kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np

from notewright.formulas.reference import Domain

Generator: TypeAlias = np.random.Generator

Style: TypeAlias = Literal["ordinary", "grid", "knots", "flat", "wide", "extreme", "far", "near"]
"""Ordinary numbers; few round ones, so that they meet; ones at the numbers that the function's code names; all alike;
of many sizes; ones at which floats fail; ones so large that the function may have switched to something else; ones
beside a border of the formula, or at which a loss is hardly more than nothing."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Draws with the same lengths of axes: for each argument an array, whose first axis is that of the draws."""

    values: Mapping[str, Any]
    lengths: Mapping[str, int]
    styles: tuple[Style, ...]

    @property
    def count(self) -> int:
        """How many draws there are."""
        return len(self.styles)

    def chosen(self, places: Sequence[int]) -> Batch:
        """Some of the draws."""
        values = {name: value[list(places)] for name, value in self.values.items()}
        return replace(self, values=values, styles=tuple(self.styles[place] for place in places))

    def at(self, place: int, domains: Mapping[str, Domain]) -> dict[str, Any]:
        """The arguments of one draw, copied: a function may write into what it is given."""
        return {name: _own(domains[name], value[place]) for name, value in self.values.items()}

    def is_extreme(self, place: int) -> bool:
        """Whether floats may fail at a draw, so that only a clear difference counts."""
        return self.styles[place] in ("extreme", "far", "wide")

    @property
    def is_exact(self) -> bool:
        """Whether sums and means of what stands here are free of rounding."""
        return set(self.styles) == {"grid"} and all(n & (n - 1) == 0 for n in self.lengths.values())


def beside(batch: Batch, domains: Mapping[str, Domain]) -> Batch:
    """The same draws a little above and a little below, where the domains are more than single points."""
    values = {}
    for name, value in batch.values.items():
        step = 1e-7 * (np.abs(value) + 0.1) if domains[name].name in _CONTINUOUS else 0 * value
        below = np.where((value > step) | (domains[name].name == "real"), value - step, value + step)
        values[name] = np.concatenate([value + step, below])
    return Batch(values, batch.lengths, batch.styles * 2)


def _own(domain: Domain, value: Any) -> Any:
    if value.shape:
        return value.copy()
    return int(value) if domain.name in ("label", "count") else float(value)


def lengths_for(domains: Mapping[str, Domain], generator: Generator, style: Style = "ordinary") -> dict[str, int]:
    """Lengths of all axes, no two the same. Of round numbers means are exact where the lengths are powers of two."""
    free, fixed = axes_of(domains)
    taken = set(fixed.values())
    count = len(free)
    if style == "grid":
        powers = [2**power for power in (2, 3, 1, *range(4, 5 + count)) if 2**power not in taken]
        return dict(zip(free, map(int, generator.permutation(powers[: max(2, count)])), strict=False)) | fixed
    choice = [length for length in range(3, 7 + count + len(taken)) if length not in taken]
    choice = choice[: max(3, count + 1) if count <= 4 else count]
    lengths = [int(n) for n in generator.permutation(choice)[:count]]
    return dict(zip(free, lengths, strict=True)) | fixed


def axes_of(domains: Mapping[str, Domain]) -> tuple[list[str], dict[str, int]]:
    """The axes whose lengths are drawn, and those whose annotation says how long they are."""
    axes = sorted({axis for domain in domains.values() for axis in (*domain.axes, *([domain.of] if domain.of else []))})
    return [axis for axis in axes if not axis.isdigit()], {axis: int(axis) for axis in axes if axis.isdigit()}


def draw(
    domains: Mapping[str, Domain], generator: Generator, styles: Sequence[Style], lengths: Mapping[str, int]
) -> Batch:
    """One draw for each style, in the order of the styles sorted by kind."""
    kinds = list(dict.fromkeys(styles))
    parts = [
        {name: _values(domain, lengths, generator, kind, styles.count(kind)) for name, domain in domains.items()}
        for kind in kinds
    ]
    values = {name: np.concatenate([part[name] for part in parts]) for name in domains}
    return Batch(values, lengths, tuple(kind for kind in kinds for _ in range(styles.count(kind))))


def _values(domain: Domain, lengths: Mapping[str, int], generator: Generator, style: Style, count: int) -> Any:
    shape = (count, *(lengths[axis] for axis in domain.axes))
    if domain.name == "label":
        assert domain.of is not None
        values = generator.integers(0, lengths[domain.of], shape)
    elif domain.axes or style != "extreme" or domain.name not in _GENTLE:
        values = _DRAWERS[domain.name](shape, generator, style)
    else:
        values = _DRAWERS[domain.name](shape, generator, "ordinary")
    return _flat(domain, values, generator) if style == "flat" else values


def _flat(domain: Domain, values: Any, generator: Generator) -> Any:
    """The same entry all over, for a third of the draws zero where the domain has it."""
    axes = len(domain.axes)
    if not axes:
        return values
    kept = 1 if domain.name in ("simplex", "onehot") else 0
    first = values[(slice(None), *(slice(0, 1),) * (axes - kept), *(slice(None),) * kept)]
    if domain.name in ("real", "nonnegative", "probability", "label", "count"):
        first = first * (generator.uniform(size=(len(values), *(1,) * axes)) > 1 / 3).astype(first.dtype)
    return np.broadcast_to(first, values.shape).copy()


def _far(shape: tuple[int, ...], generator: Generator) -> Any:
    """Sizes at which a function may have switched to something else."""
    return 10.0 ** generator.uniform(2.5, 6.0, shape)


def _scale(shape: tuple[int, ...], generator: Generator) -> Any:
    """A size for each draw as a whole."""
    return 10.0 ** generator.uniform(-2.0, 2.0, (shape[0], *(1,) * (len(shape) - 1)))


def _real(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    if style in ("grid", "knots", "flat"):
        return generator.integers(-6, 7, shape) / 4.0
    if style == "extreme":
        return generator.choice([-800.0, -45.0, -1e-3, 1e-3, 45.0, 800.0], shape) * generator.uniform(0.9, 1.1, shape)
    if style == "far":
        return _far(shape, generator) * _sign(shape, generator, style)
    if style == "wide":
        return generator.normal(size=shape) * _scale(shape, generator)
    each = (shape[0], *(1,) * (len(shape) - 1))
    values = generator.normal(size=shape) * generator.choice([0.5, 1.0, 2.5], each)
    # Some functions take positive numbers only, as a parameter says; a domain cannot.
    return np.where(generator.uniform(size=each) < (0.5 if style == "near" else 0.25), np.abs(values), values)


def _positive(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    if style in ("grid", "knots", "flat"):
        return generator.choice([0.25, 0.75, 1.25, 1.5, 1.75, 2.25], shape)
    if style == "extreme":
        return generator.choice([1e-6, 1e-3, 1e3, 1e6], shape) * generator.uniform(0.9, 1.1, shape)
    if style == "far":
        return _far(shape, generator)
    if style == "wide":
        return generator.uniform(0.2, 3.0, shape) * _scale(shape, generator)
    return generator.uniform(0.2, 3.0, shape)


def _nonnegative(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    values = _positive(shape, generator, style)
    return values * (generator.uniform(size=shape) > 0.2) if style in ("grid", "knots", "flat") else values


def _nonpositive(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return -_nonnegative(shape, generator, style)


def _nonzero(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return _positive(shape, generator, style) * _sign(shape, generator, style)


def _unit(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    if style in ("grid", "knots", "flat"):
        return generator.integers(1, 8, shape) / 8.0
    if style == "extreme":
        return generator.choice([1e-60, 1e-9, 1.0 - 2.0**-30], shape)
    return generator.uniform(0.03, 0.97, shape)


def _probability(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    if style in ("grid", "knots", "flat"):
        return generator.integers(0, 9, shape) / 8.0
    return _unit(shape, generator, style)


def _rows(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    values = generator.exponential(size=shape) + 0.02
    if style == "extreme":
        values = values * generator.choice([1e-40, 1e-9, 1.0], shape)
    values = values / values.sum(axis=-1, keepdims=True)
    if style not in ("grid", "knots", "flat"):
        return values
    hot = generator.uniform(size=shape[:-1]) < 0.4
    return np.where(hot[..., None], _onehot(shape, generator, style), values)


def _onehot(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return np.eye(shape[-1])[generator.integers(0, shape[-1], shape[:-1])]


def _sign(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return generator.integers(0, 2, shape) * 2.0 - 1.0


def _binary(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return generator.integers(0, 2, shape) * 1.0


def _count(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return generator.poisson(2.5, shape) * 1.0


_CONTINUOUS = frozenset(["real", "positive", "nonnegative", "unit", "probability"])
# One number of these kinds is a parameter: it stays usual where the arrays are extreme.
_GENTLE = frozenset(["positive", "nonnegative", "nonpositive", "nonzero", "unit", "probability"])
_DRAWERS: dict[str, Callable[[tuple[int, ...], Generator, Style], Any]] = {
    "real": _real, "positive": _positive, "nonnegative": _nonnegative, "nonpositive": _nonpositive,
    "nonzero": _nonzero, "unit": _unit, "probability": _probability, "simplex": _rows, "onehot": _onehot,
    "binary": _binary, "sign": _sign, "count": _count,
}  # fmt: skip
