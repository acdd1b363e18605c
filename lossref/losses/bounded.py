"""Bounded losses of the margin of a score: what wrong labels can do has a limit."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import sigmoid, step
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["ramp", "savage", "zero_one"]


@loss(
    formula=r"\begin{cases} 1 & y s \le 0 \\ 0 & \text{otherwise} \end{cases}",
    gradient_formula=r"0",
    symbols=r"s, y",
    convex=False,
    lipschitz=None,
    smoothness="discontinuous",
    optimal_prediction=None,
    calibrated=True,
    noise_tolerant=True,
    source=Source("A. Wald", 1950, "Statistical Decision Functions"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.metrics.zero_one_loss(labels, numpy.sign(scores))", note="labels first; takes labels, not scores"
        ),
        "xgboost": Equivalent(
            "eval_metric='error', label=(labels + 1) / 2",
            note="a metric; labels 0 and 1; a score of 0 is taken for the label 0",
        ),
    },
)
def zero_one(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""1 for a score on the wrong side of 0, else 0: the error rate.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ \begin{cases} 1 & y s \le 0 \\ 0 & \text{otherwise} \end{cases} $$

    and its derivative with respect to the prediction is

    $$ 0 $$

    It is what classification is judged by and cannot be trained with: the derivative is 0 wherever there is one. A
    score of 0 takes no side and counts as wrong for both labels, whose terms add to 2 there, and to 1 anywhere else.
    The best score is any with the sign of the more probable label.

    Parameters
    ----------
    scores : array_like, real, any shape
        What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        The right side of 0 for each score.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores` for `reduction="none"`
        The loss. Its mean is the share of wrong predictions.

    Raises
    ------
    ValueError
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. Wald, "Statistical Decision Functions", Wiley, 1950.

    Examples
    --------
    >>> zero_one([0.5, -2.0, 0.0, 1.0], [1, 1, 1, 1])
    np.float64(0.5)
    >>> zero_one.gradient([0.5, -2.0], [1, 1])
    array([0., 0.])
    """
    margin = np.asarray(labels) * np.asarray(scores)
    wrong = np.where(np.isnan(margin), np.nan, 1.0 - step(margin))
    return Terms(wrong, 0.0 * wrong)


@loss(
    formula=r"\min(2, \max(0, 1 - y s))",
    gradient_formula=r"\begin{cases} -y & \lvert s \rvert < 1 \\ 0 & \text{otherwise} \end{cases}",
    symbols=r"s, y",
    convex=False,
    lipschitz=1.0,
    smoothness="C0",
    optimal_prediction=None,
    calibrated=True,
    noise_tolerant=True,
    redescending=True,
    source=Source(
        "R. Collobert, F. Sinz, J. Weston, L. Bottou",
        2006,
        "Trading Convexity for Scalability",
        "10.1145/1143844.1143870",
    ),
    elsewhere={},
)
def ramp(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The hinge, cut off at 2: no score costs more than one that is wrong by its whole margin.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ \min(2, \max(0, 1 - y s)) $$

    and its derivative with respect to the prediction is

    $$ \begin{cases} -y & \lvert s \rvert < 1 \\ 0 & \text{otherwise} \end{cases} $$

    Wrong labels cost at most 2 and pull no more when the score is sure, so that uniform label noise moves no minimum.
    It is not convex. The best score is any of at least 1 with the sign of the more probable label. At its kinks, the
    margins of -1 and 1, every number between 0 and $-y$ lies between the slopes of both sides; the one returned is 0,
    the smallest.

    Parameters
    ----------
    scores : array_like, real, any shape
        What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        The right side of 0 for each score.
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
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. Collobert, F. Sinz, J. Weston, L. Bottou, "Trading Convexity for Scalability", ICML, 2006.
    https://doi.org/10.1145/1143844.1143870

    Examples
    --------
    >>> ramp([0.5, 2.0, -3.0], [1, 1, 1], reduction="none")
    array([0.5, 0. , 2. ])
    >>> ramp.gradient([0.5, 2.0, -3.0], [1, 1, 1], reduction="sum")
    array([-1.,  0.,  0.])
    """
    y, s = np.asarray(labels), np.asarray(scores)
    return Terms(np.clip(1.0 - y * s, 0.0, 2.0), -y * step(1.0 - np.abs(s)))


@loss(
    formula=r"\frac{1}{(1 + e^{y s})^2}",
    gradient_formula=r"-\frac{2 y e^{y s}}{(1 + e^{y s})^3}",
    symbols=r"s, y",
    convex=False,
    lipschitz=8.0 / 27.0,
    smoothness="C∞",
    optimal_prediction="the logarithm of the odds of +1",
    calibrated=True,
    noise_tolerant=False,
    redescending=True,
    source=Source(
        "H. Masnadi-Shirazi, N. Vasconcelos",
        2008,
        "On the Design of Loss Functions for Classification: Theory, Robustness to Outliers, and SavageBoost",
    ),
    elsewhere={},
)
def savage(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The square of the probability that a score gives to the wrong label: bounded, for boosting with wrong labels.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ \frac{1}{(1 + e^{y s})^2} $$

    and its derivative with respect to the prediction is

    $$ -\frac{2 y e^{y s}}{(1 + e^{y s})^3} $$

    It is at most 1 and not convex: a score that is very wrong pulls no more. The best score is the logarithm of the
    odds. (The paper writes $e^{2 y s}$ for $e^{y s}$, which halves that score.)

    Parameters
    ----------
    scores : array_like, real, any shape
        What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        The right side of 0 for each score.
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
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    H. Masnadi-Shirazi, N. Vasconcelos, "On the Design of Loss Functions for Classification: Theory, Robustness to
    Outliers, and SavageBoost", NIPS, 2008.

    Examples
    --------
    >>> savage([0.0, -50.0], [1, 1], reduction="none")
    array([0.25, 1.  ])
    >>> savage.gradient([0.0], [1])
    array([-0.25])
    """
    y = np.asarray(labels)
    margin = y * np.asarray(scores)
    wrong = sigmoid(-margin)
    return Terms(wrong**2, -2.0 * y * wrong**2 * sigmoid(margin))
