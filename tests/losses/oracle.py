"""The second opinion on a loss: its formula in mpmath, and where to ask. One file of them a family, in `oracles/`.

A new loss gets its entry in the file of its family; the tests of exactness and of Bayes predictions find it there.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import mpmath
import numpy as np
from hypothesis import strategies as st
from mpmath import mpf

SMALLEST = mpf(2) ** -1074
"""The smallest number of float64: no kink lies nearer to 0."""

Term = Callable[..., Any]
Draw = Callable[[np.random.Generator, Mapping[str, int]], dict[str, Any]]
"""Random arguments by name, for axes of these lengths."""


@dataclass(frozen=True)
class Elementwise:
    """A loss of a number against a number."""

    term: Term
    """ℓ(x, y, **options) of mpf numbers."""

    pairs: st.SearchStrategy[tuple[float, float]]
    """Where any pair (x, y) of floats must be exact."""

    edges: Sequence[tuple[float, float]]
    """Pairs at which other libraries lose digits."""

    options: Sequence[dict[str, Any]] = ({},)
    """The options to ask with; the first are the defaults."""

    is_kink: Callable[[float, float], bool] = lambda x, y: False
    """Where there is no derivative to compare with."""

    scale: Callable[[Any, Any], tuple[Any, Any]] = lambda x, y: (0, 0)
    """The size of the largest part of value and slope, where the parts may cancel."""

    span: tuple[float, float] = (-math.inf, math.inf)
    """Where predictions may lie, if the loss refuses some that its annotation does not."""

    bayes: tuple[Sequence[float], Callable[[Any], float]] | None = None
    """Targets, and what is best predicted for all of them."""

    draw: Draw | None = None
    """Arguments that the annotations alone do not tell how to draw."""


@dataclass(frozen=True)
class Rowwise:
    """A loss of a row (or, where it has no rows, of the whole batch): of one array, beside others."""

    term: Term
    """ℓ(array, …, **options), of arrays as lists of floats; the first may hold mpf numbers."""

    edges: Sequence[tuple[Any, ...]]

    slopes: Callable[..., list[Any]] | None = None
    """∂ℓ/∂array, one number for each element, in order; None: differentiated from the value's formula."""

    options: Sequence[dict[str, Any]] = field(default=({},))

    is_kink: Callable[..., bool] = lambda *arrays: False
    """Where there is no derivative to compare with."""

    scale: Callable[..., tuple[Any, Any]] = lambda *arrays: (0, 0)
    """The size of the largest part of value and slope (one, or one for each element), where the parts may cancel."""

    rows: int = 1
    """How many rows it takes to meet a kink, if there is one."""

    bayes: tuple[dict[str, Any], Any] | None = None
    """The other arguments, of many rows, and the row that is best predicted for all of them."""

    draw: Draw | None = None
    """Arguments that the annotations alone do not tell how to draw."""


@cache
def oracles() -> dict[str, Elementwise | Rowwise]:
    """Every oracle, by the name of its loss."""
    files = sorted((Path(__file__).parent / "oracles").glob("*.py"))
    return {name: oracle for path in files for name, oracle in _load(path).ORACLES.items()}


def slopes(term: Term, array: Any, *others: Any, **options: Any) -> list[Any]:
    """∂ℓ/∂array from the value's formula, element by element; the steps are far below any gap between doubles."""
    flat = np.array(array, dtype=object)

    def moved(index: tuple[int, ...], step: Any) -> Any:
        copy = flat.copy()
        copy[index] = mpf(copy[index]) + step
        return term(copy.tolist(), *others, **options)

    with mpmath.workdps(1600):
        found = []
        for index in np.ndindex(flat.shape):
            step = mpf(10) ** -400 * (abs(mpf(flat[index])) or SMALLEST)
            found.append((moved(index, step) - moved(index, -step)) / (2 * step))
        return found


def softplus(x: Any) -> Any:
    """log(1 + eˣ), of numbers too large for their powers."""
    return max(x, mpf(0)) + mpmath.log1p(mpmath.exp(-abs(x)))


def xlogy(x: Any, y: Any) -> Any:
    """x·log y, and 0 where x is 0."""
    return mpf(0) if x == 0 else x * mpmath.log(y)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"oracles_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
