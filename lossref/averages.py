"""What a method remembers of the last gradients: averages in which the past fades."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.checks import require
from lossref.facts import Source
from lossref.rule import rule

__all__ = ["averaged_gradient", "averaged_squares", "bias_corrected"]

Real = Annotated[ArrayLike, "real[n]"]
Nonnegative = Annotated[ArrayLike, "nonnegative[n]"]
Share = Annotated[float, "probability"]


@rule(
    formula=r"\beta v_j + (1 - \beta) g_j^2",
    sets=r"v_j",
    symbols=r"v, g, decay=\beta",
    element="j",
    source=Source("T. Tieleman, G. Hinton", 2012, "Lecture 6.5: RMSProp. Neural Networks for Machine Learning"),
)
def averaged_squares(
    squares: Nonnegative,
    gradient: Real,
    *,
    decay: Share,
) -> Array:
    r"""The running average of squared gradients, by which RMSProp and Adam scale their steps.

    For the average $v$ before, the gradient $g$ and the decay $\beta$ the average becomes

    $$ \beta v_j + (1 - \beta) g_j^2 $$

    It forgets what is more than about $1 / (1 - \beta)$ steps ago. As it begins with 0 it is too small at first
    (`bias_corrected`).

    Parameters
    ----------
    squares : array_like, nonnegative, any shape
        The squares $v$ before; 0 at the start.
    gradient : array_like, real, same shape
        The gradient $g$ of the loss.
    decay : float, from 0 to 1
        The share $\beta$ that is kept of the average.

    Returns
    -------
    array, of the shape of `squares`
        The new average.

    Raises
    ------
    ValueError
        If shapes differ, a square is negative or the decay not from 0 to 1.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    T. Tieleman and G. Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning, Coursera, 2012.

    Examples
    --------
    >>> averaged_squares([1.0, 0.0], [2.0, -3.0], decay=0.75)
    array([1.75, 2.25])
    """
    return np.asarray(decay * np.asarray(squares) + (1.0 - decay) * np.asarray(gradient) ** 2)


@rule(
    formula=r"\beta m_j + (1 - \beta) g_j",
    sets=r"m_j",
    symbols=r"m, g, decay=\beta",
    element="j",
    source=Source(
        "D. P. Kingma, J. Ba", 2015, "Adam: A Method for Stochastic Optimization", "10.48550/arXiv.1412.6980"
    ),
)
def averaged_gradient(
    average: Real,
    gradient: Real,
    *,
    decay: Share,
) -> Array:
    r"""The running average of gradients, the direction of Adam.

    For the average $m$ before, the gradient $g$ and the decay $\beta$ the average becomes

    $$ \beta m_j + (1 - \beta) g_j $$

    It is $1 - \beta$ times what `momentum_velocity` keeps.

    Parameters
    ----------
    average : array_like, real, any shape
        The average $m$ before; 0 at the start.
    gradient : array_like, real, same shape
        The gradient $g$ of the loss.
    decay : float, from 0 to 1
        The share $\beta$ that is kept of the average.

    Returns
    -------
    array, of the shape of `average`
        The new average.

    Raises
    ------
    ValueError
        If shapes differ or the decay is not from 0 to 1.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR, 2015.
    https://doi.org/10.48550/arXiv.1412.6980

    Examples
    --------
    >>> averaged_gradient([1.0, 0.0], [2.0, -4.0], decay=0.75)
    array([ 1.25, -1.  ])
    """
    return np.asarray(decay * np.asarray(average) + (1.0 - decay) * np.asarray(gradient))


@rule(
    formula=r"\frac{m_j}{1 - \beta^t}",
    sets=r"\hat{m}_j",
    symbols=r"m, decay=\beta, step=t",
    element="j",
    source=Source(
        "D. P. Kingma, J. Ba", 2015, "Adam: A Method for Stochastic Optimization", "10.48550/arXiv.1412.6980"
    ),
)
def bias_corrected(
    average: Real,
    *,
    decay: Annotated[float, "unit"],
    step: Annotated[int, "count"],
) -> Array:
    r"""A running average that began with 0, divided by the weight that it has seen.

    For an average $m$ after $t$ steps with the decay $\beta$ the estimate is

    $$ \frac{m_j}{1 - \beta^t} $$

    After the first step it is the first gradient itself, or its square: that is why the first step of Adam is the
    rate, in the direction of the gradient's signs.

    Parameters
    ----------
    average : array_like, real, any shape
        The average $m$.
    decay : float, above 0 and below 1
        The decay $\beta$ of the average.
    step : int, from 1
        How many gradients are in it, $t$.

    Returns
    -------
    array, of the shape of `average`
        The estimate.

    Raises
    ------
    ValueError
        If the decay is not above 0 and below 1 or the step is not a whole number from 1.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR, 2015.
    https://doi.org/10.48550/arXiv.1412.6980

    Examples
    --------
    >>> bias_corrected([0.5, -0.25], decay=0.75, step=1)
    array([ 2., -1.])
    """
    require("step", "positive", np.asarray(float(step)), "since an average of nothing has no estimate")
    # 1 - e^(t log decay), whose digits a decay near 1 would take.
    return np.asarray(np.asarray(average) / -np.expm1(step * np.log(decay)))
