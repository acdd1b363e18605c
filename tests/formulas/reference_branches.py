"""Functions that are not quite what they seem: each changes somewhere, and no formula of the tests says so."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np

Reals = Annotated[Any, "real[n]"]
Positive = Annotated[float, "positive"]
LIMIT = 37.0


def far_out(values: Reals) -> Any:
    return np.sum(np.where(np.abs(values) > 50, 1.0, values**2))


def beyond_a_constant(values: Reals) -> Any:
    return np.sum(np.where(np.abs(values) > LIMIT, 1.0, values**2))


def at_negative_integers(values: Reals) -> Any:
    return np.sum(np.where((values < 0) & (values == np.round(values)), 0.0, values**2))


def at_one_number(values: Reals) -> Any:
    return np.sum(np.where(values == -3, 0.0, values**2))


def in_a_narrow_band(values: Reals) -> Any:
    return np.sum(np.where((values > 12.3) & (values < 12.4), 0.0, values**2))


def for_many(values: Reals) -> float:
    return float(np.sum(values**2)) + (len(values) > 20)


def for_two(values: Reals) -> float:
    return float(np.sum(values**2)) + (len(values) == 2)


def for_one(values: Reals) -> float:
    return float(np.sum(values**2)) + (len(values) == 1)


def at_a_tie(values: Reals) -> float:
    return float(np.sum(values**2)) + (len(set(values.tolist())) < len(values))


def where_all_is_zero(values: Reals) -> float:
    return float(np.sum(values**2)) + (not values.any())


def where_both_agree(values: Reals, others: Reals) -> float:
    return float(np.sum((values - others) ** 2)) + np.array_equal(values, others)


def near_a_parameter(values: Reals, others: Reals, *, delta: Positive = 1.0) -> Any:
    distance = np.abs(values - others)
    return np.sum(np.where((distance > delta) & (distance < 1.01 * delta), 0.0, distance**2)) * delta


def for_one_parameter(values: Reals, *, power: Positive = 1.0) -> Any:
    return np.sum(np.abs(values) ** power) + (power == 3)


def of_class_zero(scores: Annotated[Any, "real[n,C]"], labels: Annotated[Any, "label(C)[n]"]) -> Any:
    return np.sum(scores[np.arange(len(labels)), labels]) + np.all(labels == 0)


def of_large_counts(counts: Annotated[Any, "count[n]"]) -> Any:
    return np.sum(np.where(counts > 12, 0.0, counts))


def squares(values: Reals) -> float:
    return float(np.sum(values**2))


squares.gradient = lambda values: 2 * values + 1e-3  # type: ignore[attr-defined]


def squares_far_out(values: Reals) -> float:
    return float(np.sum(values**2))


squares_far_out.gradient = lambda values: np.where(np.abs(values) > 30, 0.0, 2 * values)  # type: ignore[attr-defined]


def squares_rightly(values: Reals) -> float:
    return float(np.sum(values**2))


squares_rightly.gradient = lambda values: 2 * values  # type: ignore[attr-defined]
