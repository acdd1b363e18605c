"""Losses whose probabilities can be exactly 0."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.labels import read_labels
from lossref.numerics import sparsemax, sum_of_others
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["binary_sparsemax", "multiclass_sparsemax"]


@loss(
    formula=(
        r"\begin{cases} 0 & (2 t - 1) s \ge 1 \\ -(2 t - 1) s & (2 t - 1) s \le -1 \\ "
        r"\frac{(1 - (2 t - 1) s)^2}{4} & \text{otherwise} \end{cases}"
    ),
    gradient_formula=r"(2 t - 1) \max(-1, \min(0, -\frac{1 - (2 t - 1) s}{2}))",
    symbols=r"s, t",
    convex=True,
    lipschitz=1.0,
    smoothness="C1",
    optimal_prediction="2η - 1, if 1 has the probability η",
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "A. F. T. Martins, R. F. Astudillo",
        2016,
        "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification",
        "10.48550/arXiv.1602.02068",
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.sparsemax_loss(scores, labels).mean()", note="its gradient is NaN for an infinite score"
        ),
    },
)
def binary_sparsemax(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "binary[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""A parabola between the margins -1 and 1: the loss of sparse probabilities for two classes.

    For a score $s$, a label $t$ that is 0 or 1, and $y = 2 t - 1$, the term is

    $$ \begin{cases} 0 & (2 t - 1) s \ge 1 \\ -(2 t - 1) s & (2 t - 1) s \le -1 \\
    \frac{(1 - (2 t - 1) s)^2}{4} & \text{otherwise} \end{cases} $$

    and its derivative with respect to the prediction is

    $$ (2 t - 1) \max(-1, \min(0, -\frac{1 - (2 t - 1) s}{2})) $$

    The probability of label 1 is $(1 + s) / 2$, cut off at 0 and 1: unlike a logistic one it can be exactly 0 or 1. The
    best score is $2 \eta - 1$.

    Parameters
    ----------
    scores : array_like, real, any shape
        What the gradient is taken of.
    labels : array_like, 0 or 1, same shape
        The class of each score.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a label is neither 0 nor 1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. F. T. Martins, R. F. Astudillo, "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label
    Classification", ICML, 2016. https://doi.org/10.48550/arXiv.1602.02068

    M. Blondel, A. F. T. Martins, V. Niculae, "Learning with Fenchel-Young Losses", Journal of Machine Learning Research
    21, 2020. https://doi.org/10.48550/arXiv.1901.02324

    Examples
    --------
    >>> binary_sparsemax([0.0, 2.0, -3.0], [1, 1, 1], reduction="none")
    array([0.25, 0.  , 3.  ])
    >>> binary_sparsemax.gradient([0.0, 2.0, -3.0], [1, 1, 1], reduction="sum")
    array([-0.5,  0. , -1. ])
    """
    y = 2.0 * np.asarray(labels) - 1.0
    margin = y * np.asarray(scores)
    doubt = np.clip(0.5 * (1.0 - margin), 0.0, 1.0)
    return Terms(np.where(margin <= -1.0, -margin, doubt**2), -y * doubt)


@loss(
    formula=r"\frac{1}{2} \sum_{k=1}^{C} (p_k - \mathbb{1}[k = y])^2 + \max(0, \tau - s_y)",
    gradient_formula=r"p_k - \mathbb{1}[k = y]",
    symbols=r"s, y",
    element="k",
    where=(
        r"\tau = \max_j \frac{\sum_{l=1}^{C} s_l \mathbb{1}[s_l \ge s_j] - 1}{\sum_{l=1}^{C} \mathbb{1}[s_l \ge s_j]}, "
        r"p_k = \max(0, s_k - \tau)"
    ),
    convex=True,
    lipschitz=math.sqrt(2.0),
    smoothness="C1",
    optimal_prediction=None,
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "A. F. T. Martins, R. F. Astudillo",
        2016,
        "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification",
        "10.48550/arXiv.1602.02068",
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.multiclass_sparsemax_loss(scores, labels).mean()", note="NaN for an infinite score"
        )
    },
)
def multiclass_sparsemax(
    scores: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The loss of sparse probabilities for many classes: half the squared distance of scores to their label, cut off.

    For a row of scores $s$ over $C$ classes, the class $y$, the threshold
    $\tau = \max_j (\sum_l s_l \mathbb{1}[s_l \ge s_j] - 1) / \sum_l \mathbb{1}[s_l \ge s_j]$ and the sparsemax
    $p_k = \max(0, s_k - \tau)$, which is the distribution nearest to the scores, the term is

    $$ \frac{1}{2} \sum_{k=1}^{C} (p_k - \mathbb{1}[k = y])^2 + \max(0, \tau - s_y) $$

    and its derivative with respect to the score $s_k$ is

    $$ p_k - \mathbb{1}[k = y] $$

    It is the largest $p \cdot s + \frac{1}{2} (1 - \lVert p \rVert^2)$ of any distribution, less $s_y$. Unlike those of
    a softmax its probabilities can be exactly 0: the loss is 0 where the right score is 1 above all others. Of two
    classes it is `binary_sparsemax` of the difference of their scores.

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
    A. F. T. Martins, R. F. Astudillo, "From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label
    Classification", ICML, 2016. https://doi.org/10.48550/arXiv.1602.02068

    M. Blondel, A. F. T. Martins, V. Niculae, "Learning with Fenchel-Young Losses", Journal of Machine Learning Research
    21, 2020. https://doi.org/10.48550/arXiv.1901.02324

    Examples
    --------
    >>> multiclass_sparsemax([[1.0, 0.5, -3.0], [2.0, 0.5, -3.0]], [0, 0], reduction="none")
    array([0.0625, 0.    ])
    >>> multiclass_sparsemax.gradient([[1.0, 0.5, -3.0]], [0])
    array([[-0.25,  0.25,  0.  ]])
    """
    z, of = np.asarray(scores), read_labels(labels)
    p, below = sparsemax(z)
    # 1 - p as the sum of the others, so that a sure and right row keeps its digits.
    # Of one class alone there are no others that a NaN would be in.
    distance = of.put(p, -of.take(np.where(np.isnan(p), np.nan, sum_of_others(p))))
    return Terms(0.5 * (distance**2).sum(axis=-1) + of.take(below), distance)
