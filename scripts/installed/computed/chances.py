"""Chances of whole numbers, as SciPy computes them."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Positive, Real, Unit

Count = Annotated[float, "count"]


def geom(k: Count, p: Unit) -> float:
    """The chance that the first success is the k-th try."""
    return float((1 - p) ** (k - 1) * p)


def logser(k: Positive, p: Unit) -> float:
    """Of a log series."""
    return float(-(p**k) / k / np.log1p(-p))


def planck(k: Count, rate: Positive) -> float:
    """Of a Planck distribution."""
    return float(-np.expm1(-rate) * np.exp(-rate * k))


def boltzmann(k: Count, rate: Positive, n: Positive) -> float:
    """Of a truncated Planck distribution."""
    return float((1 - np.exp(-rate)) / (1 - np.exp(-rate * n)) * np.exp(-rate * k))


def dlaplace(k: Real, a: Positive) -> float:
    """Of a discrete Laplace distribution."""
    return float(np.tanh(a / 2) * np.exp(-a * abs(k)))
