"""Penalties that keep a network near what it learned before."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Source
from lossref.numerics import product
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["ewc_penalty"]


@loss(
    formula=r"\frac{\lambda}{2} \sum_{j=1}^{n} F_j (\theta_j - a_j)^2",
    gradient_formula=r"\lambda F_j (\theta_j - a_j)",
    symbols=r"\theta, a, F, strength=\lambda",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    element="j",
    source=Source(
        "J. Kirkpatrick et al.",
        2017,
        "Overcoming Catastrophic Forgetting in Neural Networks",
        "10.1073/pnas.1611835114",
    ),
    elsewhere={},
)
def ewc_penalty(
    params: Annotated[ArrayLike, "real[n]"],
    anchor_params: Annotated[ArrayLike, "real[n]"],
    fisher: Annotated[ArrayLike, "nonnegative[n]"],
    *,
    strength: Annotated[float, "nonnegative"] = 1.0,
) -> Terms:
    r"""The squared distance from the parameters of an earlier task, weighted by how much that task needs each.

    For $n$ parameters $\theta$, those of the earlier task $a$, its Fisher information $F$ and the strength $\lambda$
    the value is

    $$ \frac{\lambda}{2} \sum_{j=1}^{n} F_j (\theta_j - a_j)^2 $$

    and its derivative with respect to the parameter $\theta_j$ is

    $$ \lambda F_j (\theta_j - a_j) $$

    Elastic weight consolidation: the posterior of the earlier task is taken for a normal distribution around $a$ with
    the precisions $F$, the diagonal of the Fisher information (a Laplace approximation). The value is a sum over all
    the parameters: there is no mean and no weight.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters. What the gradient is taken of.
    anchor_params : array_like, real, same shape
        The parameters after the earlier task.
    fisher : array_like, nonnegative, same shape
        The mean squared derivative of the earlier task's log-likelihood by each parameter.
    strength : float, nonnegative
        How much the penalty counts.

    Returns
    -------
    float64
        The penalty; 0 for no parameters.

    Raises
    ------
    ValueError
        If shapes differ, a Fisher information is negative, or the strength is negative or not finite.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. Kirkpatrick et al., "Overcoming Catastrophic Forgetting in Neural Networks", Proceedings of the National Academy
    of Sciences 114, 2017. https://doi.org/10.1073/pnas.1611835114

    Examples
    --------
    >>> ewc_penalty([1.0, 5.0], [0.0, 1.0], [4.0, 0.5])
    np.float64(6.0)
    >>> ewc_penalty.gradient([1.0, 5.0], [0.0, 1.0], [4.0, 0.5])
    array([4., 2.])
    """
    change = np.subtract(params, anchor_params)
    slope = product(np.asarray(strength), product(np.asarray(fisher), change))
    return Terms(np.asarray(0.5 * np.sum(np.ravel(product(slope, change)))), slope)
