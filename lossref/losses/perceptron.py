"""The loss of the perceptron of many classes: a margin of 0."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.labels import read_labels
from lossref.numerics import least_subgradient_of_maximum
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["multiclass_perceptron"]


@loss(
    formula=r"\max_k s_k - s_y",
    gradient_formula=(
        r"\begin{cases} 0 & s_y = m \\ \frac{\mathbb{1}[s_k = m]}{\sum_j \mathbb{1}[s_j = m]} "
        r"- \mathbb{1}[k = y] & \text{otherwise} \end{cases}"
    ),
    symbols=r"s, y",
    element="k",
    where=r"m = \max_j s_j",
    convex=True,
    lipschitz=math.sqrt(2.0),
    smoothness="C0",
    optimal_prediction=None,
    calibrated=False,
    noise_tolerant=False,
    source=Source(
        "M. Collins",
        2002,
        "Discriminative Training Methods for Hidden Markov Models: Theory and Experiments with Perceptron Algorithms",
        "10.3115/1118693.1118694",
    ),
    elsewhere={"optax": Equivalent("optax.losses.multiclass_perceptron_loss(scores, labels).mean()")},
)
def multiclass_perceptron(
    scores: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far the best score is above the right one.

    For a row of scores $s$ over $C$ classes and the class $y$ the term is

    $$ \max_k s_k - s_y $$

    and its derivative with respect to the score $s_k$ is

    $$ \begin{cases} 0 & s_y = m \\ \frac{\mathbb{1}[s_k = m]}{\sum_j \mathbb{1}[s_j = m]} - \mathbb{1}[k = y] &
    \text{otherwise} \end{cases} $$

    where $m = \max_j s_j$.

    It is 0 where the right score is the highest, without a margin: equal scores for all classes cost nothing. Of
    several highest scores every mean of their derivatives is a subgradient; the one returned is the smallest: 0 where
    the right class is among them, else each has an equal share of the 1. A step along the gradient of one row is the
    rule of the perceptron.

    Parameters
    ----------
    scores : array_like, real, shape (..., C)
        Scores of the classes along the last axis; the highest is the predicted class. What the gradient is taken of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores` without its last axis for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    M. Collins, "Discriminative Training Methods for Hidden Markov Models: Theory and Experiments with Perceptron
    Algorithms", EMNLP, 2002. https://doi.org/10.3115/1118693.1118694

    Examples
    --------
    >>> multiclass_perceptron([[2.0, 0.0, 1.5], [2.0, 0.0, 1.5]], [0, 1], reduction="none")
    array([0., 2.])
    >>> multiclass_perceptron.gradient([[2.0, 0.0, 1.5]], [1])
    array([[ 1., -1.,  0.]])
    """
    z, of = np.asarray(scores), read_labels(labels)
    right = of.take(z)
    value = of.put(z - right[..., np.newaxis], np.where(np.isnan(right), np.nan, 0.0)).max(axis=-1)
    slope = least_subgradient_of_maximum(z, of.one_hot(z.shape[-1]))
    return Terms(value, np.where(np.isnan(value)[..., np.newaxis], np.nan, slope))
