"""The Bayes prediction of a loss: no other prediction costs less on average."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from oracle import Elementwise, Rowwise, oracles

import lossref

ROWS = {name: o.bayes for name, o in oracles().items() if isinstance(o, Rowwise) and o.bayes is not None}
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


@pytest.mark.parametrize("name", ROWS)
def test_no_row_costs_less(name: str) -> None:
    others, best = ROWS[name]
    rng, loss, count = np.random.default_rng(0), lossref.get(name), len(next(iter(others.values())))

    def expected(row: Any) -> float:
        return float(loss(np.tile(row, (count, 1)), **others))

    lowest = expected(np.asarray(best))
    for size in (1e-3, 0.01, 0.1, 1.0):
        for _ in range(10):
            assert expected(np.asarray(best) + size * rng.normal(size=np.shape(best))) > lowest


@pytest.mark.parametrize("name", oracles())
def test_a_claimed_prediction_has_its_oracle(name: str) -> None:
    loss = lossref.get(name)

    # That of a strictly proper loss is the true distribution, which `test_scoring` holds.
    verified = name in BAYES or name in ROWS or bool(loss.strictly_proper)
    assert verified == (loss.optimal_prediction is not None)


def test_a_rate_that_is_the_mean_is_best() -> None:
    counts = np.random.default_rng(11).poisson(3.0, 41)
    rates = np.full(counts.shape, counts.mean())

    assert lossref.poisson_nll.gradient(rates, counts, log_input=False).sum() == pytest.approx(0.0, abs=1e-14)
