"""Losses and interactions of knowledge graphs, as PyKEEN computes them."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from computed.domains import Array, Binary, Nonnegative, Positive, Real, Reals, Unit


def margin_ranking(better: Real, worse: Real, margin: Real) -> float:
    """Hinge of the difference of two scores."""
    return max(0.0, worse - better + margin)


def soft_margin_ranking(better: Real, worse: Real, margin: Real) -> float:
    """Softplus of it."""
    return float(np.logaddexp(0, worse - better + margin))


def pointwise_hinge(score: Real, label: Annotated[float, "sign"], margin: Real) -> float:
    """Hinge of a score and its label."""
    return max(0.0, margin - label * score)


def softplus_loss(score: Real, label: Annotated[float, "sign"]) -> float:
    """Softplus of a score and its label."""
    return float(np.logaddexp(0, -label * score))


def focal(p: Unit, gamma: Nonnegative) -> float:
    """The focal loss of what the true class is given."""
    return float(-((1 - p) ** gamma) * np.log(p))


def weighted_focal(p: Unit, gamma: Nonnegative, weight: Positive) -> float:
    """The same with the weight of its class."""
    return weight * focal(p, gamma)


def harmonic_variance(n: Annotated[Array, "real[n]"]) -> float:
    """The variance of 1, 1/2, … of as many ranks as an array is long."""
    ranks = 1 / np.arange(1, len(np.asarray(n)) + 1)
    return float(np.var(ranks))


def affine(value: Real, factor: Real, summand: Real) -> float:
    """A line."""
    return factor * value + summand


def reindexed(value: Real, expected: Unit) -> float:
    """A metric that is 0 where it is as expected, and 1 at best."""
    return (value - expected) / (1 - expected)


def scaled_root(gain: Positive, above: Positive, below: Positive) -> float:
    """The width of an initial distribution."""
    return float(gain * np.sqrt(above / below))


def transe(h: Reals, r: Reals, t: Reals, p: Positive) -> float:
    """Less the norm of a translation's error."""
    return float(-(np.sum(np.abs(np.add(h, r) - t) ** p) ** (1 / p)))


def transf(h: Reals, r: Reals, t: Reals) -> float:
    """TransF."""
    return float(2 * np.dot(h, t) + np.dot(r, t) - np.dot(h, r))


def distmult(h: Reals, r: Reals, t: Reals) -> float:
    """The product of three, summed."""
    return float(np.sum(np.asarray(h) * r * t))


def distma(h: Reals, r: Reals, t: Reals) -> float:
    """The inner products of three."""
    return float(np.dot(h, r) + np.dot(r, t) + np.dot(h, t))


def rotate(h: Reals, r: Reals, t: Reals) -> float:
    """Less the norm of a rotation's error."""
    return float(-np.linalg.norm(np.asarray(h) * r - t))


def tucker(
    core: Annotated[Array, "real[d,k,d]"], h: Annotated[Array, "real[d]"], r: Annotated[Array, "real[k]"],
    t: Annotated[Array, "real[d]"],
) -> float:  # fmt: skip
    """A core tensor times three vectors."""
    return float(np.einsum("ijk,i,j,k->", core, h, r, t))


def rescal(h: Annotated[Array, "real[d]"], r: Annotated[Array, "real[d,d]"], t: Annotated[Array, "real[d]"]) -> float:
    """A matrix between two vectors."""
    return float(np.einsum("d,de,e->", h, r, t))


def mure(h: Reals, stretch: Reals, r: Reals, t: Reals, bias1: Real, bias2: Real) -> float:
    """Less a norm, and two biases."""
    return float(-np.linalg.norm(np.asarray(h) * stretch + r - t) + bias1 + bias2)


def paire(h: Reals, r1: Reals, t: Reals, r2: Reals) -> float:
    """Less the norm of a difference of products."""
    return float(-np.linalg.norm(np.asarray(h) * r1 - np.asarray(t) * r2))


def powered_distance(h: Reals, t: Reals, p: Positive) -> float:
    """Less the p-th power of a norm, of which PyKEEN's `power_norm` takes p for both."""
    return float(-np.sum(np.abs(np.subtract(h, t)) ** p))


def box_distance(point: Real, centre: Real, width: Positive, inside: Binary) -> float:
    """How far a point is from a box."""
    apart, wide = abs(point - centre), width + 1
    return apart / wide if inside else wide * apart - 0.5 * width * (wide - 1 / wide)
