"""The cross-entropy for classes of which some are rare."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.checks import require
from lossref.facts import Source
from lossref.labels import read_labels
from lossref.numerics import tilted_softmax
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["logit_adjusted_cross_entropy"]


@loss(
    formula=r"\log \sum_{j=1}^{C} e^{z_j + \tau \log \pi_j} - z_y - \tau \log \pi_y",
    gradient_formula=(
        r"\frac{e^{z_k + \tau \log \pi_k}}{\sum_{j=1}^{C} e^{z_j + \tau \log \pi_j}} - \mathbb{1}[k = y]"
    ),
    symbols=r"z, y, priors=\pi, tau=\tau",
    element="k",
    convex=True,
    lipschitz=math.sqrt(2.0),
    smoothness="C∞",
    optimal_prediction="logits whose softmax is proportional to η / π^τ, with η the distribution of the classes",
    source=Source(
        "A. K. Menon, S. Jayasumana, A. S. Rawat, H. Jain, A. Veit, S. Kumar",
        2021,
        "Long-Tail Learning via Logit Adjustment",
        "10.48550/arXiv.2007.07314",
    ),
    elsewhere={},
)
def logit_adjusted_cross_entropy(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    priors: Annotated[ArrayLike, "simplex[C]"],
    tau: Annotated[float, "nonnegative"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of logits that are adjusted by how frequent each class is, so that rare classes count as much.

    For a row of logits $z$ over $C$ classes, the class $y$ and the frequencies $\pi$ of the classes the term is

    $$ \log \sum_{j=1}^{C} e^{z_j + \tau \log \pi_j} - z_y - \tau \log \pi_y $$

    and its derivative with respect to the logit $z_k$ is

    $$ \frac{e^{z_k + \tau \log \pi_k}}{\sum_{j=1}^{C} e^{z_j + \tau \log \pi_j}} - \mathbb{1}[k = y] $$

    This is the cross-entropy of the logits $z + \tau \log \pi$. With $\tau = 1$ the adjusted logits take in what is
    known of the frequencies, and $z$ alone, by which the model is used, says how probable each class would be if all
    were equally frequent: naming the largest then makes the fewest errors on the mean of the classes (the balanced
    error), not on the mean of the examples. With $\tau = 0$ it is the cross-entropy.

    The sum $z_k + \tau \log \pi_k$ is never rounded: differences of logits and of logarithms are added.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    priors : array_like, a distribution, shape (C,)
        How frequent each class is, $\pi$: above 0, and 1 in all, to 1e-6 for each class.
    tau : float, nonnegative
        How far the logits are adjusted, $\tau$.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats. A logit of -∞ rules a class out: `inf` if the label is that class. Of two logits of +∞ there
        is no softmax: `nan`.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, priors are no distribution or one of them is 0, tau is
        negative or infinite, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    A. K. Menon, S. Jayasumana, A. S. Rawat, H. Jain, A. Veit, S. Kumar, "Long-Tail Learning via Logit Adjustment",
    ICLR, 2021. https://doi.org/10.48550/arXiv.2007.07314

    Examples
    --------
    >>> logit_adjusted_cross_entropy([[0.0, 0.0], [0.0, 0.0]], [0, 1], priors=[0.75, 0.25], reduction="none").round(4)
    array([0.2877, 1.3863])
    >>> logit_adjusted_cross_entropy.gradient([[0.0, 0.0]], [1], priors=[0.75, 0.25])
    array([[ 0.75, -0.75]])
    """
    require("priors", "positive", np.asarray(priors), "since a class must occur for its logit to be adjusted")
    of = read_labels(labels)
    p = tilted_softmax(np.asarray(logits), np.broadcast_to(tau * np.log(priors), np.shape(logits)))
    return Terms(of.take(p.surprisal), of.residuals(p))
