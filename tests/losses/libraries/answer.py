"""What a library answers to a claim's call: the value, the gradient with respect to argument 0, or one of them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from libraries.expression import is_settings, run

Arguments = Mapping[str, Any]
_TENSORS = {"torch", "torchvision", "keras", "kornia"}


class Answer(NamedTuple):
    """What was answered to which arguments; `None` stands for what the library does not tell."""

    arguments: Arguments
    value: float | None = None
    gradient: Any = None


def ask(library: str, call: str, arguments: Arguments, first: str, axes: Mapping[str, int]) -> Answer:
    """The answer to a call, of arguments by our names and lengths of axes; `first` is differentiated."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        if is_settings(call):
            from libraries.boosters import ask_booster

            return ask_booster(library, call, arguments, first, axes)
        if library in _TENSORS:
            return _of_tensors(call, arguments, first, axes)
        if library == "optax":
            return _of_jax(call, arguments, first, axes)
        return _of_arrays(call, arguments, axes)


def _of_arrays(call: str, arguments: Arguments, axes: Mapping[str, int]) -> Answer:
    found = run(call, {**axes, **arguments})
    if hasattr(found, "fit"):
        from libraries.estimators import ask_estimator

        return ask_estimator(found, arguments)
    return Answer(arguments, float(found))


def _of_tensors(call: str, arguments: Arguments, first: str, axes: Mapping[str, int]) -> Answer:
    import torch

    scope = {name: torch.tensor(x) if isinstance(x, np.ndarray) else x for name, x in arguments.items()}
    scope[first].requires_grad_()
    found = run(call, {**axes, **scope})
    if isinstance(found, torch.optim.Optimizer):
        return Answer(arguments, None, _pull_of_step(found, scope[first]))
    if not found.requires_grad:
        return Answer(arguments, found.item())
    found.backward()
    return Answer(arguments, found.item(), scope[first].grad.numpy())


def _pull_of_step(optimiser: Any, params: Any) -> Any:
    """How far a step of length 1 moves the parameters of a loss that is flat."""
    import torch

    before = params.detach().clone()
    params.grad = torch.zeros_like(before)
    optimiser.step()
    return (before - params.detach()).numpy()


def _of_jax(call: str, arguments: Arguments, first: str, axes: Mapping[str, int]) -> Answer:
    import jax

    jax.config.update("jax_enable_x64", True)
    scope = {name: jax.numpy.asarray(x) if isinstance(x, np.ndarray) else x for name, x in arguments.items()}
    value, gradient = jax.value_and_grad(lambda x: run(call, {**axes, **scope, first: x}))(scope[first])
    return Answer(arguments, float(value), np.asarray(gradient))
