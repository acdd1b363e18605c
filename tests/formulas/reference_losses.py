"""Annotated functions that the tests' formulas claim to describe: the naive ones, as people write them."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from numpy.typing import ArrayLike

Real = Annotated[ArrayLike, "real[n]"]
Unit = Annotated[ArrayLike, "unit[n]"]
Probability = Annotated[ArrayLike, "probability[n]"]
Positive = Annotated[float, "positive"]


def _reduce(terms: Any, reduction: str) -> Any:
    return {"mean": np.mean, "sum": np.sum, "none": np.asarray}[reduction](terms)


def _share(terms: Any, reduction: str) -> Any:
    return terms / terms.shape[0] if reduction == "mean" else terms


def squared_error(predictions: Real, targets: Real, *, reduction: str = "mean") -> Any:
    return _reduce((predictions - targets) ** 2, reduction)


def _squared_error_gradient(predictions: Real, targets: Real, *, reduction: str = "mean") -> Any:
    return _share(2 * (predictions - targets), reduction)


squared_error.gradient = _squared_error_gradient  # type: ignore[attr-defined]


def huber(predictions: Real, targets: Real, *, delta: Positive = 1.0, reduction: str = "mean") -> Any:
    r = np.abs(predictions - targets)
    return _reduce(np.where(r <= delta, r * r / 2, delta * (r - delta / 2)), reduction)


def _huber_gradient(predictions: Real, targets: Real, *, delta: Positive = 1.0, reduction: str = "mean") -> Any:
    return _share(np.clip(predictions - targets, -delta, delta), reduction)


huber.gradient = _huber_gradient  # type: ignore[attr-defined]


def absolute_error(predictions: Real, targets: Real, *, reduction: str = "mean") -> Any:
    return _reduce(np.abs(predictions - targets), reduction)


def log_cosh(predictions: Real, targets: Real, *, reduction: str = "mean") -> Any:
    r = np.abs(predictions - targets)
    return _reduce(r + np.log1p(np.exp(-2 * r)) - np.log(2), reduction)


def pinball(
    predictions: Real, targets: Real, *, quantile: Annotated[float, "unit"] = 0.5, reduction: str = "mean"
) -> Any:
    u = targets - predictions
    return _reduce(np.maximum(quantile * u, (quantile - 1) * u), reduction)


def binary_cross_entropy(
    probs: Unit, targets: Probability, *, weights: Annotated[Any, "nonnegative[n]"] = None, reduction: str = "mean"
) -> Any:
    terms = -(targets * np.log(probs) + (1 - targets) * np.log1p(-probs))
    if weights is not None:
        return (weights * terms).sum() / weights.sum() if reduction == "mean" else _reduce(weights * terms, reduction)
    return _reduce(terms, reduction)


def sigmoid_cross_entropy(logits: Real, targets: Probability, *, reduction: str = "mean") -> Any:
    return _reduce(np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits))), reduction)


def hinge(scores: Real, labels: Annotated[ArrayLike, "sign[n]"], *, reduction: str = "mean") -> Any:
    return _reduce(np.maximum(0, 1 - labels * scores), reduction)


def zero_one(scores: Real, labels: Annotated[ArrayLike, "sign[n]"], *, reduction: str = "mean") -> Any:
    return _reduce((scores * labels <= 0) * 1.0, reduction)


def poisson_nll(log_rates: Real, counts: Annotated[ArrayLike, "count[n]"], *, reduction: str = "mean") -> Any:
    return _reduce(np.exp(log_rates) - counts * log_rates, reduction)


def categorical_cross_entropy(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    labels: Annotated[ArrayLike, "simplex[n,C]"],
    *,
    reduction: str = "mean",
) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(labels == 0, 0.0, labels * np.log(probs))
    return _reduce(-terms.sum(axis=1), reduction)


def softmax_cross_entropy(
    logits: Annotated[ArrayLike, "real[n,C]"], labels: Annotated[ArrayLike, "label(C)[n]"], *, reduction: str = "mean"
) -> Any:
    top = logits.max(axis=1, keepdims=True)
    log_total = np.log(np.exp(logits - top).sum(axis=1)) + top[:, 0]
    return _reduce(log_total - logits[np.arange(len(labels)), labels], reduction)


def _softmax_cross_entropy_gradient(
    logits: Annotated[ArrayLike, "real[n,C]"], labels: Annotated[ArrayLike, "label(C)[n]"], *, reduction: str = "mean"
) -> Any:
    return _share(softmax(logits) - np.eye(logits.shape[1])[labels], reduction)


softmax_cross_entropy.gradient = _softmax_cross_entropy_gradient  # type: ignore[attr-defined]


def softmax(logits: Annotated[ArrayLike, "real[n,C]"]) -> Any:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def softmax_vector(logits: Annotated[ArrayLike, "real[C]"]) -> Any:
    return softmax(np.asarray(logits)[None, :])[0]


def kl_divergence(
    predictions: Annotated[ArrayLike, "simplex[C]"], targets: Annotated[ArrayLike, "simplex[C]"]
) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.where(targets == 0, 0.0, targets * np.log(targets / predictions)).sum())


def multi_margin(
    scores: Annotated[ArrayLike, "real[n,C]"], labels: Annotated[ArrayLike, "label(C)[n]"], *, reduction: str = "mean"
) -> Any:
    rows = np.arange(len(labels))
    margins = np.maximum(0, 1 + scores - scores[rows, labels][:, None])
    margins[rows, labels] = 0
    return _reduce(margins.sum(axis=1), reduction)


def gaussian_nll(
    predictions: Real, targets: Real, variance: Annotated[ArrayLike, "positive[n]"], *, reduction: str = "mean"
) -> Any:
    return _reduce(0.5 * (np.log(variance) + (predictions - targets) ** 2 / variance), reduction)


def focal(
    probs: Unit,
    targets: Annotated[ArrayLike, "binary[n]"],
    *,
    alpha: Annotated[float, "unit"] = 0.25,
    gamma: Annotated[float, "nonnegative"] = 2.0,
    reduction: str = "mean",
) -> Any:
    p = np.where(targets == 1, probs, 1 - probs)
    a = np.where(targets == 1, alpha, 1 - alpha)
    return _reduce(-a * (1 - p) ** gamma * np.log(p), reduction)


def dice(probs: Probability, targets: Annotated[ArrayLike, "binary[n]"], *, smooth: Positive = 1.0) -> float:
    return float(1 - (2 * (probs * targets).sum() + smooth) / (probs.sum() + targets.sum() + smooth))


def cosine_distance(predictions: Annotated[ArrayLike, "real[n]"], targets: Annotated[ArrayLike, "real[n]"]) -> float:
    return float(1 - predictions @ targets / np.sqrt((predictions @ predictions) * (targets @ targets)))


def l2_penalty(params: Annotated[ArrayLike, "real[d]"], *, strength: Positive = 1.0) -> float:
    return float(strength / 2 * (params**2).sum())


def l1_penalty(params: Annotated[ArrayLike, "real[d]"], *, strength: Positive = 1.0) -> float:
    return float(strength * np.abs(params).sum())


def triplet(
    anchors: Annotated[ArrayLike, "real[n,d]"],
    positives: Annotated[ArrayLike, "real[n,d]"],
    negatives: Annotated[ArrayLike, "real[n,d]"],
    *,
    margin: Positive = 1.0,
    reduction: str = "mean",
) -> Any:
    near, far = np.linalg.norm(anchors - positives, axis=1), np.linalg.norm(anchors - negatives, axis=1)
    return _reduce(np.maximum(0, near - far + margin), reduction)


def sigmoid(logits: Real) -> Any:
    return 1 / (1 + np.exp(-logits))


def clamped_cross_entropy(probs: Unit, targets: Probability, *, reduction: str = "mean") -> Any:
    terms = -(targets * np.maximum(np.log(probs), -100) + (1 - targets) * np.maximum(np.log1p(-probs), -100))
    return _reduce(terms, reduction)


def without_domain(predictions: Real, targets: Real, delta: float = 1.0) -> float:
    return float(np.mean(delta * (predictions - targets) ** 2))


def always_raises(predictions: Real) -> float:
    raise ValueError("predictions must be whole numbers")


def wrong_gradient(predictions: Real, targets: Real) -> float:
    return float(np.mean((predictions - targets) ** 2))


wrong_gradient.gradient = lambda predictions, targets: predictions - targets  # type: ignore[attr-defined]


def unknown_domain(predictions: Annotated[ArrayLike, "rael[n]"], targets: Real) -> float:
    return float(np.mean(targets))


def mean_log(probs: Unit) -> float:
    return float(np.mean(np.log(probs)))


def never_finite(probs: Unit) -> float:
    return float("nan")


def mean_log_of_reals(values: Real) -> float:
    if np.any(np.asarray(values) <= 0):
        raise ValueError("values must be positive")
    return float(np.mean(np.log(values)))


def spoils_its_input(values: Real) -> float:
    total = float(np.sum(values))
    values *= 0
    return total


def sum_of_mostly_positive(values: Real) -> float:
    if np.asarray(values)[0] < -1:
        raise ValueError("the first value must not be below -1")
    return float(np.sum(values))


def first_doubled(values: Real) -> Any:
    return (2 * np.asarray(values))[:1]


def other_axis(values: Real, others: Annotated[ArrayLike, "real[m]"]) -> Any:
    length = min(len(np.asarray(values)), len(np.asarray(others)))
    return np.asarray(values)[:length] + np.sum(others)


def sometimes_short(values: Real) -> Any:
    return 2 * np.asarray(values) if np.sum(values) > 0 else (2 * np.asarray(values))[:2]


def two_in_words(value: Annotated[float, "positive"]) -> Any:
    return str(2 * value)


def doubled_count(count: Annotated[int, "count"]) -> float:
    return float(2 * len(range(count)))


def switches_far_out(values: Real) -> Any:
    return np.where(np.abs(values) > 1e4, 0.0, np.asarray(values) ** 2)


def switches_at_a_number(value: Annotated[float, "real"]) -> float:
    return value**2 if abs(value) < 1e4 else 0.0
