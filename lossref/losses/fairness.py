"""Losses of scores that should not depend on a group."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Source
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["demographic_parity_covariance"]


def _centred(groups: Array) -> Array:
    """(g - ḡ) / n."""
    if groups.size == 0:
        raise ValueError("the mean of no groups is undefined; pass at least one score")
    return np.asarray((groups - np.mean(np.ravel(groups))) / groups.size)


def _steepest(groups: Array) -> float:
    """The length of the gradient, wherever there is one."""
    return float(np.linalg.norm(_centred(np.asarray(groups))))


@loss(
    formula=r"\left\lvert \frac{1}{n} \sum_{i=1}^{n} (g_i - \bar{g}) s_i \right\rvert",
    gradient_formula=r"\operatorname{sign}\left( \sum_{j=1}^{n} (g_j - \bar{g}) s_j \right) \frac{g_i - \bar{g}}{n}",
    symbols=r"s, g",
    convex=True,
    lipschitz=Bound(r"\frac{1}{n} \lVert g - \bar{g} \rVert_2", _steepest),
    smoothness="C0",
    optimal_prediction=None,
    element="i",
    where=r"\bar{g} = \frac{1}{n} \sum_{k=1}^{n} g_k",
    source=Source(
        "M. B. Zafar, I. Valera, M. Gomez Rodriguez, K. P. Gummadi",
        2017,
        "Fairness Constraints: Mechanisms for Fair Classification",
        "10.48550/arXiv.1507.05259",
    ),
    elsewhere={},
)
def demographic_parity_covariance(
    scores: Annotated[ArrayLike, "real[n]"],
    groups: Annotated[ArrayLike, "real[n]"],
) -> Terms:
    r"""How far scores go along with membership of a group: the size of their covariance.

    For scores $s$ and groups $g$, $n$ of each, with the mean $\bar{g}$ the value is

    $$ \left\lvert \frac{1}{n} \sum_{i=1}^{n} (g_i - \bar{g}) s_i \right\rvert $$

    and its derivative with respect to the score $s_i$ is

    $$ \operatorname{sign}\left( \sum_{j=1}^{n} (g_j - \bar{g}) s_j \right) \frac{g_i - \bar{g}}{n} $$

    Demographic parity asks that decisions do not depend on the group. That has no slope; the covariance has one, is
    convex in the scores, and is 0 where the mean scores of two groups are the same. For two groups it is the distance
    of their mean scores, times the shares of both.

    At the kink, a covariance of 0, every multiple of $(g - \bar{g}) / n$ by a factor from -1 to 1 is a subgradient; the
    one returned is 0, the smallest. The value belongs to the whole batch: there is no mean and no weight.

    Parameters
    ----------
    scores : array_like, real, any shape
        Scores, or distances from the decision boundary. What the gradient is taken of.
    groups : array_like, real, same shape
        0 or 1 for two groups, or any number that decisions should not go along with.

    Returns
    -------
    float64
        The value, 0 where all are of one group.

    Raises
    ------
    ValueError
        If shapes differ, or there is nothing to take the mean of.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    M. B. Zafar, I. Valera, M. Gomez Rodriguez, K. P. Gummadi, "Fairness Constraints: Mechanisms for Fair
    Classification", AISTATS, 2017. https://doi.org/10.48550/arXiv.1507.05259

    Examples
    --------
    >>> demographic_parity_covariance([1.0, 3.0, 2.0, 2.0], [0, 1, 0, 1])
    np.float64(0.25)
    >>> demographic_parity_covariance.gradient([1.0, 3.0, 2.0, 2.0], [0, 1, 0, 1])
    array([-0.125,  0.125, -0.125,  0.125])
    """
    s, share = np.asarray(scores), _centred(np.asarray(groups))
    covariance = np.sum(np.ravel(share * s))
    return Terms(np.abs(np.asarray(covariance)), np.sign(covariance) * share)
