"""The way down a loss, by a method of your choice, with every step kept."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lossref.argument import Argument, hints_of, read_arguments
from lossref.arrays import Array, as_floats
from lossref.checks import checked, require
from lossref.descent import Descent, Outcome
from lossref.domains import KNOWN
from lossref.methods import METHODS, State
from lossref.objective import Objective, objective_of
from lossref.registry import Loss
from lossref.shrinkage import soft_threshold
from lossref.steps import gradient_step

__all__ = ["minimise"]


def minimise(
    loss: Loss[...] | Callable[..., Any],
    start: ArrayLike,
    *args: Any,
    rate: float,
    method: str = "gradient_descent",
    settings: Mapping[str, float] | None = None,
    steps: int = 100,
    tolerance: float | None = None,
    proximal: Callable[[Array, float], ArrayLike] | None = None,
    **options: Any,
) -> Descent:
    r"""Go down a loss from a start, and keep the path.

    A step makes of the parameters $\theta$, for gradient descent,

    $$ \theta_j - \eta g_j $$

    which is `lossref.gradient_step`. The other methods are made of the rules `momentum_velocity`, `nesterov_step`,
    `accumulated_squares`, `averaged_squares`, `averaged_gradient`, `bias_corrected`, `adaptive_step`,
    `decayed_weights` and `soft_threshold`, of which each shows its formula.

    | method | settings |
    |---|---|
    | `gradient_descent` | |
    | `momentum`, `nesterov` | `momentum=0.9` |
    | `adagrad` | `epsilon=1e-10` |
    | `rmsprop` | `decay=0.99, epsilon=1e-8` |
    | `adam` | `beta1=0.9, beta2=0.999, epsilon=1e-8` |
    | `adamw` | those of `adam`, and `decay=0.01` |
    | `proximal_gradient` | `strength`, of the absolute values; no default |

    There is no chance in it: the same call gives the same path. For `nesterov` the positions are where its gradients
    are taken.

    Parameters
    ----------
    loss : Loss, or callable
        A loss, of which argument 0 is moved; or a function of the parameters that returns a pair, its value and its
        gradient (`linear_objective`, `TwoLayerNetwork.objective`).
    start : array_like, real, finite
        The parameters to begin with.
    *args
        The loss's other arguments, such as the targets.
    rate : float, positive
        The learning rate $\eta$.
    method : str
        A name from the table.
    settings : mapping, optional
        The method's settings, where they differ from the table.
    steps : int, nonnegative
        How many steps to make at most.
    tolerance : float, nonnegative, optional
        Stop where a plain step would move no parameter by more than this times the rate: where no element of the
        gradient is larger, but for the penalty of `proximal_gradient` and for `proximal`. Without it all steps are
        made.
    proximal : callable, optional
        What is done to the parameters after each step, and to the start: a projection into a set they must stay in,
        or the proximal operator of a penalty, as a function of the parameters and the rate. It must return finite
        numbers. The penalty itself is not in the values.
    **options
        What the loss takes by name.

    Returns
    -------
    Descent
        `positions`, `values` and `gradients` along the path, arrays with an entry for the start and one for each
        step; `position`, `value`, `steps`; `outcome`, which is "converged", "stopped" (the steps are used up) or
        "diverged" (a number is infinite or NaN: the descent ends there), and a `message` that tells it. For
        `proximal_gradient` the values have the penalty in them, and the gradients have not.

    Raises
    ------
    ValueError
        If the start is infinite or NaN, the method or a setting is unknown or missing or out of its domain, steps or
        tolerance is negative, the loss gives no single value or a gradient of another shape, or refuses a position.
    TypeError
        If an argument does not hold real numbers, or the loss cannot be called or does not return a pair.

    References
    ----------
    L. Bottou, F. E. Curtis and J. Nocedal, "Optimization Methods for Large-Scale Machine Learning", SIAM Review 60,
    2018. https://doi.org/10.1137/16M1080173

    N. Parikh and S. Boyd, "Proximal Algorithms", Foundations and Trends in Optimization 1, 2014.
    https://doi.org/10.1561/2400000003

    Examples
    --------
    >>> import lossref
    >>> path = minimise(lossref.half_squared_error, [4.0], [0.0], rate=0.5, steps=3)
    >>> path.positions.ravel()
    array([4. , 2. , 1. , 0.5])
    >>> path.outcome, path.value
    ('stopped', 0.125)
    >>> minimise(lambda x: (x**4, 4 * x**3), 3.0, rate=0.5, steps=1000).message
    'diverged: the value after step 5 is inf; try a smaller rate'
    """
    try:
        limits = _limits(rate, steps, tolerance)
        descent = _Method(method, rate, _settings(method, settings or {}), proximal)
        objective = descent.penalised(objective_of(loss, args, options))
        return _descend(objective, descent, State.at(descent.started(start)), limits)
    except (TypeError, ValueError) as error:
        error.args = (f"minimise: {error}",)
        raise


@dataclass(frozen=True, slots=True)
class _Limits:
    steps: int
    tolerance: float | None


@dataclass(frozen=True, slots=True)
class _Method:
    """A method with its settings, and what is done to the parameters after its steps."""

    name: str
    rate: float
    settings: Mapping[str, float]
    proximal: Callable[[Array, float], ArrayLike] | None

    def started(self, start: ArrayLike) -> Array:
        """The start, where it may be."""
        params = as_floats("start", start)
        require("start", KNOWN, params)
        return self._admitted(params)

    def step(self, state: State, gradient: Array) -> State:
        """The state after one step more."""
        following = METHODS[self.name](state, gradient, rate=self.rate, **self.settings)
        return replace(following, params=self._admitted(following.params))

    def pull(self, params: Array, gradient: Array) -> Array:
        """How far a plain step moves the parameters, over the rate: the gradient, where nothing is done after it."""
        if self._strength is None and self.proximal is None:
            return gradient
        below = gradient_step(params, gradient, rate=self.rate)
        if self._strength is not None:
            below = soft_threshold(below, threshold=self.rate * self._strength)
        return (params - self._admitted(below)) / self.rate

    def penalised(self, objective: Objective) -> Objective:
        """What the method minimises: the objective, and the penalty that is in its steps."""
        strength = self._strength
        if strength is None:
            return objective

        def penalised(params: Array) -> tuple[float, Array]:
            value, gradient = objective(params)
            return value + strength * float(np.abs(params).sum()), gradient

        return penalised

    @property
    def _strength(self) -> float | None:
        return self.settings["strength"] if self.name == "proximal_gradient" else None

    def _admitted(self, params: Array) -> Array:
        if self.proximal is None:
            return params
        admitted = as_floats("what proximal returns", self.proximal(params.copy(), self.rate))
        if admitted.shape != params.shape:
            raise ValueError(f"proximal returns the shape {admitted.shape}, but the parameters have {params.shape}")
        if np.isfinite(params).all():
            require("what proximal returns", KNOWN, admitted)
        return admitted


def _descend(objective: Objective, method: _Method, state: State, limits: _Limits) -> Descent:
    positions, values, gradients = [], [], []
    while True:
        value, gradient = _evaluated(objective, state)
        positions.append(state.params)
        values.append(value)
        gradients.append(gradient)
        end = _diverged(state, value, gradient) or _ended(method, state, gradient, values, limits)
        if end is None:
            following = method.step(state, gradient)
            if not np.isfinite(following.params).all():
                end = "diverged", f"diverged: step {following.step} leaves the finite numbers; try a smaller rate"
        if end is not None:
            return Descent(np.array(positions), np.array(values), np.array(gradients), *end)
        state = following


def _evaluated(objective: Objective, state: State) -> tuple[float, Array]:
    try:
        return objective(state.params)
    except ValueError as error:
        if state.step:
            error.args = (f"{error}; this is after {_steps(state.step)}: `proximal` can keep it inside",)
        raise


def _diverged(state: State, value: float, gradient: Array) -> tuple[Outcome, str] | None:
    found = "" if np.isfinite(gradient).all() else "the gradient {} is not finite"
    found = found if np.isfinite(value) else f"the value {{}} is {value}"
    if not found:
        return None
    where, mend = (
        (f"after step {state.step}", "try a smaller rate") if state.step else ("at the start", "start elsewhere")
    )
    return "diverged", f"diverged: {found.format(where)}; {mend}"


def _ended(
    method: _Method, state: State, gradient: Array, values: list[float], limits: _Limits
) -> tuple[Outcome, str] | None:
    if limits.tolerance is not None:
        pull = np.max(np.abs(method.pull(state.params, gradient)), initial=0.0)
        if pull <= limits.tolerance:
            return "converged", f"converged after {_steps(state.step)}: the steepest slope is {pull:.3g}"
    if state.step == limits.steps:
        return "stopped", f"stopped after {_steps(state.step)}: the value went from {values[0]:.6g} to {values[-1]:.6g}"
    return None


def _limits(rate: float, steps: int, tolerance: float | None) -> _Limits:
    numbers = [
        Argument("rate", "positive"),
        Argument("steps", "count"),
        Argument("tolerance", "nonnegative", is_optional=True),
    ]
    found = checked({a.name: a for a in numbers}, {"rate": rate, "steps": steps, "tolerance": tolerance})
    return _Limits(int(found["steps"]), found["tolerance"])


def _settings(method: str, settings: Mapping[str, float]) -> Mapping[str, float]:
    if method not in METHODS:
        raise ValueError(f"method is {method!r}; accepted: {', '.join(METHODS)}")
    takes = [p for p in inspect.signature(METHODS[method]).parameters.values() if p.kind is p.KEYWORD_ONLY]
    known = [p.name for p in takes if p.name != "rate"]
    for name in settings:
        if name not in known:
            raise ValueError(f"{method} has no setting {name!r}; accepted: {', '.join(known) or 'none'}")
    for parameter in takes:
        if parameter.default is parameter.empty and parameter.name not in {"rate", *settings}:
            raise ValueError(
                f"{method} needs the setting {parameter.name!r}: settings={{{parameter.name!r}: 0.1}}, say"
            )
    return checked({name: argument for name, argument in _arguments(method).items() if name in settings}, settings)


def _arguments(method: str) -> dict[str, Argument]:
    return read_arguments(hints_of(METHODS[method]))


def _steps(count: int) -> str:
    return f"{count} step" if count == 1 else f"{count} steps"
