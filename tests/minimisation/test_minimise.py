"""What `minimise` asks, returns and says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import lossref


def bowl(x: np.ndarray) -> tuple[float, np.ndarray]:
    return float(np.sum(x**2)), 2 * x


def test_the_path_begins_at_the_start_and_has_an_entry_for_each_step() -> None:
    path = lossref.minimise(bowl, [[1.0, 2.0]], rate=0.1, steps=7)

    assert path.positions.shape == path.gradients.shape == (8, 1, 2)
    assert path.values.shape == (8,)
    np.testing.assert_array_equal(path.positions[0], [[1.0, 2.0]])
    assert path.steps == 7
    assert path.value == path.values[-1] == bowl(path.position)[0]


def test_the_path_keeps_what_the_function_returned_then() -> None:
    at = np.zeros(1)

    def reusing(x: np.ndarray) -> tuple[float, np.ndarray]:
        at[:] = x
        return float(x[0] ** 2 / 2), at

    path = lossref.minimise(reusing, [4.0], rate=0.5, steps=2)

    np.testing.assert_array_equal(path.gradients, [[4.0], [2.0], [1.0]])


def test_no_step_is_the_start_alone() -> None:
    path = lossref.minimise(bowl, 3.0, rate=0.1, steps=0)

    assert (path.steps, path.value, path.outcome) == (0, 9.0, "stopped")


def test_the_arguments_of_a_loss_are_passed_on() -> None:
    path = lossref.minimise(lossref.huber, [5.0], [0.0], rate=1.0, steps=1, delta=0.5)

    assert path.values[0] == lossref.huber([5.0], [0.0], delta=0.5)
    assert path.position == [4.5]


@pytest.mark.parametrize("method", ["gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"])
def test_every_method_goes_down_and_the_same_way_each_time(method: str) -> None:
    first, second = (lossref.minimise(bowl, [1.0, -2.0], method=method, rate=0.05, steps=60) for _ in range(2))

    assert first.value < 0.5 * first.values[0]
    assert first.positions.tobytes() == second.positions.tobytes()


def test_it_stops_where_the_slope_is_within_the_tolerance() -> None:
    path = lossref.minimise(bowl, [1.0], rate=0.25, steps=100, tolerance=1e-3)

    assert path.outcome == "converged"
    assert np.abs(path.gradients[-1]).max() <= 1e-3 < np.abs(path.gradients[-2]).max()
    assert path.message.startswith("converged after 11 steps: the steepest slope is 0.000977")


def test_without_a_tolerance_all_steps_are_made() -> None:
    path = lossref.minimise(bowl, [0.0], rate=0.25, steps=20)

    assert (path.steps, path.outcome) == (20, "stopped")


def test_too_large_a_rate_is_told_and_ends() -> None:
    path = lossref.minimise(bowl, [1.0], rate=1e10, steps=10**9)

    assert path.outcome == "diverged"
    assert path.message == "diverged: the value after step 15 is inf; try a smaller rate"
    assert path.steps == 15


def test_a_step_beyond_the_finite_numbers_is_not_made() -> None:
    path = lossref.minimise(lambda x: (0.0, 1e300 * x), [1.0], rate=1e300, steps=5)

    assert (path.outcome, path.steps) == ("diverged", 0)
    assert path.message == "diverged: step 1 leaves the finite numbers; try a smaller rate"


@pytest.mark.parametrize(
    ("both", "told"),
    [((np.nan, 1.0), "the value at the start is nan"), ((1.0, np.nan), "the gradient at the start is")],
)
def test_nan_at_the_start_is_told(both: tuple[float, float], told: str) -> None:
    path = lossref.minimise(lambda x: both, 1.0, rate=0.1)

    assert (path.outcome, path.steps) == ("diverged", 0)
    assert told in path.message
    assert path.message.endswith("start elsewhere")


def test_a_projection_keeps_the_parameters_in_their_set() -> None:
    path = lossref.minimise(bowl, [5.0, 0.5], rate=0.1, proximal=lambda x, rate: np.clip(x, 1.0, 3.0), tolerance=1e-9)

    np.testing.assert_array_equal(path.positions[0], [3.0, 1.0])
    np.testing.assert_array_equal(path.position, [1.0, 1.0])
    assert path.outcome == "converged"


def test_a_proximal_operator_of_ones_own_is_that_of_the_lasso() -> None:
    theirs = lossref.minimise(
        bowl, [2.0, -0.3], rate=0.1, proximal=lambda x, rate: lossref.soft_threshold(x, threshold=0.5 * rate)
    )
    start = lossref.soft_threshold([2.0, -0.3], threshold=0.05)
    ours = lossref.minimise(bowl, start, method="proximal_gradient", rate=0.1, settings={"strength": 0.5})

    np.testing.assert_array_equal(theirs.positions, ours.positions)


def test_a_loss_may_write_into_what_it_is_given() -> None:
    def careless(x: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = bowl(x)
        x[:] = 7.0
        return value, gradient

    np.testing.assert_array_equal(
        lossref.minimise(careless, [1.0], rate=0.1).positions, lossref.minimise(bowl, [1.0], rate=0.1).positions
    )


def refused(**changes: Any) -> dict[str, Any]:
    return {"loss": bowl, "start": [1.0], "rate": 0.1} | changes


REFUSALS = [
    (refused(rate=0.0), "rate is 0.0; accepted: a number above 0"),
    (refused(rate=np.inf), "rate is inf; accepted: a finite number"),
    (refused(start=[np.inf]), "start[0] is inf; accepted: a finite number"),
    (refused(start=[0.0, np.nan]), "start[1] is nan; accepted: a finite number"),
    (refused(proximal=lambda x, rate: np.nan * x), "what proximal returns[0] is nan; accepted: a finite number"),
    (refused(proximal=lambda x, rate: np.where(x < 1, np.inf, x)), "what proximal returns[0] is inf; accepted: a fin"),
    (refused(method="adamw", settings={"beta1": 1}), "minimise: beta1 is 1.0; accepted: a number above 0 and below 1"),
    (refused(method="adamw", settings={"decay": -1}), "minimise: decay is -1.0; accepted: 0 or a number above it"),
    (refused(method="adam", settings={"epsilon": None}), "minimise: epsilon must not be None"),
    (refused(loss="huber"), "minimise: the loss is 'huber'; accepted: a loss, such as lossref.huber, or a function"),
    (refused(steps=-1), "steps is -1.0; accepted: an integer from 0"),
    (refused(tolerance=-1.0), "tolerance is -1.0; accepted: 0 or a number above it"),
    (refused(method="newton"), "method is 'newton'; accepted: gradient_descent, momentum, nesterov, adagrad, rmsprop,"),
    (refused(settings={"momentum": 0.9}), "gradient_descent has no setting 'momentum'; accepted: none"),
    (refused(method="adam", settings={"beta": 0.9}), "adam has no setting 'beta'; accepted: beta1, beta2, epsilon"),
    (refused(method="adam", settings={"rate": 0.9}), "adam has no setting 'rate'"),
    (refused(method="proximal_gradient"), "proximal_gradient needs the setting 'strength'"),
    (refused(method="momentum", settings={"momentum": 2.0}), "minimise: momentum is 2.0; accepted: a prob"),
    (refused(loss=lambda x: (x, x)), "the value of the loss must be one number, but has shape (1,): reduce it"),
    (refused(loss=lambda x: (1.0, 1.0)), "the gradient of the loss has shape (), the parameters (1,)"),
    (refused(proximal=lambda x, rate: 1.0), "proximal returns the shape (), but the parameters have (1,)"),
]


@pytest.mark.parametrize(("given", "told"), REFUSALS, ids=[told for _, told in REFUSALS])
def test_what_cannot_be_is_refused(given: dict[str, Any], told: str) -> None:
    with pytest.raises((TypeError, ValueError), match=r"^minimise: ") as error:
        lossref.minimise(given.pop("loss"), given.pop("start"), **given)
    assert told in str(error.value)


def test_a_loss_that_returns_no_pair_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^minimise: the loss must return a pair"):
        lossref.minimise(lambda x: 1.0, [1.0], rate=0.1)


def test_a_loss_that_refuses_a_position_says_after_which_step() -> None:
    with pytest.raises(ValueError, match=r"probs\[0\] is .*; this is after 1 step: `proximal` can keep it inside"):
        lossref.minimise(lossref.binary_cross_entropy, [0.5], [1.0], rate=10.0)


def test_a_loss_that_refuses_the_start_is_quoted_alone() -> None:
    with pytest.raises(ValueError, match=r"^minimise: binary_cross_entropy: probs\[0\] is 2.0; accepted: .* to 1$"):
        lossref.minimise(lossref.binary_cross_entropy, [2.0], [1.0], rate=10.0)


def test_the_inputs_of_a_linear_objective_are_a_matrix() -> None:
    with pytest.raises(ValueError, match=r"^linear_objective: inputs has shape \(2,\), but needs the axes \[m, d\]"):
        lossref.linear_objective(lossref.squared_error, [1.0, 2.0], [1.0])


def test_the_weights_of_a_linear_objective_must_fit() -> None:
    objective = lossref.linear_objective(lossref.squared_error, [[1.0, 2.0]], [1.0])

    with pytest.raises(ValueError, match=r"the weights have shape \(3,\): they must be \(2,\)"):
        lossref.minimise(objective, np.zeros(3), rate=0.1)
