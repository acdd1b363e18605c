"""Errors, distances and averages."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Array, Positive, Positives, Real, Reals, Unit, Weights


def calibration_l1(shares: Weights, accuracies: Reals, confidences: Reals) -> float:
    """Expected calibration error."""
    return float(np.sum(np.abs(np.subtract(accuracies, confidences)) * shares))


def calibration_max(accuracies: Reals, confidences: Reals) -> float:
    """Maximum calibration error."""
    return float(np.max(np.abs(np.subtract(accuracies, confidences))))


def calibration_l2(shares: Weights, accuracies: Reals, confidences: Reals) -> float:
    """Root mean square calibration error."""
    return float(np.sqrt(np.sum(np.subtract(accuracies, confidences) ** 2 * shares)))


def mean(values: Reals) -> float:
    """The average."""
    return float(np.mean(values))


def hamming(targets: Annotated[Array, "binary[n,C]"], answers: Annotated[Array, "binary[n,C]"]) -> float:
    """The share of labels that differ."""
    return float(np.mean(np.not_equal(targets, answers)))


def hits(targets: Annotated[Array, "label(C)[n]"], answers: Annotated[Array, "label(C)[n]"]) -> float:
    """The share of classes that agree."""
    return float(np.mean(np.equal(targets, answers)))


def crammer_singer(scores: Annotated[Array, "real[C]"], label: Annotated[int, "label(C)"]) -> float:
    """Hinge loss of one sample with several classes."""
    others = np.delete(np.asarray(scores, dtype=float), label)
    return float(max(0.0, 1 - np.asarray(scores)[label] + others.max()))


def relative_squared_error(targets: Reals, predictions: Reals, average: Real) -> float:
    """Squared errors by those of the average."""
    return float(np.sum(np.subtract(targets, predictions) ** 2) / np.sum(np.subtract(targets, average) ** 2))


def weighted_percentage(targets: Reals, predictions: Reals) -> float:
    """Absolute errors by the targets' sizes."""
    return float(np.sum(np.abs(np.subtract(targets, predictions))) / np.sum(np.abs(targets)))


def percentage(targets: Reals, predictions: Reals, epsilon: Positive) -> float:
    """Absolute errors, each by its target's size."""
    sizes = np.maximum(np.abs(targets), epsilon)
    return float(np.mean(np.abs(np.subtract(targets, predictions)) / sizes))


def symmetric_percentage(targets: Reals, predictions: Reals, epsilon: Positive) -> float:
    """Absolute errors, each by its two sizes."""
    sizes = np.maximum(np.abs(targets) + np.abs(predictions), epsilon)
    return float(2 * np.mean(np.abs(np.subtract(targets, predictions)) / sizes))


def minkowski(x: Reals, y: Reals, p: Annotated[float, "positive"]) -> float:
    """The Minkowski distance."""
    return float(np.sum(np.abs(np.subtract(x, y)) ** p) ** (1 / p))


def weighted_minkowski(x: Reals, y: Reals, weights: Weights, p: Positive) -> float:
    """The Minkowski distance with weights."""
    return float(np.sum(weights * np.abs(np.subtract(x, y)) ** p) ** (1 / p))


def euclidean(x: Reals, y: Reals) -> float:
    """The length of the difference."""
    return float(np.linalg.norm(np.subtract(x, y)))


def weighted_euclidean(x: Reals, y: Reals, weights: Weights) -> float:
    """The same with weights."""
    return float(np.sqrt(np.sum(weights * np.subtract(x, y) ** 2)))


def weighted_squares(x: Reals, y: Reals, weights: Weights) -> float:
    """Its square."""
    return float(np.sum(weights * np.subtract(x, y) ** 2))


def standardized(x: Reals, y: Reals, variances: Positives) -> float:
    """The Euclidean distance of what is divided by its deviation."""
    return float(np.sqrt(np.sum(np.subtract(x, y) ** 2 / variances)))


def manhattan(x: Reals, y: Reals) -> float:
    """The sum of absolute differences."""
    return float(np.sum(np.abs(np.subtract(x, y))))


def chebyshev(x: Reals, y: Reals) -> float:
    """The greatest absolute difference."""
    return float(np.max(np.abs(np.subtract(x, y))))


def bray_curtis(x: Reals, y: Reals) -> float:
    """Differences by sums."""
    return float(np.sum(np.abs(np.subtract(x, y))) / np.sum(np.abs(np.add(x, y))))


def canberra(x: Reals, y: Reals) -> float:
    """Each difference by its sizes."""
    return float(np.sum(np.abs(np.subtract(x, y)) / (np.abs(x) + np.abs(y))))


def dot(x: Reals, y: Reals) -> float:
    """The inner product."""
    return float(np.dot(x, y))


def cosine(x: Reals, y: Reals) -> float:
    """The cosine of the angle."""
    return float(np.dot(x, y) / (np.linalg.norm(x) * np.linalg.norm(y)))


def cosine_apart(x: Reals, y: Reals) -> float:
    """How far it is from 1."""
    return 1 - cosine(x, y)


def concordance(rho: Unit, sd1: Positive, sd2: Positive, mean1: Real, mean2: Real) -> float:
    """Lin's coefficient of moments."""
    return 2 * rho * sd1 * sd2 / (sd1**2 + sd2**2 + (mean1 - mean2) ** 2)


def ergas(ratio: Positive, errors: Positives, means: Positives) -> float:
    """The error of an image relative to its bands' means."""
    return float(100 / ratio * np.sqrt(np.mean(np.divide(errors, means) ** 2)))


def adjusted_r2(r2: Unit, n: Annotated[float, "count"], k: Annotated[float, "count"]) -> float:
    """What regressors explain, less what any would."""
    if n == k + 1:
        raise ValueError("too few samples")
    return 1 - (1 - r2) * (n - 1) / (n - k - 1)


def share_left(residual: Positive, total: Positive) -> float:
    """One less a ratio."""
    return 1 - residual / total


def ratio(above: Real, below: Positive) -> float:
    """A ratio."""
    return above / below


def cramer(chi2: Positive, n: Positive, rows: Annotated[float, "positive"], columns: Positive) -> float:
    """Cramér's V; there are two rows and columns at least."""
    if min(rows, columns) <= 1:
        raise ValueError("two rows and columns at least")
    return float(np.sqrt(chi2 / n / min(rows - 1, columns - 1)))


def tschuprow(chi2: Positive, n: Positive, rows: Positive, columns: Positive) -> float:
    """Tschuprow's T; there are two rows and columns at least."""
    if min(rows, columns) <= 1:
        raise ValueError("two rows and columns at least")
    return float(np.sqrt(chi2 / n / np.sqrt((rows - 1) * (columns - 1))))


def contingency(chi2: Positive, n: Positive) -> float:
    """Pearson's coefficient."""
    return float(np.sqrt(chi2 / n / (1 + chi2 / n)))


def dice_of_products(targets: Positives, probs: Positives) -> float:
    """Twice the overlap by both sizes."""
    return float(2 * np.dot(targets, probs) / (np.sum(targets) + np.sum(probs)))


def decibels(signal: Positive, noise: Positive) -> float:
    """A ratio of powers in decibels."""
    return float(10 * np.log10(signal / noise))


def percents(targets: Annotated[Array, "nonzero[n]"], predictions: Reals) -> float:
    """Absolute errors in percent of their targets."""
    return float(100 * np.mean(np.abs(np.subtract(targets, predictions)) / np.abs(targets)))


def pseudo_huber(delta: Positive, residual: Real) -> float:
    """The smooth Huber loss of a residual."""
    return float(delta**2 * (np.sqrt(1 + (residual / delta) ** 2) - 1))
