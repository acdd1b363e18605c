"""What each loss claims of its minimisers, held against expected losses on grids and of random distributions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from loss_draws import draw
from loss_kinds import (
    NAMES,
    OF_CLASSES,
    OF_DISTRIBUTIONS,
    OF_NORMALS,
    OF_ODDS,
    OF_ONE_KIND,
    is_binary,
    required,
)

import lossref

CLASSES = 3
POSTERIORS = ([0.4, 0.35, 0.25], [0.6, 0.3, 0.1], [0.3, 0.25, 0.45], [0.05, 0.9, 0.05])


def as_prediction(name: str, distributions: Any) -> Any:
    """Argument 0 that says: these probabilities; one row a distribution over the classes."""
    first = required(name)[0].name
    with np.errstate(divide="ignore"):
        if is_binary(name):
            of_1 = distributions[:, 1]
            return of_1 if first == "probs" else np.log(of_1) - np.log1p(-of_1)
        return distributions if first == "probs" else np.log(distributions)


def as_labels(name: str, label: int, count: int) -> Any:
    """Argument 1 for `count` examples of one class."""
    match required(name)[1].domain:
        case "sign":
            return np.full(count, 2.0 * label - 1.0)
        case "binary" | "probability":
            return np.full(count, float(label))
        case "label":
            return np.full(count, label)
    return np.tile(np.eye(CLASSES)[label], (count, 1))


def risks(name: str, predictions: Any, posterior: Any, **options: Any) -> Any:
    """The expected loss of each prediction, if the classes are as probable as the posterior says."""
    loss, count = lossref.get(name), len(predictions)
    terms = [loss(predictions, as_labels(name, k, count), **options, reduction="none") for k in range(len(posterior))]
    return sum(p * term for p, term in zip(posterior, terms, strict=True) if p)


def _posteriors(name: str) -> list[Any]:
    if is_binary(name):
        return [np.array([1 - p, p]) for p in (0.1, 0.3, 0.45, 0.55, 0.7, 0.9)]
    return [np.array(posterior) for posterior in POSTERIORS]


def _is_of_probabilities(name: str) -> bool:
    return required(name)[0].name in {"probs", "log_probs", "log_predictions"}


def _grid(name: str) -> Any:
    """Predictions of all kinds, ties among them."""
    of_probabilities = _is_of_probabilities(name)
    if is_binary(name):
        return np.linspace(0.005, 0.995, 199) if of_probabilities else np.linspace(-6, 6, 241)
    if of_probabilities:
        steps = [(i, j, 60 - i - j) for i in range(1, 59) for j in range(1, 60 - i)]
        return as_prediction(name, np.array(steps) / 60)
    # Finer near 0, where the scores of classes that are nearly as probable differ little.
    steps = np.union1d(np.linspace(-6, 6, 61), np.linspace(-0.4, 0.4, 41))
    a, b = np.meshgrid(steps, steps)
    return np.stack([a.ravel(), b.ravel(), np.zeros(a.size)], axis=-1)


def _names_the_class(name: str, predictions: Any, posterior: Any) -> Any:
    """Which predictions put the most probable class above all others."""
    best = int(np.argmax(posterior))
    if is_binary(name):
        side = predictions - (0.5 if required(name)[0].name == "probs" else 0.0)
        return side * (2 * best - 1) > 1e-12
    others = np.delete(predictions, best, axis=-1)
    return predictions[:, best] > others.max(axis=-1) + 1e-12


def is_proper(name: str, **options: Any) -> bool:
    """Whether the true distribution has less expected loss than all others."""
    rng = np.random.default_rng(0)
    gaps = []
    for _ in range(60):
        truth = rng.dirichlet(np.ones(2 if is_binary(name) else CLASSES))
        other = rng.dirichlet(truth * rng.choice([3.0, 30.0, 300.0]) + 1e-3, 40)
        told = as_prediction(name, np.clip(np.vstack([truth, other]), 1e-12, 1 - 1e-12))
        risk = risks(name, told, truth, **options)
        gaps.append(np.min(risk[1:] - risk[0]))
    return bool(min(gaps) > 0)


def is_calibrated(name: str, **options: Any) -> bool:
    """Whether what has the least expected loss names the most probable class."""
    grid = _grid(name)
    gaps = []
    for posterior in _posteriors(name):
        risk, right = risks(name, grid, posterior, **options), _names_the_class(name, grid, posterior)
        gaps.append(np.min(risk[~right]) - np.min(risk))
    return bool(min(gaps) > 1e-9)


def is_noise_tolerant(name: str, **options: Any) -> bool:
    """Whether the terms of all classes add to a constant."""
    # Beside the grid's 0, where a score takes no side.
    step = 0.0 if _is_of_probabilities(name) else 0.013
    every = np.ones(2 if is_binary(name) else CLASSES)
    sums = risks(name, _grid(name) + step, every, **options)
    # There it may cost more, which moves no minimum.
    is_least = np.min(risks(name, _grid(name), every, **options)) >= np.min(sums) - 1e-12
    return float(np.ptp(sums)) < 1e-12 and bool(is_least)


@pytest.mark.parametrize("name", OF_DISTRIBUTIONS)
def test_properness_is_as_claimed(name: str) -> None:
    assert is_proper(name) == lossref.get(name).strictly_proper


@pytest.mark.parametrize("name", OF_NORMALS)
def test_properness_of_normal_distributions_is_as_claimed(name: str) -> None:
    spread = required(name)[2].name
    power = 2.0 if spread == "variance" else 1.0
    nodes, weights = np.polynomial.hermite_e.hermegauss(120)
    rng, gaps = np.random.default_rng(0), []
    for _ in range(40):
        mean, deviation = rng.normal(0.0, 3.0), rng.uniform(0.3, 3.0)

        def risk(m: float, s: float, targets: Any = mean + deviation * nodes) -> Any:
            told = {"predictions": np.full_like(nodes, m), spread: np.full_like(nodes, s**power)}
            return lossref.get(name)(**told, targets=targets, weights=weights)

        size = rng.choice([0.03, 0.3])
        others = [risk(mean + size * rng.normal(), deviation * np.exp(size * rng.normal())) for _ in range(20)]
        gaps.append(min(others) - risk(mean, deviation))

    assert (min(gaps) > 0) == lossref.get(name).strictly_proper


@pytest.mark.parametrize("name", OF_ODDS)
def test_properness_of_odds_is_as_claimed(name: str) -> None:
    *scores, target = required(name)
    probabilities = np.linspace(0.01, 0.99, 99)
    odds = (np.log(probabilities) - np.log1p(-probabilities)).reshape(-1, *(1,) * (len(target.axes) - 1))
    told = {scores[0].name: odds, **{argument.name: np.zeros_like(odds) for argument in scores[1:]}}
    of_1, of_0 = (
        lossref.get(name)(**told, **{target.name: np.full_like(odds, label)}, reduction="none") for label in (1.0, 0.0)
    )
    best = [int(np.argmin(p * of_1 + (1 - p) * of_0)) for p in probabilities]

    assert (best == list(range(99))) == lossref.get(name).strictly_proper


@pytest.mark.parametrize("name", OF_CLASSES)
def test_calibration_is_as_claimed(name: str) -> None:
    assert is_calibrated(name) == lossref.get(name).calibrated


@pytest.mark.parametrize("name", OF_CLASSES)
def test_tolerance_of_label_noise_is_as_claimed(name: str) -> None:
    assert is_noise_tolerant(name) == lossref.get(name).noise_tolerant


@pytest.mark.parametrize("name", OF_ONE_KIND)
def test_symmetry_is_as_claimed(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0))
    first, second = list(arguments)[:2]
    swapped = arguments | {first: arguments[second], second: arguments[first]}
    loss = lossref.get(name)

    assert bool(np.isclose(loss(**arguments), loss(**swapped), rtol=1e-12)) == loss.symmetric


@pytest.mark.parametrize("name", NAMES)
def test_what_applies_is_claimed_and_nothing_else(name: str) -> None:
    loss = lossref.get(name)

    assert (loss.strictly_proper is not None) == (name in {*OF_DISTRIBUTIONS, *OF_NORMALS, *OF_ODDS})
    assert (loss.calibrated is not None) == (name in OF_CLASSES)
    assert (loss.noise_tolerant is not None) == (name in OF_CLASSES)
    assert (loss.symmetric is not None) == (name in OF_ONE_KIND)
