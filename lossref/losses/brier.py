"""Squared differences of predicted probabilities and what happened."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["brier"]


@loss(
    formula=r"(p - t)^2",
    gradient_formula=r"2 (p - t)",
    symbols=r"p, t",
    convex=True,
    lipschitz=2.0,
    smoothness="C∞",
    optimal_prediction="the probability of class 1, which is the mean of the targets",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    symmetric=True,
    source=Source(
        "G. W. Brier",
        1950,
        "Verification of Forecasts Expressed in Terms of Probability",
        "10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2",
    ),
    elsewhere={
        "sklearn": Equivalent("sklearn.metrics.brier_score_loss(targets, probs)", note="targets first, and whole"),
        "torch": Equivalent("torch.nn.functional.mse_loss(probs, targets)"),
    },
)
def brier(
    probs: Annotated[ArrayLike, "probability[n]"],
    targets: Annotated[ArrayLike, "probability[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared difference of a probability and what happened: the Brier score.

    For the probability $p$ of class 1 and a target $t$ the term is

    $$ (p - t)^2 $$

    and its derivative with respect to the probability is

    $$ 2 (p - t) $$

    Like the cross-entropy it is least for the true probability, but a sure and wrong prediction costs 1, not infinitely
    much.

    Parameters
    ----------
    probs : array_like, from 0 to 1, any shape
        Probabilities of class 1. What the gradient is taken of.
    targets : array_like, from 0 to 1, same shape
        The class, 0 or 1, or the probability of class 1.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `probs` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a target is not from 0 to 1, a probability is not from 0 to 1, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78, 1950.

    Examples
    --------
    >>> brier([0.9, 0.2], [1, 1], reduction="none").round(4)
    array([0.01, 0.64])
    >>> brier.gradient([0.5], [1])
    array([-1.])
    """
    residual = np.subtract(probs, targets)
    return Terms(residual**2, 2.0 * residual)
