"""Squared differences of predicted probabilities and what happened."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.labels import read_labels
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["brier", "multiclass_brier"]


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
        "torch": Equivalent("torch.nn.functional.mse_loss(probs, targets)"),
        "sklearn": Equivalent("sklearn.metrics.brier_score_loss(targets, probs)", note="targets first, each 0 or 1"),
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
    https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2

    Examples
    --------
    >>> brier([0.9, 0.2], [1, 1], reduction="none").round(4)
    array([0.01, 0.64])
    >>> brier.gradient([0.5], [1])
    array([-1.])
    """
    residual = np.subtract(probs, targets)
    return Terms(residual**2, 2.0 * residual)


@loss(
    formula=r"\sum_{k=1}^{C} (p_k - \mathbb{1}[k = y])^2",
    gradient_formula=r"2 (p_k - \mathbb{1}[k = y])",
    symbols=r"p, y",
    element="k",
    convex=True,
    lipschitz=2.0 * math.sqrt(2.0),
    smoothness="C∞",
    optimal_prediction="the distribution of the classes",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "G. W. Brier",
        1950,
        "Verification of Forecasts Expressed in Terms of Probability",
        "10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2",
    ),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.metrics.brier_score_loss(labels, probs, scale_by_half=False)",
            note="labels first; needs labels=range(C) where a class has no label",
        ),
    },
)
def multiclass_brier(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared distance of predicted probabilities and what happened: the Brier score of many classes.

    For a row of probabilities $p$ over $C$ classes and the class $y$ the term is

    $$ \sum_{k=1}^{C} (p_k - \mathbb{1}[k = y])^2 $$

    and its derivative with respect to the probability $p_k$ is

    $$ 2 (p_k - \mathbb{1}[k = y]) $$

    It is from 0 to 2: of two classes it is twice `brier`. A sure and wrong prediction costs 2, not infinitely much. The
    derivative is that of the formula, as if each probability could change alone.

    Parameters
    ----------
    probs : array_like, distributions, shape (..., C)
        Probabilities of the classes along the last axis, which sum to 1 to 1e-6 for each class. What the gradient is
        taken of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `probs` without its last axis for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, a row of probabilities is no distribution, a weight is
        negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78, 1950.
    https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2

    Examples
    --------
    >>> multiclass_brier([[0.5, 0.25, 0.25], [0.0, 1.0, 0.0]], [0, 0], reduction="none")
    array([0.375, 2.   ])
    >>> multiclass_brier.gradient([[0.5, 0.25, 0.25]], [0])
    array([[-1. ,  0.5,  0.5]])
    """
    residual = np.asarray(probs) - read_labels(labels).one_hot(np.shape(probs)[-1])
    return Terms((residual**2).sum(axis=-1), 2.0 * residual)
