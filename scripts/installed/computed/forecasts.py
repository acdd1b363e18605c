"""Scores of forecasts, as scoringrules computes them."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Array, Binary, Nonnegative, Positive, Real, Reals, Table, Unit


def square_apart(forecast: Real, outcome: Real) -> float:
    """The Brier score of one forecast."""
    return (forecast - outcome) ** 2


def squares_apart(forecasts: Reals, outcomes: Reals) -> float:
    """A sum of them."""
    return float(np.sum(np.subtract(forecasts, outcomes) ** 2))


def log_score(forecast: Unit, outcome: Binary) -> float:
    """Less the logarithm of what was given to the outcome."""
    return float(-np.log(np.abs(forecast + outcome - 1)))


def log_scores(forecasts: Annotated[Array, "unit[n]"], outcomes: Annotated[Array, "binary[n]"]) -> float:
    """A sum of them."""
    return float(-np.sum(np.log(np.abs(np.add(forecasts, outcomes) - 1))))


def crps_exponential(outcome: Positive, rate: Positive) -> float:
    """CRPS of an exponential distribution."""
    return float(abs(outcome) - 2 * -np.expm1(-rate * outcome) / rate + 1 / (2 * rate))


def crps_exponential_with_mass(outcome: Positive, mass: Unit) -> float:
    """CRPS of an exponential distribution with a mass at its border."""
    return float(abs(outcome) - (1 - mass) * (2 * -np.expm1(-outcome) - 0.5 * (1 - mass)))


def crps_two_pieces(outcome: Real, location: Real, scale1: Positive, scale2: Positive) -> float:
    """CRPS of a two-piece exponential distribution."""
    scale = scale1 if outcome < location else scale2
    factor, apart = 2 * scale**2 / (scale1 + scale2), abs(outcome - location)
    last = (scale1**3 + scale2**3) / (2 * (scale1 + scale2) ** 2)
    return float(apart + factor * np.exp(-apart / scale) - factor + last)


def crps_laplace(outcome: Real, location: Real, scale: Positive) -> float:
    """CRPS of a Laplace distribution."""
    z = (outcome - location) / scale
    return float(scale * (abs(z) + np.exp(-abs(z)) - 3 / 4))


def crps_logistic(outcome: Real, location: Real, scale: Positive) -> float:
    """CRPS of a logistic distribution."""
    z = (outcome - location) / scale
    return float(scale * (z + 2 * np.logaddexp(0, -z) - 1))


def crps_normal(z: Real, scale: Positive, cumulated: Unit, density: Positive) -> float:
    """CRPS of a normal distribution of what its cdf and pdf give at z."""
    return float(scale * (z * (2 * cumulated - 1) + 2 * density - 1 / np.sqrt(np.pi)))


def energy_score(members: Table, outcome: Annotated[Array, "real[d]"]) -> float:
    """The energy score of an ensemble."""
    points = np.asarray(members, dtype=float)
    apart = np.linalg.norm(points - np.asarray(outcome), axis=1).mean()
    among = np.linalg.norm(points[:, None] - points[None], axis=2).mean()
    return float(apart - among / 2)


def interval_score(lower: Real, upper: Real, outcome: Real, alpha: Unit) -> float:
    """The score of an interval; its ends are in order."""
    if lower > upper:
        raise ValueError("the ends are not in order")
    below, above = max(0.0, lower - outcome), max(0.0, outcome - upper)
    return upper - lower + 2 / alpha * (below + above)


def quantile_score(forecast: Real, outcome: Real, alpha: Unit) -> float:
    """The score of a quantile."""
    return (1 - alpha) * (forecast - outcome) if outcome <= forecast else alpha * (outcome - forecast)


def quantile_scores(scores: Reals) -> float:
    """CRPS of the scores of quantiles: twice their mean."""
    return float(2 * np.mean(scores))


def weighted_intervals(
    median: Real, outcome: Real, first: Nonnegative, weights: Annotated[Array, "nonnegative[K]"],
    scores: Annotated[Array, "nonnegative[K]"],
) -> float:  # fmt: skip
    """The weighted score of intervals."""
    total = first * abs(outcome - median) + np.dot(weights, scores)
    return float(total / (len(np.asarray(weights)) + 0.5))


def gaussian_kernel(x: Real, y: Real) -> float:
    """Of two numbers."""
    return float(np.exp(-((x - y) ** 2) / 2))


def gaussian_kernel_of_vectors(x: Reals, y: Reals) -> float:
    """Of two vectors."""
    return float(np.exp(-np.sum(np.subtract(x, y) ** 2) / 2))


def variogram_score(
    members: Annotated[Array, "real[M,d]"], outcome: Annotated[Array, "real[d]"],
    weights: Annotated[Array, "nonnegative[d,d]"], p: Positive,
) -> float:  # fmt: skip
    """The variogram score of an ensemble."""
    points, truth = np.asarray(members, dtype=float), np.asarray(outcome, dtype=float)
    forecast = (np.abs(points[:, :, None] - points[:, None, :]) ** p).mean(axis=0)
    return float(np.sum(weights * (forecast - np.abs(truth[:, None] - truth[None]) ** p) ** 2))
