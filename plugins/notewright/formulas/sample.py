"""Draws from the domains that annotations declare: ordinary ones, ones on the kinks, and extreme ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from notewright.formulas.reference import Domain

if TYPE_CHECKING:
    import numpy as np

    Generator: TypeAlias = np.random.Generator

Style: TypeAlias = Literal["ordinary", "grid", "extreme", "far"]


@dataclass(frozen=True, slots=True)
class Draw:
    """One point: an array or number for each argument."""

    values: Mapping[str, Any]
    lengths: Mapping[str, int]
    style: Style

    @property
    def is_extreme(self) -> bool:
        """Whether floats may fail here, so that only a clear difference counts."""
        return self.style in ("extreme", "far")


def draw(domains: Mapping[str, Domain], generator: Generator, style: Style) -> Draw:
    """Values for all arguments; no two axes have the same length."""
    axes = sorted({axis for domain in domains.values() for axis in (*domain.axes, *([domain.of] if domain.of else []))})
    free = [axis for axis in axes if not axis.isdigit()]
    lengths = dict(
        zip(free, _lengths(len(free), {int(axis) for axis in axes if axis.isdigit()}, generator), strict=True)
    )
    lengths |= {axis: int(axis) for axis in axes if axis.isdigit()}
    values = {name: _value(domain, lengths, generator, style) for name, domain in domains.items()}
    return Draw(values, lengths, style)


def _lengths(count: int, taken: set[int], generator: Generator) -> list[int]:
    free = [length for length in range(3, 4 + count + 3 + len(taken)) if length not in taken]
    choice = free[: max(3, count + 1) if count <= 4 else count]
    return [int(n) for n in generator.permutation(choice)[:count]]


def _value(domain: Domain, lengths: Mapping[str, int], generator: Generator, style: Style) -> Any:
    shape = tuple(lengths[axis] for axis in domain.axes)
    if domain.name == "label":
        assert domain.of is not None
        values: Any = generator.integers(0, lengths[domain.of], shape)
        return values if shape else int(values)
    values = _DRAWERS[domain.name](shape, generator, style)
    if domain.name == "count" and not shape:
        return int(values)
    return values if shape else float(values)


def _far(shape: tuple[int, ...], generator: Generator) -> Any:
    """Sizes at which a function may have switched to something else."""
    return 10.0 ** generator.uniform(2.5, 6.0, shape)


def _real(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    if style == "grid":
        return generator.integers(-6, 7, shape) / 4.0
    if style == "extreme":
        return generator.choice([-800.0, -45.0, -1e-3, 1e-3, 45.0, 800.0], shape) * generator.uniform(0.9, 1.1, shape)
    if style == "far":
        return _far(shape, generator) * _sign(shape, generator, style)
    return generator.normal(size=shape) * generator.choice([0.5, 1.0, 2.5])


def _positive(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    if style == "grid":
        return generator.choice([0.25, 0.75, 1.25, 1.5, 1.75, 2.25], shape)
    if style == "extreme" and shape:
        return generator.choice([1e-6, 1e-3, 1e3, 1e6], shape) * generator.uniform(0.9, 1.1, shape)
    if style == "far":
        return _far(shape, generator)
    return generator.uniform(0.2, 3.0, shape)


def _nonnegative(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    values = _positive(shape, generator, style)
    return values * (generator.uniform(size=shape) > 0.2) if style == "grid" else values


def _nonpositive(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return -_nonnegative(shape, generator, style)


def _nonzero(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return _positive(shape, generator, style) * _sign(shape, generator, style)


def _unit(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    if style == "grid":
        return generator.integers(1, 8, shape) / 8.0
    if style == "extreme" and shape:
        return generator.choice([1e-60, 1e-9, 1.0 - 2.0**-30], shape)
    return generator.uniform(0.03, 0.97, shape)


def _probability(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    values = _unit(shape, generator, style)
    if style == "grid":
        return generator.integers(0, 9, shape) / 8.0
    return values


def _rows(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    import numpy as np

    values = generator.exponential(size=shape) + 0.02
    if style == "extreme":
        values = values * generator.choice([1e-40, 1e-9, 1.0], shape)
    values = values / values.sum(axis=-1, keepdims=True)
    if style != "grid":
        return values
    hot = generator.uniform(size=shape[:-1]) < 0.4
    return np.where(hot[..., None], _onehot(shape, generator, style), values)


def _onehot(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    import numpy as np

    return np.eye(shape[-1])[generator.integers(0, shape[-1], shape[:-1])]


def _sign(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return generator.integers(0, 2, shape) * 2.0 - 1.0


def _binary(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return generator.integers(0, 2, shape) * 1.0


def _count(shape: tuple[int, ...], generator: Generator, style: Style) -> Any:
    return generator.poisson(2.5, shape) * 1.0


_DRAWERS: dict[str, Callable[[tuple[int, ...], Any, Style], Any]] = {
    "real": _real, "positive": _positive, "nonnegative": _nonnegative, "nonpositive": _nonpositive,
    "nonzero": _nonzero, "unit": _unit, "probability": _probability, "simplex": _rows, "onehot": _onehot,
    "binary": _binary, "sign": _sign, "count": _count,
}  # fmt: skip
