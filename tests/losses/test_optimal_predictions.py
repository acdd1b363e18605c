"""The Bayes prediction of a loss: no other prediction costs less on average."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import lossref

RNG = np.random.default_rng(11)
COUNTS = RNG.poisson(3.0, 41).astype(float)
NUMBERS = RNG.gamma(2.0, 2.0, 41)
OUTCOMES = (RNG.random(41) < 0.3).astype(float)


def _huber_location(targets: np.ndarray) -> float:
    estimate = float(np.median(targets))
    for _ in range(200):
        estimate += float(np.mean(np.clip(targets - estimate, -1.0, 1.0)))
    return estimate


BAYES: dict[str, tuple[np.ndarray, Callable[[np.ndarray], float]]] = {
    "squared_error": (NUMBERS, lambda y: float(np.mean(y))),
    "absolute_error": (NUMBERS, lambda y: float(np.median(y))),
    "huber": (NUMBERS, _huber_location),
    "poisson_nll": (COUNTS, lambda y: float(np.log(np.mean(y)))),
    "binary_cross_entropy": (OUTCOMES, lambda t: float(np.mean(t))),
    "hinge": (2 * OUTCOMES - 1, lambda y: float(np.sign(np.sum(y)))),
}


def _expected(name: str, prediction: float, targets: np.ndarray) -> float:
    return float(lossref.get(name)(np.full(targets.shape, prediction), targets))


@pytest.mark.parametrize("name", BAYES)
def test_no_prediction_costs_less(name: str) -> None:
    targets, bayes = BAYES[name]
    best = bayes(targets)
    lowest = _expected(name, best, targets)

    for step in (1e-3, 0.01, 0.1, 0.25):
        assert _expected(name, best - step, targets) > lowest
        assert _expected(name, best + step, targets) > lowest


def test_the_softmax_of_the_best_logits_is_the_mean_of_the_labels() -> None:
    labels = RNG.dirichlet(np.ones(4), 30)
    logits = np.tile(np.log(labels.mean(axis=0)), (30, 1))

    np.testing.assert_allclose(lossref.softmax_cross_entropy.gradient(logits, labels).sum(axis=0), 0.0, atol=1e-15)


def test_a_rate_that_is_the_mean_is_best() -> None:
    rates = np.full(COUNTS.shape, COUNTS.mean())

    assert lossref.poisson_nll.gradient(rates, COUNTS, log_input=False).sum() == pytest.approx(0.0, abs=1e-14)


def test_every_loss_of_targets_is_here() -> None:
    with_targets = {name for name in lossref.names() if lossref.get(name).optimal_prediction}

    assert with_targets == {*BAYES, "softmax_cross_entropy"}
