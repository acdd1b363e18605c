"""What is minimised: a function of the parameters that gives its value and its gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array, as_floats
from lossref.registry import Loss

__all__ = ["linear_objective"]

Objective = Callable[[Array], tuple[float, Array]]
"""The value and the gradient at parameters; the gradient has their shape."""


def objective_of(loss: Loss[...] | Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> Objective:
    """A loss with all its arguments but the first, or a callable that returns value and gradient, checked."""
    if not callable(loss):
        raise TypeError(
            f"the loss is {loss!r}; accepted: a loss, such as lossref.huber, or a function that returns a pair"
        )
    evaluate: Callable[..., Any] = loss.value_and_gradient if isinstance(loss, Loss) else loss

    def objective(params: Array) -> tuple[float, Array]:
        # What overflows is told by whoever asked. A copy: who is given the parameters may write into them.
        with np.errstate(all="ignore"):
            return _checked(evaluate(params.copy(), *args, **options), params)

    return objective


def _checked(both: Any, params: Array) -> tuple[float, Array]:
    if not isinstance(both, tuple) or len(both) != 2:
        raise TypeError("the loss must return a pair: its value, and its gradient by the parameters")
    value, gradient = as_floats("the value of the loss", both[0]), as_floats("the gradient of the loss", both[1])
    if value.ndim:
        raise ValueError(
            f"the value of the loss must be one number, but has shape {value.shape}: reduce it by 'mean' or 'sum'"
        )
    if gradient.shape != params.shape:
        raise ValueError(f"the gradient of the loss has shape {gradient.shape}, the parameters {params.shape}")
    # A copy: the callable may write into its array at the next position, and the path keeps this one.
    return float(value), gradient.copy()


def linear_objective(loss: Loss[...], inputs: ArrayLike, *args: Any, **options: Any) -> Objective:
    r"""A loss of the predictions of a linear model, as a function of the model's weights.

    For weights $w$ and inputs $X$ the predictions are $X w$, and the gradient by the weights is $X^\top g$, where $g$
    is the gradient of the loss by the predictions. A column of ones in the inputs makes a constant term.

    Parameters
    ----------
    loss : Loss
        A loss of predictions, logits or scores, one for each sample: `lossref.squared_error`, say.
    inputs : array_like, real, shape (m, d)
        A row for each sample.
    *args, **options
        The loss's other arguments: the targets, and what it takes by name.

    Returns
    -------
    callable
        From weights of shape (d,) to value and gradient, as `minimise` takes it.

    Raises
    ------
    ValueError
        If the inputs are no matrix, or (when it is called) the weights do not fit them.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. F. Gauss, "Theoria motus corporum coelestium in sectionibus conicis solem ambientium", 1809.

    Examples
    --------
    >>> import lossref
    >>> objective = linear_objective(lossref.half_squared_error, [[1.0, 0.0], [1.0, 2.0]], [1.0, 5.0])
    >>> objective(np.array([1.0, 1.0]))
    (1.0, array([-1., -2.]))
    """
    x = as_floats("inputs", inputs)
    if x.ndim != 2:
        raise ValueError(f"linear_objective: inputs has shape {x.shape}, but needs the axes [m, d]")

    def objective(params: Array) -> tuple[float, Array]:
        if params.shape != x.shape[1:]:
            raise ValueError(f"linear_objective: the weights have shape {params.shape}: they must be {x.shape[1:]}")
        value, slope = loss.value_and_gradient(x @ params, *args, **options)
        return float(value), np.asarray(x.T @ slope)

    return objective
