"""Losses in which mistakes cost what a matrix says."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Source
from lossref.numerics import product
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["cost_sensitive_expected_cost"]


@loss(
    formula=r"\sum_{k=1}^{C} p_k c_{y,k}",
    gradient_formula=r"c_{y,k}",
    symbols=r"p, y, cost=c",
    element="k",
    convex=True,
    lipschitz=Bound(r"\max_y \sqrt{\sum_k c_{y,k}^2}", lambda cost: float(np.max(np.linalg.norm(cost, axis=1)))),
    smoothness="C∞",
    optimal_prediction=None,
    source=Source("C. Elkan", 2001, "The Foundations of Cost-Sensitive Learning"),
    elsewhere={},
)
def cost_sensitive_expected_cost(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    cost: Annotated[ArrayLike, "real[C,C]"],
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The expected cost of a decision that is drawn from predicted probabilities.

    For a row of probabilities $p$ over $C$ classes, the class $y$ and costs $c_{y,k}$ of deciding for $k$ where $y$ is
    right, the term is

    $$ \sum_{k=1}^{C} p_k c_{y,k} $$

    and its derivative with respect to the probability $p_k$ is

    $$ c_{y,k} $$

    It is linear, so that the least expected loss is that of a sure decision: of classes with the probabilities $\eta$
    the one with the least $\sum_y \eta_y c_{y,k}$, which is Bayes' rule, `(eta @ cost).argmin(axis=-1)`. The loss asks
    for no true probabilities. With costs of 0 on the diagonal and 1 beside it, it is $1 - p_y$. No other library
    has it; `TunedThresholdClassifierCV` of scikit-learn searches the threshold of a decision for the least cost.

    Parameters
    ----------
    probs : array_like, distributions, shape (..., C)
        Probabilities of the classes along the last axis, which sum to 1 to 1e-6 for each class. What the gradient is
        taken of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    cost : array_like, real, shape (C, C)
        What each decision (columns) costs where each class (rows) is right.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `probs` without its last axis for `reduction="none"`
        The cost. A decision of probability 0 costs nothing, even where its cost is infinite.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, a row of probabilities is no distribution, the costs
        are no matrix of C rows and columns, a weight is negative or infinite, the reduction is unknown, or "mean" has
        nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    C. Elkan, "The Foundations of Cost-Sensitive Learning", IJCAI, 2001.

    A. Wald, "Statistical Decision Functions", Wiley, 1950.

    Examples
    --------
    >>> cost = [[0, 1], [10, 0]]
    >>> cost_sensitive_expected_cost([[0.9, 0.1], [0.9, 0.1]], [0, 1], cost=cost, reduction="none")
    array([0.1, 9. ])
    >>> cost_sensitive_expected_cost.gradient([[0.9, 0.1]], [1], cost=cost)
    array([[10.,  0.]])
    >>> (np.array([[0.9, 0.1], [0.95, 0.05]]) @ cost).argmin(axis=-1)  # Bayes' rule
    array([1, 0])
    """
    p, of_class = np.asarray(probs), np.asarray(cost)[np.asarray(labels)]
    unknown = np.where(np.isnan(p), np.nan, 0.0)
    return Terms(product(p, of_class).sum(axis=-1), of_class + unknown)
