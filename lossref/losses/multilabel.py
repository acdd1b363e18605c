"""Losses of rows of logits for labels that do not exclude each other."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product, sigmoid, softplus
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["multilabel_soft_margin"]


@loss(
    formula=r"\frac{1}{C} \sum_{k=1}^{C} (t_k \log(1 + e^{-z_k}) + (1 - t_k) \log(1 + e^{z_k}))",
    gradient_formula=r"\frac{1}{C} \left( \frac{1}{1 + e^{-z_k}} - t_k \right)",
    symbols=r"z, t",
    element="k",
    convex=True,
    lipschitz=Bound(r"1 / \sqrt{C}", lambda logits: 1.0 / math.sqrt(np.shape(logits)[-1])),
    smoothness="C∞",
    optimal_prediction="the logarithms of the odds of each label",
    strictly_proper=True,
    source=Source(
        "D. R. Cox", 1958, "The Regression Analysis of Binary Sequences", "10.1111/j.2517-6161.1958.tb00292.x"
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.multilabel_soft_margin_loss(logits, targets)", note="its weight is one for each label"
        )
    },
)
def multilabel_soft_margin(
    logits: Annotated[ArrayLike, "real[n,C]"],
    targets: Annotated[ArrayLike, "probability[n,C]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The mean over the labels of the binary cross-entropies of their logits.

    For a row of logits $z$ and a row of targets $t$, one for each of $C$ labels that do not exclude each other, the
    term is

    $$ \frac{1}{C} \sum_{k=1}^{C} (t_k \log(1 + e^{-z_k}) + (1 - t_k) \log(1 + e^{z_k})) $$

    and its derivative with respect to the logit $z_k$ is

    $$ \frac{1}{C} \left( \frac{1}{1 + e^{-z_k}} - t_k \right) $$

    It is the mean of `binary_cross_entropy_with_logits` over the last axis: a weight counts a whole row. Each label has
    a probability of its own, the sigmoid of its logit.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Logarithms of the odds of each label. What the gradient is taken of.
    targets : array_like, from 0 to 1, same shape
        Which labels a row has, 0 or 1, or their probabilities.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, there is no label, a target is not from 0 to 1, a weight is negative or infinite, the
        reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. R. Cox, "The Regression Analysis of Binary Sequences", Journal of the Royal Statistical Society B 20, 1958.
    https://doi.org/10.1111/j.2517-6161.1958.tb00292.x

    Examples
    --------
    >>> multilabel_soft_margin([[0.0, 50.0]], [[1, 0]])
    np.float64(25.346573590279974)
    >>> multilabel_soft_margin.gradient([[0.0, 50.0]], [[1, 0]])
    array([[-0.25,  0.5 ]])
    """
    z, t = np.asarray(logits), np.asarray(targets)
    entropy = product(t, softplus(-z)) + product(1.0 - t, softplus(z))
    return Terms(entropy.mean(axis=-1), ((1.0 - t) * sigmoid(z) - t * sigmoid(-z)) / z.shape[-1])
