"""Where the next parameters are: steps down the slope, along a velocity, or with a rate for each parameter."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Source
from lossref.rule import rule

__all__ = ["adaptive_step", "gradient_step", "nesterov_step"]

Real = Annotated[ArrayLike, "real[n]"]
Nonnegative = Annotated[ArrayLike, "nonnegative[n]"]
Positive = Annotated[float, "positive"]
Share = Annotated[float, "probability"]


@rule(
    formula=r"\theta_j - \eta g_j",
    sets=r"\theta_j",
    symbols=r"\theta, g, rate=\eta",
    element="j",
    source=Source("A.-L. Cauchy", 1847, "Méthode générale pour la résolution des systèmes d'équations simultanées"),
)
def gradient_step(
    params: Real,
    gradient: Real,
    *,
    rate: Positive,
) -> Array:
    r"""Go down the slope: the parameters less the gradient, times a rate.

    For parameters $\theta$, their gradient $g$ and the rate $\eta$ a parameter becomes

    $$ \theta_j - \eta g_j $$

    On a parabola of curvature $\lambda$ the distance to the minimum is multiplied by $1 - \eta \lambda$: it shrinks
    for $\eta < 2 / \lambda$, and grows beyond.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters $\theta$.
    gradient : array_like, real, same shape
        The gradient $g$ of the loss there.
    rate : float, positive
        The learning rate $\eta$.

    Returns
    -------
    array, of the shape of `params`
        The new parameters.

    Raises
    ------
    ValueError
        If shapes differ or the rate is not a positive finite number.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A.-L. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", Comptes rendus 25, 1847.

    Examples
    --------
    >>> gradient_step([1.0, -2.0], [0.5, 4.0], rate=0.1)
    array([ 0.95, -2.4 ])
    """
    return np.asarray(params) - rate * np.asarray(gradient)


@rule(
    formula=r"\theta_j - \eta (g_j + \beta v_j)",
    sets=r"\theta_j",
    symbols=r"\theta, v, g, rate=\eta, momentum=\beta",
    element="j",
    source=Source(
        "Y. Nesterov", 1983, "A method for solving the convex programming problem with convergence rate O(1/k²)"
    ),
)
def nesterov_step(
    params: Real,
    velocity: Real,
    gradient: Real,
    *,
    rate: Positive,
    momentum: Share,
) -> Array:
    r"""Go down the slope, and as far beyond as the velocity will carry in the next step.

    For parameters $\theta$, the velocity $v$ and the gradient $g$ that is in it already, the rate $\eta$ and the
    momentum $\beta$ a parameter becomes

    $$ \theta_j - \eta (g_j + \beta v_j) $$

    Nesterov's method has two sequences, and takes the gradient where the velocity will carry; the parameters here are
    those places, so that one evaluation serves a step, as in PyTorch.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters $\theta$.
    velocity : array_like, real, same shape
        The velocity $v$, from `momentum_velocity`.
    gradient : array_like, real, same shape
        The gradient $g$ of the loss there.
    rate : float, positive
        The learning rate $\eta$.
    momentum : float, from 0 to 1
        The share $\beta$ that is kept of the velocity.

    Returns
    -------
    array, of the shape of `params`
        The new parameters.

    Raises
    ------
    ValueError
        If shapes differ, the rate is not a positive finite number or the momentum not from 0 to 1.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    Y. Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k²)", Doklady AN SSSR
    269, 1983.

    I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On the importance of initialization and momentum in deep
    learning", ICML, 2013.

    Examples
    --------
    >>> nesterov_step([1.0], [2.0], [1.0], rate=0.1, momentum=0.5)
    array([0.8])
    """
    ahead = np.asarray(gradient) + momentum * np.asarray(velocity)
    return np.asarray(np.asarray(params) - rate * ahead)


@rule(
    formula=r"\theta_j - \eta \frac{d_j}{\sqrt{v_j} + \varepsilon}",
    sets=r"\theta_j",
    symbols=r"\theta, d, v, rate=\eta, epsilon=\varepsilon",
    element="j",
    source=Source(
        "D. P. Kingma, J. Ba", 2015, "Adam: A Method for Stochastic Optimization", "10.48550/arXiv.1412.6980"
    ),
)
def adaptive_step(
    params: Real,
    direction: Real,
    squares: Nonnegative,
    *,
    rate: Positive,
    epsilon: Positive,
) -> Array:
    r"""A step in which each parameter has its own rate: less where its gradients were large.

    For parameters $\theta$, a direction $d$, the squares $v$ of past gradients, the rate $\eta$ and $\varepsilon$ a
    parameter becomes

    $$ \theta_j - \eta \frac{d_j}{\sqrt{v_j} + \varepsilon} $$

    AdaGrad and RMSProp go along the gradient and scale by its `accumulated_squares` and its `averaged_squares`; Adam
    goes along its `averaged_gradient`, both averages `bias_corrected`. A loss multiplied by a constant gives the same
    steps, but for $\varepsilon$, which stands beside the root as in the paper on Adam and in PyTorch.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters $\theta$.
    direction : array_like, real, same shape
        The direction $d$.
    squares : array_like, nonnegative, same shape
        The squares $v$.
    rate : float, positive
        The learning rate $\eta$.
    epsilon : float, positive
        What keeps the quotient finite where all gradients were 0, $\varepsilon$.

    Returns
    -------
    array, of the shape of `params`
        The new parameters.

    Raises
    ------
    ValueError
        If shapes differ, a square is negative, or the rate or epsilon is not a positive finite number.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR, 2015.
    https://doi.org/10.48550/arXiv.1412.6980

    Examples
    --------
    >>> adaptive_step([1.0, 1.0], [3.0, -0.01], [9.0, 0.0001], rate=0.1, epsilon=1e-8).round(6)
    array([0.9, 1.1])
    """
    return np.asarray(params) - rate * np.asarray(direction) / (np.sqrt(squares) + epsilon)
