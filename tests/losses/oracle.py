"""The second opinion on a loss: its formula in mpmath, and where to ask. One file of them a family, in `oracles/`.

A new loss gets its entry in the file of its family; the tests of exactness and of Bayes predictions find it there.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import mpmath
from hypothesis import strategies as st
from mpmath import mpf

Term = Callable[..., Any]


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

    bayes: tuple[Sequence[float], Callable[[Any], float]] | None = None
    """Targets, and what is best predicted for all of them."""


@dataclass(frozen=True)
class Rowwise:
    """A loss of a row (or, where it has no rows, of the whole batch): of one vector, beside others."""

    term: Term
    """ℓ(row, …, **options)."""

    slopes: Callable[..., list[Any]]
    """∂ℓ/∂row, one number for each element of the row."""

    edges: Sequence[tuple[list[float], ...]]
    options: Sequence[dict[str, Any]] = field(default=({},))


def oracles() -> dict[str, Elementwise | Rowwise]:
    """Every oracle, by the name of its loss."""
    files = sorted((Path(__file__).parent / "oracles").glob("*.py"))
    return {name: oracle for path in files for name, oracle in _load(path).ORACLES.items()}


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
