"""Learning curves, and several losses at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lossref


def overfitted() -> object:
    """A descent that fits the noise of five points with five weights, and what that is worth elsewhere."""
    generator = np.random.default_rng(0)
    inputs, others = generator.normal(size=(5, 5)), generator.normal(size=(200, 5))
    truth = np.full(5, 2.0)
    noisy, rest = inputs @ truth + generator.normal(size=5), others @ truth + generator.normal(size=200)
    training = lossref.linear_objective(lossref.squared_error, inputs, noisy)
    validation = lossref.linear_objective(lossref.squared_error, others, rest)
    return lossref.learning_curve(lossref.minimise(training, np.zeros(5), rate=0.1, steps=2000), validation)


def test_the_validation_loss_rises_where_noise_is_learned() -> None:
    curve = overfitted()

    assert (np.diff(curve.training) <= 0).all()
    assert 0 < curve.best_step < 2000
    assert curve.validation[-1] > curve.validation[curve.best_step]
    np.testing.assert_array_equal(curve.gap, curve.validation - curve.training)


def test_early_stopping_waits_with_patience() -> None:
    curve = overfitted()

    assert curve.stopped(10) == curve.best_step + 10
    assert curve.stopped(5000) == 2000
    with pytest.raises(ValueError, match="patience is 0; accepted: an integer from 1"):
        curve.stopped(0)


def dominated(points: np.ndarray, point: np.ndarray) -> bool:
    return bool(((points <= point).all(axis=1) & (points < point).any(axis=1)).any())


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(st.integers(1, 3).flatmap(lambda k: st.lists(st.lists(st.integers(0, 5), min_size=k, max_size=k), min_size=1)))
def test_on_the_front_are_those_that_no_other_dominates(losses: list[list[int]]) -> None:
    points = np.array(losses)

    assert list(lossref.pareto_front(losses)) == [not dominated(points, point) for point in points]


def test_a_point_with_a_hole_is_not_on_the_front() -> None:
    assert list(lossref.pareto_front([[1.0, np.nan], [2.0, 2.0]])) == [False, True]


def test_losses_of_no_point_have_an_empty_front() -> None:
    assert lossref.pareto_front(np.zeros((0, 2))).shape == (0,)


def test_the_losses_of_a_front_are_a_matrix() -> None:
    with pytest.raises(ValueError, match=r"^pareto_front: losses has shape \(2,\), but needs the axes \[m, k\]"):
        lossref.pareto_front([1.0, 2.0])


@pytest.mark.parametrize(("count", "parts", "rows"), [(1, 3, 1), (2, 10, 11), (3, 4, 15), (4, 3, 20)])
def test_the_grid_has_all_preferences_once(count: int, parts: int, rows: int) -> None:
    grid = lossref.preference_grid(count, parts)

    assert grid.shape == (rows, count)
    assert len({tuple(row) for row in grid}) == rows
    np.testing.assert_allclose(grid.sum(axis=1), 1.0, rtol=1e-15)


def test_a_grid_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="accepted: integers from 1"):
        lossref.preference_grid(2, 0)


def distance(place: tuple[float, float]) -> object:
    return lambda x: (float(np.sum((x - place) ** 2)), 2 * (x - np.array(place)))


def test_the_front_of_two_distances_is_the_line_between() -> None:
    pair = [distance((0.0, 0.0)), distance((4.0, 2.0))]
    preferences = lossref.preference_grid(2, 8)
    sweep = lossref.weighted_sweep(pair, [9.0, -9.0], preferences=preferences, rate=0.5, steps=3)

    np.testing.assert_allclose(sweep.positions, preferences[:, 1:] * [4.0, 2.0], atol=1e-12)
    np.testing.assert_allclose(sweep.losses, 20.0 * preferences[:, ::-1] ** 2, atol=1e-12)
    assert sweep.on_front.all()
    assert len(sweep.paths) == 9


def test_an_objective_of_preference_0_is_not_asked() -> None:
    objective = lossref.weighted_objective([distance((1.0, 1.0)), lambda x: (np.inf, x * np.inf)], [2.0, 0.0])
    value, gradient = objective(np.array([2.0, 1.0]))

    assert value == 2.0
    np.testing.assert_array_equal(gradient, [4.0, 0.0])


def test_each_objective_has_one_preference() -> None:
    with pytest.raises(ValueError, match=r"preferences has shape \(1,\): it must be \(2,\), one for each"):
        lossref.weighted_objective([distance((1.0, 1.0))] * 2, [1.0])


def test_no_preference_is_negative() -> None:
    with pytest.raises(ValueError, match=r"preferences\[1\] is -1.0; accepted: 0 or a number above it"):
        lossref.weighted_objective([distance((1.0, 1.0))] * 2, [1.0, -1.0])
