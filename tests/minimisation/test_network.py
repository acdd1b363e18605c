"""Every derivative of back-propagation, against exact arithmetic and against the complex step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import mpmath
import numpy as np
import pytest

import lossref

INPUTS = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75], [-2.0, 1.0, 0.5], [0.0, 3.0, -1.0]])
TARGETS = np.array([1.0, 0.0, 0.0, 1.0])
PARTS = [field.name for field in fields(lossref.TwoLayerNetwork)]


def network(outputs: int = 1) -> Any:
    """One whose biases are not 0."""
    made = lossref.TwoLayerNetwork.random(3, 4, outputs, seed=5)
    return made.with_vector(made.as_vector() + np.linspace(-0.3, 0.3, made.as_vector().size))


def exact_value(params: list[Any]) -> Any:
    """The binary cross-entropy of the network's logits, number by number."""
    shapes = [getattr(network(), part).shape for part in PARTS]
    numbers = iter(params)
    hidden, biases, output, last = (
        np.array([next(numbers) for _ in range(int(np.prod(shape)))], dtype=object).reshape(shape) for shape in shapes
    )
    total = mpmath.mpf(0)
    for row, target in zip(INPUTS, TARGETS, strict=True):
        inner = [mpmath.tanh(sum(x * w for x, w in zip(row, hidden[:, k], strict=True)) + biases[k]) for k in range(4)]
        logit = sum(h * w for h, w in zip(inner, output[:, 0], strict=True)) + last[0]
        total += target * mpmath.log1p(mpmath.exp(-logit)) + (1 - target) * mpmath.log1p(mpmath.exp(logit))
    return total / len(INPUTS)


def test_every_derivative_is_exact() -> None:
    value, gradient = network().value_and_gradient(lossref.binary_cross_entropy_with_logits, INPUTS, TARGETS)
    params, found = network().as_vector(), gradient.as_vector()

    with mpmath.workdps(60):
        exact, step = [mpmath.mpf(x) for x in params], mpmath.mpf(10) ** -20
        assert float(value) == pytest.approx(float(exact_value(exact)), rel=1e-13)
        for place, slope in enumerate(found):
            rise = [
                exact_value([x + (sign * step if k == place else 0) for k, x in enumerate(exact)]) for sign in (1, -1)
            ]
            assert slope == pytest.approx(float((rise[0] - rise[1]) / (2 * step)), rel=1e-11, abs=1e-14)


def complex_value(made: Any, columns: np.ndarray) -> complex:
    hidden = np.tanh(INPUTS @ made.hidden_weights + made.hidden_biases)
    outputs = hidden @ made.output_weights + made.output_biases
    return complex(np.mean((outputs - columns) ** 2))


@pytest.mark.parametrize("part", PARTS)
def test_every_derivative_is_the_imaginary_part_of_a_complex_step(part: str) -> None:
    made = network()
    _, gradient = made.value_and_gradient(lossref.squared_error, INPUTS, TARGETS)
    numbers = getattr(made, part)

    for place in np.ndindex(numbers.shape):
        moved = numbers.astype(complex)
        moved[place] += 1e-30j
        slope = complex_value(replace(made, **{part: moved}), TARGETS[:, np.newaxis]).imag / 1e-30
        assert getattr(gradient, part)[place] == pytest.approx(slope, rel=1e-12, abs=1e-15)


def test_a_loss_of_classes_gets_a_row_of_outputs_for_each_sample() -> None:
    made, labels = network(3), np.eye(3)[[2, 0, 1, 1]]
    objective = made.objective(lossref.softmax_cross_entropy, INPUTS, labels)
    params = made.as_vector()
    value, gradient = objective(params)

    assert value == lossref.softmax_cross_entropy(made.outputs(INPUTS), labels)
    _holds(objective, params, gradient)


def _holds(objective: Callable[[np.ndarray], tuple[float, np.ndarray]], params: np.ndarray, slope: np.ndarray) -> None:
    for k in range(params.size):
        step = 1e-6 * np.eye(params.size)[k]
        rise = objective(params + step)[0] - objective(params - step)[0]
        assert slope[k] == pytest.approx(rise / 2e-6, abs=1e-8)


@pytest.mark.parametrize("name", ["squared_error", "reconstruction", "cosine_distance", "listnet_softmax"])
def test_any_loss_of_rows_or_of_their_numbers_gets_the_rows_of_outputs(name: str) -> None:
    made, loss, targets = network(3), lossref.get(name), np.abs(INPUTS) + 0.5
    objective = made.objective(loss, INPUTS, targets)
    value, gradient = objective(made.as_vector())

    assert value == loss(made.outputs(INPUTS), targets)
    _holds(objective, made.as_vector(), gradient)


def test_targets_that_are_not_of_the_shape_of_the_outputs_are_refused() -> None:
    with pytest.raises(ValueError, match=r"squared_error: targets has shape \(4,\), predictions shape \(4, 3\)"):
        network(3).value_and_gradient(lossref.squared_error, INPUTS, TARGETS)


def test_the_vector_of_a_network_makes_the_same_network() -> None:
    made = network()
    again = made.with_vector(made.as_vector())

    for part in PARTS:
        np.testing.assert_array_equal(getattr(again, part), getattr(made, part))


def test_a_vector_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^TwoLayerNetwork: params has shape \(3,\): it must be \(21,\)"):
        network().with_vector([1.0, 2.0, 3.0])


def test_a_seed_gives_one_network_and_another_seed_another() -> None:
    first, same, other = (lossref.TwoLayerNetwork.random(3, 4, 1, seed=seed).as_vector() for seed in (1, 1, 2))

    np.testing.assert_array_equal(first, same)
    assert not np.array_equal(first, other)


def test_training_makes_the_loss_smaller() -> None:
    objective = network().objective(lossref.binary_cross_entropy_with_logits, INPUTS, TARGETS)
    path = lossref.minimise(objective, network().as_vector(), method="adam", rate=0.05, steps=100)

    assert path.value < 0.1 * path.values[0]


def test_a_value_of_tanh_near_1_has_an_exact_derivative() -> None:
    h = 1.0 - 2.0**-50

    assert lossref.tanh_gradient(h, 1.0) == pytest.approx(2.0**-49, rel=1e-14)
