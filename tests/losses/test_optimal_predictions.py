"""The Bayes prediction of a loss: no other prediction costs less on average."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from oracle import Elementwise, oracles

import lossref

BAYES = {name: o.bayes for name, o in oracles().items() if isinstance(o, Elementwise) and o.bayes is not None}


def _expected(name: str, prediction: float, targets: Any) -> float:
    return float(lossref.get(name)(np.full(np.shape(targets), prediction), targets))


@pytest.mark.parametrize("name", BAYES)
def test_no_prediction_costs_less(name: str) -> None:
    targets, bayes = BAYES[name]
    best = bayes(targets)
    lowest = _expected(name, best, targets)

    for step in (1e-3, 0.01, 0.1, 0.25):
        assert _expected(name, best - step, targets) > lowest
        assert _expected(name, best + step, targets) > lowest


@pytest.mark.parametrize("name", [name for name, o in oracles().items() if isinstance(o, Elementwise)])
def test_a_claimed_prediction_has_its_oracle(name: str) -> None:
    assert (name in BAYES) == (lossref.get(name).optimal_prediction is not None)


def test_the_softmax_of_the_best_logits_is_the_mean_of_the_labels() -> None:
    labels = np.random.default_rng(11).dirichlet(np.ones(4), 30)
    logits = np.tile(np.log(labels.mean(axis=0)), (30, 1))

    np.testing.assert_allclose(lossref.softmax_cross_entropy.gradient(logits, labels).sum(axis=0), 0.0, atol=1e-15)


def test_a_rate_that_is_the_mean_is_best() -> None:
    counts = np.random.default_rng(11).poisson(3.0, 41)
    rates = np.full(counts.shape, counts.mean())

    assert lossref.poisson_nll.gradient(rates, counts, log_input=False).sum() == pytest.approx(0.0, abs=1e-14)
