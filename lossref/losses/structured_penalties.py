"""Penalties that see parameters as groups or neighbours."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["group_lasso_penalty", "total_variation_penalty"]


def _steepest(image: Array) -> float:
    """The length of the gradient of a chequerboard: each pixel is pulled by all its neighbours."""
    rows, columns = np.indices(np.shape(image)[-2:])
    board = np.broadcast_to((rows + columns) % 2, np.shape(image))
    return float(np.linalg.norm(total_variation_penalty.gradient(board)))


@loss(
    formula=r"\lambda \sum_{g} \sqrt{\lvert G_g \rvert} \sqrt{\sum_{j \in G_g} w_j^2}",
    gradient_formula=r"\lambda \sqrt{\lvert G_g \rvert} \frac{w_j}{\sqrt{\sum_{i \in G_g} w_i^2}}",
    symbols=None,
    convex=True,
    lipschitz=Bound(r"\lambda \sqrt{n}", lambda params, strength: strength * math.sqrt(np.size(params))),
    smoothness="C0",
    optimal_prediction=None,
    element="j",
    source=Source(
        "M. Yuan, Y. Lin",
        2006,
        "Model Selection and Estimation in Regression with Grouped Variables",
        "10.1111/j.1467-9868.2005.00532.x",
    ),
    elsewhere={},
)
def group_lasso_penalty(
    params: Annotated[ArrayLike, "real[n]"],
    groups: Annotated[ArrayLike, "label[n]"],
    *,
    strength: Annotated[float, "nonnegative"] = 1.0,
) -> Terms:
    r"""The lengths of groups of parameters, times a strength: whole groups become 0.

    For $n$ parameters $w$, the set $G_g$ of the parameters in group $g$ and the strength $\lambda$ the value is

    $$ \lambda \sum_{g} \sqrt{\lvert G_g \rvert} \sqrt{\sum_{j \in G_g} w_j^2} $$

    and its derivative with respect to the parameter $w_j$ of group $g$ is

    $$ \lambda \sqrt{\lvert G_g \rvert} \frac{w_j}{\sqrt{\sum_{i \in G_g} w_i^2}} $$

    The factor $\sqrt{\lvert G_g \rvert}$ keeps large groups from being cheap. Where all parameters of a group are 0
    there is a kink, with every vector of length up to $\lambda \sqrt{\lvert G_g \rvert}$ for a subgradient; the one
    returned is 0, the smallest. The value is a sum over all groups: there is no mean and no weight.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters. What the gradient is taken of.
    groups : array_like of integers from 0, same shape
        The group of each parameter; parameters of one number are one group.
    strength : float, nonnegative
        How much the penalty counts.

    Returns
    -------
    float64
        The penalty; 0 for no parameters. It is exact also where the squares would overflow or vanish.

    Raises
    ------
    ValueError
        If shapes differ, a group is negative, or the strength is negative or not finite.
    TypeError
        If an argument does not hold real numbers, or the groups are not integers.

    References
    ----------
    M. Yuan, Y. Lin, "Model Selection and Estimation in Regression with Grouped Variables", Journal of the Royal
    Statistical Society B 68, 2006. https://doi.org/10.1111/j.1467-9868.2005.00532.x

    Examples
    --------
    >>> group_lasso_penalty([3.0, 4.0, -2.0], [0, 0, 1]).round(4)
    np.float64(9.0711)
    >>> group_lasso_penalty.gradient([3.0, 4.0, -2.0], [0, 0, 1]).round(4)
    array([ 0.8485,  1.1314, -1.    ])
    """
    w = np.ravel(np.asarray(params))
    _, group, sizes = np.unique(np.ravel(np.asarray(groups)), return_inverse=True, return_counts=True)
    # By a power of two, which changes no digit, so that the squares neither overflow nor vanish.
    largest = np.zeros(sizes.shape)
    np.maximum.at(largest, group, np.abs(w))
    exponents = np.frexp(largest)[1]
    # In an infinite group one infinite number is the direction; several have none.
    endless, infinite = np.isposinf(largest), np.isinf(w)
    is_one = np.bincount(group, weights=infinite, minlength=sizes.size)[group] == 1.0
    ends = np.where(is_one, np.where(infinite, np.sign(w), 0.0 * w), np.nan)
    scaled = np.where(endless[group], ends, np.ldexp(w, -exponents[group]))
    lengths = np.sqrt(np.bincount(group, weights=scaled**2, minlength=sizes.size))
    factors = strength * np.sqrt(sizes)
    direction = np.where(w == 0.0, 0.0, scaled / lengths[group])
    value = np.sum(product(factors, np.where(endless, np.inf, np.ldexp(lengths, exponents))))
    return Terms(np.asarray(value), np.reshape(factors[group] * direction, np.shape(params)))


@loss(
    formula=(
        r"\sum_{i=1}^{H-1} \sum_{j=1}^{W} \lvert x_{i+1,j} - x_{ij} \rvert + \sum_{i=1}^{H} \sum_{j=1}^{W-1} "
        r"\lvert x_{i,j+1} - x_{ij} \rvert"
    ),
    gradient_formula=r"\sum_{(k,l) \sim (i,j)} \operatorname{sign}(x_{ij} - x_{kl})",
    symbols=None,
    convex=True,
    lipschitz=Bound(r"\sqrt{\sum_{i=1}^{H} \sum_{j=1}^{W} N_{ij}^2}", _steepest),
    smoothness="C0",
    optimal_prediction=None,
    element="i,j",
    source=Source(
        "L. I. Rudin, S. Osher, E. Fatemi",
        1992,
        "Nonlinear Total Variation Based Noise Removal Algorithms",
        "10.1016/0167-2789(92)90242-F",
    ),
    elsewhere={"kornia": Equivalent('kornia.losses.total_variation(image, reduction="sum").sum()')},
)
def total_variation_penalty(
    image: Annotated[ArrayLike, "real[n,H,W]"],
) -> Terms:
    r"""The sizes of all steps between neighbouring pixels: it is small for images of flat parts with sharp edges.

    For an image $x$ of $H$ rows and $W$ columns, whose pixel $x_{ij}$ has $N_{ij}$ neighbours above, below, left and
    right, the value is

    $$ \sum_{i=1}^{H-1} \sum_{j=1}^{W} \lvert x_{i+1,j} - x_{ij} \rvert + \sum_{i=1}^{H} \sum_{j=1}^{W-1} \lvert
    x_{i,j+1} - x_{ij} \rvert $$

    and its derivative with respect to the pixel $x_{ij}$, with its neighbours $\sim$, is

    $$ \sum_{(k,l) \sim (i,j)} \operatorname{sign}(x_{ij} - x_{kl}) $$

    It is the anisotropic form, which counts rows and columns apart; the isotropic form of the paper takes the length of
    both steps together. Where two neighbours are equal there is a kink, at which every number from -1 to 1 is a
    subgradient of their step; the one returned is 0, the smallest. Several images or channels, along axes before the
    last two, are added up: there is no mean and no weight.

    Parameters
    ----------
    image : array_like, real, shape (..., H, W)
        The image, or several. What the gradient is taken of.

    Returns
    -------
    float64
        The penalty; 0 for a single pixel.

    Raises
    ------
    ValueError
        If the image has less than two axes, or no pixel.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    L. I. Rudin, S. Osher, E. Fatemi, "Nonlinear Total Variation Based Noise Removal Algorithms", Physica D 60, 1992.
    https://doi.org/10.1016/0167-2789(92)90242-F

    Examples
    --------
    >>> total_variation_penalty([[0.0, 0.0, 3.0], [0.0, 0.0, 1.0]])
    np.float64(6.0)
    >>> total_variation_penalty.gradient([[0.0, 0.0, 3.0], [0.0, 0.0, 1.0]])
    array([[ 0., -1.,  2.],
           [ 0., -1.,  0.]])
    """
    x = np.asarray(image)
    value, slope = 0.0, np.zeros_like(x)
    for axis in (-2, -1):
        steps = np.diff(x, axis=axis)
        value = value + np.sum(np.ravel(np.abs(steps)))
        # A step pulls its one end up and the other down: what flows in less what flows out.
        edge = np.zeros_like(np.take(x, [0], axis=axis))
        slope = slope - np.diff(np.sign(steps), axis=axis, prepend=edge, append=edge)
    return Terms(np.asarray(value), slope)
