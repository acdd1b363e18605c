"""Learning to learn: parameters from which one gradient step makes each of several tasks cheap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array, as_floats

__all__ = ["MetaTask", "maml_objective"]


@dataclass(frozen=True, slots=True)
class MetaTask:
    """A task of meta-learning: its loss, as a function of the parameters.

    Examples
    --------
    >>> bowl = MetaTask(lambda x: (0.5 * float(x @ x), x), lambda x, direction: direction)
    >>> bowl.value_and_gradient(np.array([3.0, 4.0]))
    (12.5, array([3., 4.]))
    """

    value_and_gradient: Callable[[Array], tuple[float, Array]]
    """The loss at these parameters, and its gradient."""

    hessian_product: Callable[[Array, Array], Array] | None = None
    """The matrix of second derivatives at these parameters, times a direction; not needed in first order."""


def maml_objective(
    params: ArrayLike, tasks: Sequence[MetaTask], *, rate: float, first_order: bool = False
) -> tuple[float, Array]:
    r"""The sum of the losses of tasks, each after one gradient step of its own, and the gradient: MAML.

    For parameters $\theta$, the losses $\ell_\tau$ of the tasks and the rate $\eta$ the value is

    $$ \sum_\tau \ell_\tau(\theta - \eta \nabla \ell_\tau(\theta)) $$

    and its gradient is

    $$ \sum_\tau (I - \eta H_\tau(\theta)) \nabla \ell_\tau(\theta - \eta \nabla \ell_\tau(\theta)) $$

    with the matrix $H_\tau$ of second derivatives. In first order (FOMAML) the matrix is left out, as if the step were
    a constant: the value is the same, and the gradient no longer its slope.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters from which every task starts. What the gradient is taken of.
    tasks : sequence of MetaTask
        The tasks.
    rate : float, positive
        The learning rate of the step.
    first_order : bool
        Whether the second derivatives are left out.

    Returns
    -------
    float, and an array of the shape of `params`
        The value and its gradient.

    Raises
    ------
    ValueError
        If the rate is not a positive finite number, or a task has no `hessian_product` where it is needed.

    References
    ----------
    C. Finn, P. Abbeel, S. Levine, "Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks", ICML, 2017.
    https://doi.org/10.48550/arXiv.1703.03400

    Examples
    --------
    >>> bowl = MetaTask(lambda x: (0.5 * float(x @ x), x), lambda x, direction: direction)
    >>> maml_objective([3.0, 4.0], [bowl], rate=0.5)
    (3.125, array([0.75, 1.  ]))
    >>> maml_objective([3.0, 4.0], [bowl], rate=0.5, first_order=True)
    (3.125, array([1.5, 2. ]))
    """
    start = as_floats("params", params)
    if not 0.0 < rate < np.inf:
        raise ValueError(f"maml_objective: rate is {rate}; accepted: a finite number above 0")
    total, slope = 0.0, np.zeros_like(start)
    for task in tasks:
        value, pull = task.value_and_gradient(start - rate * task.value_and_gradient(start)[1])
        total, slope = total + float(value), slope + pull
        if not first_order:
            slope = slope - rate * _bent(task, start, pull)
    return total, slope


def _bent(task: MetaTask, params: Array, direction: Array) -> Array:
    if task.hessian_product is None:
        raise ValueError("maml_objective: a task has no hessian_product; give it one, or pass first_order=True")
    return task.hessian_product(params, direction)
