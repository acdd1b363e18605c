"""The gradient through a gradient step is the slope of what follows the step."""

from __future__ import annotations

import numpy as np
import pytest

import lossref
from lossref.arrays import Array


def _task(inputs: Array, targets: Array) -> lossref.MetaTask:
    """The cross-entropy of a linear model, whose second derivative is a diagonal between its inputs."""

    def value_and_gradient(w: Array) -> tuple[float, Array]:
        value, slope = lossref.binary_cross_entropy_with_logits.value_and_gradient(inputs @ w, targets)
        return float(value), inputs.T @ np.asarray(slope)

    def hessian_product(w: Array, direction: Array) -> Array:
        p = 1.0 / (1.0 + np.exp(-inputs @ w))
        return np.asarray(inputs.T @ (p * (1.0 - p) * (inputs @ direction)) / len(targets))

    return lossref.MetaTask(value_and_gradient, hessian_product)


RNG = np.random.default_rng(0)
TASKS = [_task(RNG.normal(size=(6, 3)), RNG.choice([0.0, 1.0], 6)) for _ in range(4)]
START = np.array([0.5, -1.0, 0.3])


def test_the_gradient_is_the_slope() -> None:
    _, slope = lossref.maml_objective(START, TASKS, rate=0.7)

    for step in 1e-6 * np.eye(3):
        above, _ = lossref.maml_objective(START + step, TASKS, rate=0.7)
        below, _ = lossref.maml_objective(START - step, TASKS, rate=0.7)
        assert float(slope @ step) == pytest.approx((above - below) / 2, rel=1e-6)


def test_in_first_order_the_value_is_the_same_and_the_gradient_is_not() -> None:
    value, slope = lossref.maml_objective(START, TASKS, rate=0.7)
    found, other = lossref.maml_objective(START, TASKS, rate=0.7, first_order=True)

    assert found == value
    assert not np.allclose(other, slope, rtol=1e-3)


def test_without_second_derivatives_only_the_first_order_is_left() -> None:
    plain = [lossref.MetaTask(task.value_and_gradient) for task in TASKS]

    assert lossref.maml_objective(START, plain, rate=0.7, first_order=True)[0] > 0
    with pytest.raises(ValueError, match=r"a task has no hessian_product; give it one, or pass first_order=True$"):
        lossref.maml_objective(START, plain, rate=0.7)


@pytest.mark.parametrize("rate", [0.0, -1.0, np.inf, np.nan])
def test_a_rate_that_is_no_step_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match=r"^maml_objective: rate is .*; accepted: a finite number above 0$"):
        lossref.maml_objective(START, TASKS, rate=rate)
