"""Functions whose formulas are easily a little off where few draws would show it."""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np

Reals = Annotated[Any, "real[n]"]
Signs = Annotated[Any, "sign[n]"]
Centres = Annotated[Any, "real[k,d]"]
Points = Annotated[Any, "real[n,d]"]


def root_mean_squared_error(predictions: Reals, targets: Reals) -> float:
    return float(np.sqrt(np.mean((predictions - targets) ** 2)))


def relative_error(predictions: Reals, targets: Annotated[Any, "nonzero[n]"]) -> float:
    return float(np.mean(np.abs(predictions - targets) / np.abs(targets)))


def logistic_loss(scores: Reals, labels: Signs) -> float:
    return float(np.mean(np.logaddexp(0.0, -labels * scores)))


def hinge_gradient(scores: Reals, labels: Signs) -> Any:
    return np.where(labels * scores < 1, -labels, 0.0) / len(scores)


def absolute_gradient(weights: Reals) -> Any:
    return np.sign(weights)


def _distances(centres: Any, points: Any) -> Any:
    return ((centres[None, :, :] - points[:, None, :]) ** 2).sum(axis=-1)


def nearest_gradient(centres: Centres, points: Points) -> Any:
    nearest = np.eye(len(centres))[_distances(centres, points).argmin(axis=1)]
    return (nearest[:, :, None] * (centres[None, :, :] - points[:, None, :])).sum(axis=0)


def all_nearest_gradient(centres: Centres, points: Points) -> Any:
    distances = _distances(centres, points)
    nearest = distances == distances.min(axis=1, keepdims=True)
    return (nearest[:, :, None] * (centres[None, :, :] - points[:, None, :])).sum(axis=0)


def box_cox(value: Annotated[float, "real"], *, rate: Annotated[float, "real"] = 0.0) -> float:
    return math.expm1(rate * value) / rate if rate else value


def squared_log_error(predictions: Reals, targets: Reals) -> float:
    if (predictions <= -1).any() or (targets <= -1).any():
        raise ValueError("predictions and targets must be above -1")
    return float(np.mean((np.log1p(predictions) - np.log1p(targets)) ** 2))


class Limits:
    """Numbers that stand in no code of a function."""

    low, high = 1.234, 1.334


def in_a_band_of_no_number(values: Reals) -> float:
    outside = (values <= Limits.low) | (values >= Limits.high)
    return float(np.sum(np.where(outside, values**2, 0.0)))
