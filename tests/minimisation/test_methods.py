"""Each method on problems of which the answer, or the whole path, is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import lossref

CURVATURES = np.array([1.0, 3.0, 10.0])
START = np.array([1.0, -2.0, 4.0])


def parabola(x: np.ndarray) -> tuple[float, np.ndarray]:
    return float(0.5 * np.sum(CURVATURES * x**2)), CURVATURES * x


def slope(x: np.ndarray) -> tuple[float, np.ndarray]:
    """A plane: the same gradient everywhere."""
    return float(x @ [3.0, -0.01]), np.array([3.0, -0.01])


def ravine(x: np.ndarray) -> tuple[float, np.ndarray]:
    """An ill-conditioned parabola."""
    curvatures = np.array([1.0, 1000.0])
    return float(0.5 * np.sum(curvatures * x**2)), curvatures * x


def test_gradient_descent_shrinks_each_distance_by_its_exact_rate() -> None:
    path = lossref.minimise(parabola, START, rate=0.15, steps=40)
    steps = np.arange(41)[:, np.newaxis]

    np.testing.assert_allclose(path.positions, (1.0 - 0.15 * CURVATURES) ** steps * START, rtol=1e-12)


@pytest.mark.parametrize(("rate", "shrinks"), [(0.19, True), (0.21, False)])
def test_gradient_descent_converges_below_two_over_the_curvature(rate: float, shrinks: bool) -> None:
    path = lossref.minimise(parabola, START, rate=rate, steps=300)

    assert bool(path.value < path.values[0]) is shrinks


def test_momentum_is_the_recursion_of_the_heavy_ball() -> None:
    path = lossref.minimise(parabola, START, method="momentum", rate=0.05, settings={"momentum": 0.8}, steps=30)
    before = here = START
    for position in path.positions:
        np.testing.assert_allclose(position, here, rtol=1e-12)
        before, here = here, here - 0.05 * CURVATURES * here + 0.8 * (here - before)


def test_nesterov_is_the_method_of_two_sequences() -> None:
    path = lossref.minimise(parabola, START, method="nesterov", rate=0.05, settings={"momentum": 0.8}, steps=30)
    before = ahead = START
    for position in path.positions:
        np.testing.assert_allclose(position, ahead, rtol=1e-11)
        here = ahead - 0.05 * CURVATURES * ahead
        before, ahead = here, here + 0.8 * (here - before)


def test_nesterov_is_faster_in_a_ravine() -> None:
    # The best of each for curvatures from 1 to 1000 (Nesterov 2004, theorem 2.1.15 and (2.2.11)).
    root = np.sqrt(1000.0)
    momentum = (root - 1.0) / (root + 1.0)
    plain = lossref.minimise(ravine, [1.0, 1.0], rate=2 / 1001, steps=20_000, tolerance=1e-6)
    fast = lossref.minimise(
        ravine, [1.0, 1.0], method="nesterov", rate=1 / 1000, settings={"momentum": momentum}, steps=20_000,
        tolerance=1e-6,
    )  # fmt: skip

    assert plain.outcome == fast.outcome == "converged"
    assert 10 * fast.steps < plain.steps


def test_momentum_is_slower_where_there_is_no_ravine() -> None:
    plain = lossref.minimise(lossref.half_squared_error, 1.0, 0.0, rate=0.5, steps=500, tolerance=1e-6)
    heavy = lossref.minimise(
        lossref.half_squared_error, 1.0, 0.0, method="momentum", rate=0.5, steps=500, tolerance=1e-6
    )

    assert (plain.steps, plain.outcome) == (20, "converged")
    assert 5 * plain.steps < heavy.steps < 500


def steps_of(method: str, **settings: float) -> np.ndarray:
    path = lossref.minimise(slope, [0.0, 0.0], method=method, rate=0.1, settings=settings, steps=50)
    return np.diff(path.positions, axis=0)


def test_on_a_plane_the_steps_of_adagrad_shrink_as_one_over_the_root() -> None:
    shares = 1.0 / np.sqrt(np.arange(1, 51))

    np.testing.assert_allclose(steps_of("adagrad", epsilon=1e-300), np.outer(shares, [-0.1, 0.1]), rtol=1e-12)


def test_on_a_plane_the_steps_of_rmsprop_settle_at_the_rate_from_above() -> None:
    shares = 1.0 / np.sqrt(1.0 - 0.9 ** np.arange(1, 51))
    steps = steps_of("rmsprop", decay=0.9, epsilon=1e-300)

    np.testing.assert_allclose(steps, np.outer(shares, [-0.1, 0.1]), rtol=1e-12)


def test_on_a_plane_each_step_of_adam_is_the_rate() -> None:
    np.testing.assert_allclose(steps_of("adam", epsilon=1e-300), np.tile([-0.1, 0.1], (50, 1)), rtol=1e-12)


def test_the_first_step_of_adam_is_the_rate_towards_the_signs() -> None:
    path = lossref.minimise(parabola, START, method="adam", rate=0.1, settings={"epsilon": 1e-300}, steps=1)

    np.testing.assert_allclose(path.position, START - 0.1 * np.sign(START), rtol=1e-14)


def test_adam_cannot_tell_a_loss_from_a_multiple_of_it() -> None:
    def multiple(x: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = parabola(x)
        return 1000.0 * value, 1000.0 * gradient

    options: dict[str, Any] = {"method": "adam", "rate": 0.1, "settings": {"epsilon": 1e-300}, "steps": 30}
    np.testing.assert_allclose(
        lossref.minimise(multiple, START, **options).positions,
        lossref.minimise(parabola, START, **options).positions,
        rtol=1e-9,
    )


def decay_of(method: str, gradient: float, **settings: float) -> float:
    """How much nearer to 0 a parameter is after a step because of the decay of strength 0.5."""

    def plane(x: np.ndarray) -> tuple[float, np.ndarray]:
        pull = 0.5 * x if method == "adam" else 0.0 * x
        return 0.0, np.full(1, gradient) + pull

    decayed = lossref.minimise(plane, [1.0], method=method, rate=0.1, settings=settings, steps=1)
    plain = lossref.minimise(lambda x: (0.0, np.full(1, gradient)), [1.0], method="adam", rate=0.1, steps=1)
    return float(plain.position[0] - decayed.position[0])


def test_the_decay_of_adamw_is_the_same_beside_any_gradient() -> None:
    assert [decay_of("adamw", g, decay=0.5) for g in (0.1, 1.0, 100.0)] == pytest.approx([0.05] * 3, rel=1e-9)


def test_a_penalty_inside_adam_is_divided_away() -> None:
    assert [decay_of("adam", g) for g in (0.1, 1.0, 100.0)] == pytest.approx([0.0] * 3, abs=1e-6)


def test_adamw_without_a_gradient_only_decays() -> None:
    path = lossref.minimise(
        lambda x: (0.0, 0.0 * x), [1.0, -8.0], method="adamw", rate=0.5, settings={"decay": 0.5}, steps=5
    )

    np.testing.assert_allclose(path.positions, np.outer(0.75 ** np.arange(6), [1.0, -8.0]), rtol=1e-14)


def lasso(strength: float) -> tuple[Any, np.ndarray]:
    """The end of the proximal gradient method, and the gradient of the squares there."""
    generator = np.random.default_rng(3)
    inputs = generator.normal(size=(40, 12))
    targets = inputs[:, :3] @ [3.0, -2.0, 1.0] + 0.1 * generator.normal(size=40)
    objective = lossref.linear_objective(lossref.half_squared_error, inputs, targets)
    path = lossref.minimise(
        objective, np.zeros(12), method="proximal_gradient", rate=0.4, settings={"strength": strength}, steps=5000,
        tolerance=1e-11,
    )  # fmt: skip
    return path, path.gradients[-1]


def test_the_proximal_gradient_method_meets_the_conditions_of_the_lasso() -> None:
    path, gradient = lasso(0.3)
    kept = path.position != 0

    assert path.outcome == "converged"
    assert 3 <= kept.sum() < 12
    np.testing.assert_allclose(gradient[kept], -0.3 * np.sign(path.position[kept]), atol=1e-10)
    assert (np.abs(gradient[~kept]) < 0.3).all()


def test_a_strong_penalty_keeps_nothing() -> None:
    path, gradient = lasso(10.0)

    assert not path.position.any()
    assert np.abs(gradient).max() < 10.0


def test_the_values_of_the_proximal_gradient_method_have_its_penalty_and_never_rise() -> None:
    path, _ = lasso(0.3)

    assert (np.diff(path.values) <= 1e-12).all()
    assert path.values[-1] - 0.3 * np.abs(path.position).sum() > 0


def test_with_orthonormal_inputs_the_lasso_is_one_soft_threshold() -> None:
    inputs = np.linalg.qr(np.random.default_rng(1).normal(size=(6, 4)))[0]
    targets = np.array([3.0, -1.0, 0.5, 2.0, -2.0, 0.1])
    objective = lossref.linear_objective(lossref.half_squared_error, inputs, targets, reduction="sum")
    path = lossref.minimise(
        objective, np.zeros(4), method="proximal_gradient", rate=1.0, settings={"strength": 0.7}, steps=3
    )

    np.testing.assert_allclose(path.position, lossref.soft_threshold(inputs.T @ targets, threshold=0.7), atol=1e-12)


OURS = {"adamw": {"decay": 0.1}}

# Where torch.optim of PyTorch 2.15.0 is after 30 steps of the rate 0.02 down the parabola.
RECORDED = {
    "gradient_descent": [0.5454843193824371, -0.31251121233332957, 0.00495176015714152],
    "momentum": [-0.17583539808134757, -0.21400998367208113, 0.1761712034301395],
    "nesterov": [-0.13223767368443815, -0.08717539999223586, -0.0013598116722343839],
    "adagrad": [0.815736553011084, -1.8119164269903791, 3.8100820956644994],
    "rmsprop": [0.020537333342888285, -0.5000737326971427, 2.239649667315658],
    "adam": [0.44069890198307266, -1.4173625946593358, 3.4080408336334305],
    "adamw": [0.40330756049619104, -1.3212282979717387, 3.1951135616544604],
}

TORCH = {
    "gradient_descent": ("SGD", {}),
    "momentum": ("SGD", {"momentum": 0.9}),
    "nesterov": ("SGD", {"momentum": 0.9, "nesterov": True}),
    "adagrad": ("Adagrad", {}),
    "rmsprop": ("RMSprop", {}),
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {"weight_decay": 0.1}),
}


def path_of(method: str) -> Any:
    return lossref.minimise(parabola, START, method=method, rate=0.02, settings=OURS.get(method), steps=30)


@pytest.mark.parametrize("method", RECORDED)
def test_the_end_is_the_one_recorded_of_torch(method: str) -> None:
    np.testing.assert_allclose(path_of(method).position, RECORDED[method], rtol=1e-12)


@pytest.mark.parametrize("method", TORCH)
def test_the_path_is_that_of_the_torch_installed(method: str) -> None:
    torch = pytest.importorskip("torch")
    name, settings = TORCH[method]
    parameters = torch.tensor(START, requires_grad=True)
    optimiser = getattr(torch.optim, name)([parameters], lr=0.02, **settings)

    for position in path_of(method).positions:
        np.testing.assert_allclose(position, parameters.detach().numpy(), rtol=1e-10)
        optimiser.zero_grad()
        (0.5 * (torch.tensor(CURVATURES) * parameters**2).sum()).backward()
        optimiser.step()
