"""The methods of descent, each a function from one state to the next, made of rules.

A method's keyword arguments are its settings, each with its domain, `rate` the first; what has no default must be
given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np

from lossref.accumulation import accumulated_squares, momentum_velocity
from lossref.arrays import Array
from lossref.averages import averaged_gradient, averaged_squares, bias_corrected
from lossref.shrinkage import decayed_weights, soft_threshold
from lossref.steps import adaptive_step, gradient_step, nesterov_step

Positive = Annotated[float, "positive"]
Nonnegative = Annotated[float, "nonnegative"]
Share = Annotated[float, "probability"]
Inner = Annotated[float, "unit"]


@dataclass(frozen=True, slots=True)
class State:
    """Where a descent is, and what it remembers of the gradients before."""

    params: Array
    velocity: Array
    """Past gradients, added up or averaged, where the method keeps them; 0 at the start."""

    squares: Array
    """Past squared gradients, likewise."""

    step: int = 0

    @classmethod
    def at(cls, start: Array) -> State:
        """The state before the first step."""
        return cls(start, np.zeros_like(start), np.zeros_like(start))

    def moved(self, params: Array, velocity: Array | None = None, squares: Array | None = None) -> State:
        """The state after a step."""
        return State(
            params,
            self.velocity if velocity is None else velocity,
            self.squares if squares is None else squares,
            self.step + 1,
        )


def gradient_descent(state: State, gradient: Array, *, rate: float) -> State:
    """Down the slope (Cauchy 1847)."""
    return state.moved(gradient_step(state.params, gradient, rate=rate))


def momentum(state: State, gradient: Array, *, rate: float, momentum: Share = 0.9) -> State:
    """A heavy ball (Polyak 1964)."""
    velocity = momentum_velocity(state.velocity, gradient, momentum=momentum)
    return state.moved(gradient_step(state.params, velocity, rate=rate), velocity)


def nesterov(state: State, gradient: Array, *, rate: float, momentum: Share = 0.9) -> State:
    """A heavy ball that looks where it will be (Nesterov 1983)."""
    velocity = momentum_velocity(state.velocity, gradient, momentum=momentum)
    return state.moved(nesterov_step(state.params, velocity, gradient, rate=rate, momentum=momentum), velocity)


def adagrad(state: State, gradient: Array, *, rate: float, epsilon: Positive = 1e-10) -> State:
    """A rate for each parameter, by all its gradients (Duchi, Hazan and Singer 2011)."""
    squares = accumulated_squares(state.squares, gradient)
    return state.moved(adaptive_step(state.params, gradient, squares, rate=rate, epsilon=epsilon), squares=squares)


def rmsprop(state: State, gradient: Array, *, rate: float, decay: Share = 0.99, epsilon: Positive = 1e-8) -> State:
    """A rate for each parameter, by its last gradients (Tieleman and Hinton 2012)."""
    squares = averaged_squares(state.squares, gradient, decay=decay)
    return state.moved(adaptive_step(state.params, gradient, squares, rate=rate, epsilon=epsilon), squares=squares)


def adam(
    state: State, gradient: Array, *, rate: float, beta1: Inner = 0.9, beta2: Inner = 0.999, epsilon: Positive = 1e-8
) -> State:
    """RMSProp with momentum, both averages without bias (Kingma and Ba 2015)."""
    velocity = averaged_gradient(state.velocity, gradient, decay=beta1)
    squares = averaged_squares(state.squares, gradient, decay=beta2)
    direction = bias_corrected(velocity, decay=beta1, step=state.step + 1)
    scale = bias_corrected(squares, decay=beta2, step=state.step + 1)
    return state.moved(adaptive_step(state.params, direction, scale, rate=rate, epsilon=epsilon), velocity, squares)


def adamw(
    state: State,
    gradient: Array,
    *,
    rate: float,
    decay: Nonnegative = 0.01,
    beta1: Inner = 0.9,
    beta2: Inner = 0.999,
    epsilon: Positive = 1e-8,
) -> State:
    """Adam, and the parameters decay beside it (Loshchilov and Hutter 2019)."""
    decayed = replace(state, params=decayed_weights(state.params, rate=rate, decay=decay))
    return adam(decayed, gradient, rate=rate, beta1=beta1, beta2=beta2, epsilon=epsilon)


def proximal_gradient(state: State, gradient: Array, *, rate: float, strength: Nonnegative) -> State:
    """Down the slope, then towards 0: for the loss plus `strength` times the absolute values (ISTA)."""
    below = gradient_step(state.params, gradient, rate=rate)
    return state.moved(soft_threshold(below, threshold=rate * strength))


METHODS: Mapping[str, Callable[..., State]] = {
    method.__name__: method
    for method in (gradient_descent, momentum, nesterov, adagrad, rmsprop, adam, adamw, proximal_gradient)
}
"""Every method by its name."""
