"""What a method adds up of past gradients: a velocity, or squares."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Source
from lossref.rule import rule

__all__ = ["accumulated_squares", "momentum_velocity"]

Real = Annotated[ArrayLike, "real[n]"]
Nonnegative = Annotated[ArrayLike, "nonnegative[n]"]
Share = Annotated[float, "probability"]


@rule(
    formula=r"\beta v_j + g_j",
    sets=r"v_j",
    symbols=r"v, g, momentum=\beta",
    element="j",
    source=Source(
        "B. T. Polyak",
        1964,
        "Some methods of speeding up the convergence of iteration methods",
        "10.1016/0041-5553(64)90137-5",
    ),
)
def momentum_velocity(
    velocity: Real,
    gradient: Real,
    *,
    momentum: Share,
) -> Array:
    r"""What a heavy ball keeps of its velocity, plus the gradient.

    For the velocity $v$ before, the gradient $g$ and the momentum $\beta$ the velocity becomes

    $$ \beta v_j + g_j $$

    A gradient that stays the same is followed $1 / (1 - \beta)$ times as fast in the end; one that changes its sign at
    each step is damped. PyTorch counts the velocity like this, before the rate; others have the rate in it.

    Parameters
    ----------
    velocity : array_like, real, any shape
        The velocity $v$ before; 0 at the start.
    gradient : array_like, real, same shape
        The gradient $g$ of the loss.
    momentum : float, from 0 to 1
        The share $\beta$ that is kept of the velocity.

    Returns
    -------
    array, of the shape of `velocity`
        The new velocity; a `gradient_step` along it moves the parameters.

    Raises
    ------
    ValueError
        If shapes differ or the momentum is not from 0 to 1.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", USSR Computational Mathematics
    and Mathematical Physics 4, 1964. https://doi.org/10.1016/0041-5553(64)90137-5

    Examples
    --------
    >>> momentum_velocity([1.0, 1.0], [0.5, -0.5], momentum=0.9)
    array([1.4, 0.4])
    """
    return np.asarray(momentum * np.asarray(velocity) + np.asarray(gradient))


@rule(
    formula=r"v_j + g_j^2",
    sets=r"v_j",
    symbols=r"v, g",
    element="j",
    source=Source(
        "J. Duchi, E. Hazan, Y. Singer",
        2011,
        "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
    ),
)
def accumulated_squares(
    squares: Nonnegative,
    gradient: Real,
) -> Array:
    r"""The sum of all squared gradients up to now, by which AdaGrad scales its steps.

    For the sum $v$ before and the gradient $g$ the sum becomes

    $$ v_j + g_j^2 $$

    It never falls, so that the steps of AdaGrad shrink as one over the root of their number.

    Parameters
    ----------
    squares : array_like, nonnegative, any shape
        The squares $v$ before; 0 at the start.
    gradient : array_like, real, same shape
        The gradient $g$ of the loss.

    Returns
    -------
    array, of the shape of `squares`
        The new sum.

    Raises
    ------
    ValueError
        If shapes differ or a square is negative.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. Duchi, E. Hazan and Y. Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
    Journal of Machine Learning Research 12, 2011.

    Examples
    --------
    >>> accumulated_squares([1.0, 0.0], [2.0, -3.0])
    array([5., 9.])
    """
    return np.asarray(np.asarray(squares) + np.asarray(gradient) ** 2)
