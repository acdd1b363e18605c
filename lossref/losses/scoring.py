"""Strictly proper scores of a predicted distribution, besides the logarithm and the square."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Source
from lossref.labels import read_labels
from lossref.numerics import running_sum, sum_of_others
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["ranked_probability_score", "spherical"]


def _steepest(probs: ArrayLike) -> float:
    count = np.shape(probs)[-1]
    return 0.5 * (math.sqrt(count) + math.sqrt(count - 1))


def _steepest_ranked(probs: ArrayLike) -> float:
    count = np.shape(probs)[-1]
    return math.sqrt(2.0 / 3.0 * count * (count - 1) * (2 * count - 1))


@loss(
    formula=r"-\frac{p_y}{\sqrt{\sum_{j=1}^{C} p_j^2}}",
    gradient_formula=(
        r"\frac{p_y p_k}{\left( \sum_{j=1}^{C} p_j^2 \right)^{3/2}} - \frac{\mathbb{1}[k = "
        r"y]}{\sqrt{\sum_{j=1}^{C} p_j^2}}"
    ),
    symbols=r"p, y",
    element="k",
    convex=False,
    lipschitz=Bound(r"\frac{\sqrt{C} + \sqrt{C - 1}}{2}", _steepest),
    smoothness="C∞",
    optimal_prediction="the distribution of the classes",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "T. Gneiting, A. E. Raftery",
        2007,
        "Strictly Proper Scoring Rules, Prediction, and Estimation",
        "10.1198/016214506000001437",
    ),
    elsewhere={},
)
def spherical(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Minus the cosine of the angle between predicted probabilities and what happened.

    For a row of probabilities $p$ over $C$ classes and the class $y$ the term is

    $$ -\frac{p_y}{\sqrt{\sum_{j=1}^{C} p_j^2}} $$

    and its derivative with respect to the probability $p_k$ is

    $$ \frac{p_y p_k}{\left( \sum_{j=1}^{C} p_j^2 \right)^{3/2}} - \frac{\mathbb{1}[k = y]}{\sqrt{\sum_{j=1}^{C}
    p_j^2}} $$

    It is from -1, for a sure and right prediction, to 0: the spherical score with its sign turned, so that less is
    better. It depends on the direction of the row only. The derivative is that of the formula, as if each probability
    could change alone.

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
    T. Gneiting, A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", Journal of the American
    Statistical Association 102, 2007. https://doi.org/10.1198/016214506000001437

    T. B. Roby, "Belief States and the Uses of Evidence", Behavioral Science 10, 1965.

    Examples
    --------
    >>> spherical([[0.6, 0.4, 0.0], [1.0, 0.0, 0.0]], [0, 0], reduction="none").round(4)
    array([-0.8321, -1.    ])
    >>> spherical.gradient([[0.5, 0.5]], [0]).round(4)
    array([[-0.7071,  0.7071]])
    """
    p, of = np.asarray(probs), read_labels(labels)
    squares = p * p
    length = np.sqrt(squares.sum(axis=-1, keepdims=True))
    right = of.take(p)[..., np.newaxis]
    # At the right class the two parts differ by the squares of the others.
    slope = of.put(right * p, -of.take(sum_of_others(squares))) / length**3
    return Terms((-right / length)[..., 0], slope)


@loss(
    formula=r"\sum_{k=1}^{C} \left( \sum_{j=1}^{k} p_j - \mathbb{1}[y \le k] \right)^2",
    gradient_formula=r"2 \sum_{i=k}^{C} \left( \sum_{j=1}^{i} p_j - \mathbb{1}[y \le i] \right)",
    symbols=r"p, y",
    element="k",
    convex=True,
    lipschitz=Bound(r"\sqrt{\tfrac{2}{3} C (C - 1) (2 C - 1)}", _steepest_ranked),
    smoothness="C∞",
    optimal_prediction="the distribution of the classes",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "E. S. Epstein",
        1969,
        "A Scoring System for Probability Forecasts of Ranked Categories",
        "10.1175/1520-0450(1969)008<0985:ASSFPF>2.0.CO;2",
    ),
    elsewhere={},
)
def ranked_probability_score(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared distances of cumulative probabilities and what happened: a loss of classes that have an order.

    For a row of probabilities $p$ over $C$ classes in their order, with the sums $P_k = p_1 + \ldots + p_k$, and the
    class $y$ the term is

    $$ \sum_{k=1}^{C} \left( \sum_{j=1}^{k} p_j - \mathbb{1}[y \le k] \right)^2 $$

    and its derivative with respect to the probability $p_k$ is

    $$ 2 \sum_{i=k}^{C} \left( \sum_{j=1}^{i} p_j - \mathbb{1}[y \le i] \right) $$

    It is from 0 to $C - 1$, and grows with the distance of the classes: a probability for the class beside the right
    one costs less than for one far away. It is not divided by $C - 1$, as some do. The derivative is that of the
    formula, as if each probability could change alone.

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
    E. S. Epstein, "A Scoring System for Probability Forecasts of Ranked Categories", Journal of Applied Meteorology 8,
    1969. https://doi.org/10.1175/1520-0450(1969)008%3C0985:ASSFPF%3E2.0.CO;2

    Examples
    --------
    >>> ranked_probability_score([[0.5, 0.5, 0.0], [0.5, 0.0, 0.5]], [0, 0], reduction="none")
    array([0.25, 0.5 ])
    >>> ranked_probability_score.gradient([[0.5, 0.5, 0.0]], [0])
    array([[-1.,  0.,  0.]])
    """
    p = np.asarray(probs)
    sums, lost = running_sum(p)
    happened = np.arange(p.shape[-1]) >= np.asarray(labels)[..., np.newaxis]
    excess = (sums - happened) + lost
    from_here = np.cumsum(excess[..., ::-1], axis=-1)[..., ::-1]
    unknown = np.where(np.isnan(p), np.nan, 0.0)
    return Terms((excess**2).sum(axis=-1), 2.0 * from_here + unknown)
