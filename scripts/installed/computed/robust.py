"""Robust norms of one residual, their slopes and weights, as statsmodels computes them."""

from __future__ import annotations

import numpy as np

from computed.domains import Nonzero, Positive, Real


def half_square(z: Real) -> float:
    """Least squares."""
    return z**2 / 2


def huber(z: Real, t: Positive) -> float:
    """Huber's norm."""
    return z**2 / 2 if abs(z) <= t else abs(z) * t - t**2 / 2


def huber_slope(z: Real, t: Positive) -> float:
    """Its slope."""
    return z if abs(z) <= t else float(t * np.sign(z))


def huber_weight(z: Real, t: Positive) -> float:
    """Its weight."""
    return 1.0 if abs(z) <= t else t / abs(z)


def ramsay(z: Real, a: Positive) -> float:
    """Ramsay's norm."""
    return float((1 - np.exp(-a * abs(z)) * (1 + a * abs(z))) / a**2)


def ramsay_slope(z: Real, a: Positive) -> float:
    """Its slope."""
    return float(z * np.exp(-a * abs(z)))


def ramsay_weight(z: Real, a: Positive) -> float:
    """Its weight."""
    return float(np.exp(-a * abs(z)))


def andrew(z: Real, a: Positive) -> float:
    """Andrew's wave."""
    return float(a**2 * (1 - np.cos(z / a)) if abs(z) <= a * np.pi else 2 * a**2)


def andrew_slope(z: Real, a: Positive) -> float:
    """Its slope."""
    return float(a * np.sin(z / a) if abs(z) <= a * np.pi else 0.0)


def andrew_weight(z: Nonzero, a: Positive) -> float:
    """Its weight."""
    return float(np.sin(z / a) / (z / a) if abs(z) <= a * np.pi else 0.0)


def trimmed(z: Real, c: Positive) -> float:
    """The trimmed mean's norm."""
    return z**2 / 2 if abs(z) <= c else c**2 / 2


def trimmed_slope(z: Real, c: Positive) -> float:
    """Its slope."""
    return z if abs(z) <= c else 0.0


def trimmed_weight(z: Real, c: Positive) -> float:
    """Its weight."""
    return 1.0 if abs(z) <= c else 0.0


def hampel(z: Real, first: Positive, second: Positive, third: Positive) -> float:
    """Hampel's norm; its three bounds are given by the steps between them."""
    a, b, c = first, first + second, first + second + third
    size, top = abs(z), a * (b + c - a) / 2
    if size <= a:
        return size**2 / 2
    if size <= b:
        return a * size - a**2 / 2
    return top - a * (c - size) ** 2 / (c - b) / 2 if size <= c else top


def hampel_slope(z: Real, first: Positive, second: Positive, third: Positive) -> float:
    """Its slope."""
    return z * hampel_weight(z, first, second, third)


def hampel_weight(z: Real, first: Positive, second: Positive, third: Positive) -> float:
    """Its weight."""
    a, b, c = first, first + second, first + second + third
    size = abs(z)
    if size <= a:
        return 1.0
    return a / size if size <= b else max(a * (c - size) / (size * (c - b)), 0.0)


def biweight(z: Real, c: Positive) -> float:
    """Tukey's biweight."""
    return c**2 / 6 * (1 - (1 - (z / c) ** 2) ** 3) if abs(z) <= c else c**2 / 6


def biweight_slope(z: Real, c: Positive) -> float:
    """Its slope."""
    return z * biweight_weight(z, c)


def biweight_weight(z: Real, c: Positive) -> float:
    """Its weight."""
    return (1 - (z / c) ** 2) ** 2 if abs(z) <= c else 0.0
