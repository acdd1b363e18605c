"""How unsure a prediction is."""

from __future__ import annotations

import functools
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product, softmax
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["entropy"]


def _steepest(logits: Array) -> float:
    return _steepest_among(np.shape(logits)[-1])


@functools.cache
def _steepest_among(classes: int) -> float:
    """The steepest slope, which has no closed form: where all classes but one are alike."""
    z = np.zeros((20_001, classes))
    z[:, 0] = np.linspace(-20.0, 20.0, len(z))
    return float(np.max(np.linalg.norm(entropy.gradient(z, reduction="sum"), axis=-1)))


@loss(
    formula=r"-\sum_{k=1}^{C} p_k \log p_k",
    gradient_formula=r"-p_k \left( \log p_k - \sum_{j=1}^{C} p_j \log p_j \right)",
    symbols=r"z",
    convex=False,
    lipschitz=Bound(r"\max_z \lVert \nabla \ell(z) \rVert_2", _steepest),
    smoothness="C∞",
    optimal_prediction=None,
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
    source=Source(
        "C. E. Shannon", 1948, "A Mathematical Theory of Communication", "10.1002/j.1538-7305.1948.tb01338.x"
    ),
    elsewhere={
        "torch": Equivalent("torch.distributions.Categorical(logits=logits).entropy().mean()"),
        "scipy": Equivalent("scipy.stats.entropy(scipy.special.softmax(logits, axis=-1), axis=-1).mean()"),
    },
)
def entropy(
    logits: Annotated[ArrayLike, "real[n,C]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How unsure a prediction is: the entropy of the softmax of logits.

    For a row of logits $z$ over $C$ classes and its softmax $p$ the term is

    $$ -\sum_{k=1}^{C} p_k \log p_k $$

    and its derivative with respect to the logit $z_k$ is

    $$ -p_k \left( \log p_k - \sum_{j=1}^{C} p_j \log p_j \right) $$

    It is 0 where one class is sure and $\log C$ where all are alike. Active learning asks for the labels where it is
    large; policies are kept from being sure too soon by subtracting a little of it from their loss. There is no target.
    A derivative is a sum over the classes: where its parts cancel, as for a logit in the middle of others that are
    nearly equal, it is as exact as the largest of the row.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis. What the gradient is taken of.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The entropy, in nats. It is exact also where one class is so sure that 1 - p rounds to 0.

    Raises
    ------
    ValueError
        If there is no class, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. E. Shannon, "A Mathematical Theory of Communication", Bell System Technical Journal 27, 1948.
    https://doi.org/10.1002/j.1538-7305.1948.tb01338.x

    B. Settles, "Active Learning Literature Survey", University of Wisconsin–Madison, 2009.

    Examples
    --------
    >>> entropy([[0.0, 0.0], [50.0, 0.0]], reduction="none")
    array([6.93147181e-01, 9.83662422e-21])
    >>> entropy.gradient([[0.0, 1.0]]).round(4)
    array([[ 0.1966, -0.1966]])
    """
    p = softmax(np.asarray(logits))
    shares = p.powers / p.total
    # log p_k + H is the mean gap less the own one, of which nothing is lost where the class is sure.
    gap = product(shares, p.gaps).sum(axis=-1, keepdims=True)
    return Terms(product(shares, p.surprisal).sum(axis=-1), product(shares, p.gaps - gap))
