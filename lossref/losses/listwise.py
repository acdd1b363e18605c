"""Losses of the order of a whole list of items."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.checks import require
from lossref.domains import FINITE
from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product, softmax, sum_of_others
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["listnet_softmax"]


def _steepest(labels: ArrayLike) -> float:
    """The length of the gradient where the scores are sure of the item of the least relevance."""
    q = np.ravel(np.asarray(labels))
    at = int(np.argmin(q))
    return float(np.hypot(np.delete(q, at).sum(), np.linalg.norm(np.delete(q, at))))


@loss(
    formula=r"-\sum_{i=1}^{m} q_i \log \frac{e^{s_i}}{\sum_{j=1}^{m} e^{s_j}}",
    gradient_formula=r"\frac{e^{s_k}}{\sum_{j=1}^{m} e^{s_j}} \sum_{i=1}^{m} q_i - q_k",
    symbols="s, q",
    element="k",
    convex=True,
    lipschitz=Bound(r"\max_k \sqrt{\left( \sum_{i \ne k} q_i \right)^2 + \sum_{i \ne k} q_i^2}", _steepest),
    smoothness="C∞",
    optimal_prediction="scores whose softmax is in the ratios of the mean labels",
    source=Source(
        "Z. Cao, T. Qin, T.-Y. Liu, M.-F. Tsai, H. Li",
        2007,
        "Learning to Rank: From Pairwise Approach to Listwise Approach",
        "10.1145/1273496.1273513",
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.ranking_softmax_loss(scores, labels)", note="its weights are one for each item"
        ),
        "lightgbm": Equivalent(
            "objective='rank_xendcg'", note="with labels that are drawn anew around 2^label - 1 in each round"
        ),
    },
)
def listnet_softmax(
    scores: Annotated[ArrayLike, "real[n,m]"],
    labels: Annotated[ArrayLike, "nonnegative[n,m]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of the relevances of the items of a list and the softmax of their scores.

    For a list of $m$ items with the scores $s$ and the relevances $q$ the term is

    $$ -\sum_{i=1}^{m} q_i \log \frac{e^{s_i}}{\sum_{j=1}^{m} e^{s_j}} $$

    and its derivative with respect to the score $s_k$ is

    $$ \frac{e^{s_k}}{\sum_{j=1}^{m} e^{s_j}} \sum_{i=1}^{m} q_i - q_k $$

    The softmax is the probability of each item to be the first of the list. The relevances are used as they are and
    need not sum to 1; the paper takes the softmax of the grades that were given for them. A list without a relevant
    item costs nothing. An item that is not to count, such as the padding of a short list, gets the score -∞ and the
    relevance 0.

    Parameters
    ----------
    scores : array_like, real, shape (..., m)
        The items of a list along the last axis; adding a number to all changes nothing. What the gradient is taken of.
    labels : array_like, nonnegative and finite, same shape
        How relevant each item is.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each list. A list of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the lists, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores` without its last axis for `reduction="none"`
        The loss, in nats. A score of -∞ rules an item out: `inf` if it is relevant, else nothing.

    Raises
    ------
    ValueError
        If shapes differ, there is no item, a label is negative or infinite, a weight is negative or infinite, the
        reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    Z. Cao, T. Qin, T.-Y. Liu, M.-F. Tsai, H. Li, "Learning to Rank: From Pairwise Approach to Listwise Approach", ICML,
    2007. https://doi.org/10.1145/1273496.1273513

    Examples
    --------
    >>> listnet_softmax([[0.0, 0.0], [50.0, 0.0]], [[2, 1], [1, 0]], reduction="none")
    array([2.07944154e+00, 1.92874985e-22])
    >>> listnet_softmax.gradient([[0.0, 0.0]], [[2, 1]])
    array([[-0.5,  0.5]])
    """
    q = np.asarray(labels)
    require("labels", FINITE, q)
    p = softmax(np.asarray(scores))
    # p_k Σq - q_k with the common part of both products taken out, so that a sure and right list keeps its digits.
    slope = (p.powers * sum_of_others(q) - q * p.others) / p.total
    return Terms(product(q, p.surprisal).sum(axis=-1), slope)
