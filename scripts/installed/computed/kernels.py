"""Kernels and objectives of scikit-learn."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Array, Nonnegative, Positive, Real, Reals, Table, Unit


def elastic_net(
    targets: Reals, inputs: Table, weights: Annotated[Array, "real[d]"], alpha: Positive, l1_ratio: Unit
) -> float:
    """The objective of an elastic net."""
    residual = np.subtract(targets, np.asarray(inputs) @ np.asarray(weights))
    penalty = l1_ratio * np.sum(np.abs(weights)) + 0.5 * (1 - l1_ratio) * np.sum(np.square(weights))
    return float(np.sum(residual**2) / (2 * len(residual)) + alpha * penalty)


def brier_of_classes(targets: Annotated[Array, "onehot[n,C]"], probs: Annotated[Array, "simplex[n,C]"]) -> float:
    """The Brier score with its sum over classes."""
    return float(np.mean(np.sum(np.subtract(targets, probs) ** 2, axis=1)))


def rbf(distance: Nonnegative, scale: Positive) -> float:
    """The kernel of a distance."""
    return float(np.exp(-0.5 * (distance / scale) ** 2))


def rational_quadratic(distance: Nonnegative, scale: Positive, alpha: Positive) -> float:
    """The kernel of a distance."""
    return float((1 + distance**2 / (2 * alpha * scale**2)) ** -alpha)


def exp_sine_squared(distance: Nonnegative, scale: Positive, period: Positive) -> float:
    """The kernel of a distance."""
    return float(np.exp(-2 * (np.sin(np.pi * distance / period) / scale) ** 2))


def dot_product_kernel(sigma: Positive, x: Reals, y: Reals) -> float:
    """The kernel of two points."""
    return float(sigma**2 + np.dot(x, y))


def haversine(lat1: Real, lon1: Real, lat2: Real, lon2: Real) -> float:
    """The angle between two points of a sphere."""
    inside = np.sin((lat1 - lat2) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon1 - lon2) / 2) ** 2
    return float(2 * np.arcsin(np.sqrt(inside)))
