"""Losses of a row of scores predicted for a class: functions of how far the right one is above the others."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Equivalent, Source
from lossref.labels import Labels, read_labels
from lossref.numerics import difference, least_subgradient_of_maximum, step
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["multi_margin", "multiclass_hinge"]


def _steepest(scores: ArrayLike, p: int = 1) -> float:
    count = np.shape(scores)[-1]
    return math.sqrt((count - 1) / count) if p == 1 else math.inf


@loss(
    formula=r"\max_k (s_k + 1 - \mathbb{1}[k = y]) - s_y",
    gradient_formula=(
        r"\begin{cases} 0 & s_y = m \\ \frac{\mathbb{1}[s_k + 1 - \mathbb{1}[k = y] = m]}"
        r"{\sum_j \mathbb{1}[s_j + 1 - \mathbb{1}[j = y] = m]} - \mathbb{1}[k = y] & \text{otherwise} \end{cases}"
    ),
    symbols=r"s, y",
    element="k",
    where=r"m = \max_j (s_j + 1 - \mathbb{1}[j = y])",
    convex=True,
    lipschitz=math.sqrt(2.0),
    smoothness="C0",
    optimal_prediction=None,
    calibrated=False,
    noise_tolerant=False,
    source=Source(
        "K. Crammer, Y. Singer", 2001, "On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines"
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.multiclass_hinge_loss(scores, labels).mean()",
            note="a label beyond the classes is accepted and wrong",
        ),
        "keras": Equivalent(
            "keras.losses.CategoricalHinge()(keras.ops.one_hot(labels, C), scores)",
            note="labels first, one-hot; takes the best other score to be at least 0",
        ),
        "sklearn": Equivalent(
            "sklearn.metrics.hinge_loss(labels, scores)",
            note="labels first; needs labels=range(C) where a class has no label",
        ),
    },
)
def multiclass_hinge(
    scores: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far the right score is from being 1 above the best other: the hinge of Crammer and Singer.

    For a row of scores $s$ over $C$ classes and the class $y$ the term is

    $$ \max_k (s_k + 1 - \mathbb{1}[k = y]) - s_y $$

    and its derivative with respect to the score $s_k$ is

    $$ \begin{cases} 0 & s_y = m \\ \frac{\mathbb{1}[s_k + 1 - \mathbb{1}[k = y] = m]}
    {\sum_j \mathbb{1}[s_j + 1 - \mathbb{1}[j = y] = m]} - \mathbb{1}[k = y] & \text{otherwise} \end{cases} $$

    where $m = \max_j (s_j + 1 - \mathbb{1}[j = y])$.

    It is 0 where the right score is 1 above all others. Of several largest numbers every mean of their derivatives is a
    subgradient; the one returned is the smallest: 0 where the right class is among them, else each has an equal share
    of the 1. Of two classes it is `hinge` of the difference of their scores.

    Its minimiser names the most probable class only where that has a probability above a half.

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
    K. Crammer, Y. Singer, "On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines", Journal of
    Machine Learning Research 2, 2001.

    Examples
    --------
    >>> multiclass_hinge([[2.0, 0.0, 0.5], [2.0, 0.0, 0.5]], [0, 1], reduction="none")
    array([0., 3.])
    >>> multiclass_hinge.gradient([[2.0, 0.0, 0.5]], [1])
    array([[ 1., -1.,  0.]])
    """
    z, of = np.asarray(scores), read_labels(labels)
    value = _shortfalls(z, of, 1.0).max(axis=-1)
    # Which other is the best is told by the scores: their shortfalls may round to one number.
    others = of.put(z, np.full(value.shape, -np.inf))
    slope = least_subgradient_of_maximum(others, of.one_hot(z.shape[-1]))
    return Terms(value, step(value)[..., np.newaxis] * slope)


@loss(
    formula=r"\frac{1}{C} \sum_{k \ne y} \max(0, \mu + s_k - s_y)",
    gradient_formula=(
        r"\begin{cases} -\frac{1}{C} \sum_{j \ne y} \mathbb{1}[\mu + s_j - s_y > 0] & k = y \\ "
        r"\frac{1}{C} \mathbb{1}[\mu + s_k - s_y > 0] & \text{otherwise} \end{cases}"
    ),
    symbols=r"s, y, margin=\mu",
    element="k",
    convex=True,
    lipschitz=Bound(r"\sqrt{(C - 1) / C}", _steepest),
    smoothness="C0",
    optimal_prediction=None,
    calibrated=False,
    noise_tolerant=False,
    claims_vary_with=("p", "class_weights"),
    source=Source("J. Weston, C. Watkins", 1999, "Support Vector Machines for Multi-Class Pattern Recognition"),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.multi_margin_loss(scores, labels, p=p, margin=margin, weight=class_weights)",
            note="with class weights, the mean divides by the number of rows",
        )
    },
)
def multi_margin(
    scores: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    p: Literal[1, 2] = 1,
    margin: Annotated[float, "nonnegative"] = 1.0,
    class_weights: Annotated[ArrayLike | None, "nonnegative[C]"] = None,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far the right score is from being a margin above each of the others: the hinge of Weston and Watkins.

    For a row of scores $s$ over $C$ classes, the class $y$ and the margin $\mu$ the term is

    $$ \frac{1}{C} \sum_{k \ne y} \max(0, \mu + s_k - s_y) $$

    and its derivative with respect to the score $s_k$ is

    $$ \begin{cases} -\frac{1}{C} \sum_{j \ne y} \mathbb{1}[\mu + s_j - s_y > 0] & k = y \\
    \frac{1}{C} \mathbb{1}[\mu + s_k - s_y > 0] & \text{otherwise} \end{cases} $$

    With `p=2` each shortfall is squared, and its derivative is twice the shortfall instead of 1. As in torch the sum is
    divided by the number of all classes, the right one too. At a kink, where a shortfall is exactly 0, every number
    from 0 to 1 is a subgradient of it; the one taken is 0, the smallest. Class weights multiply the term by that of the
    label, whose row then counts that much in the mean.

    Its minimiser need not name the most probable class.

    Parameters
    ----------
    scores : array_like, real, shape (..., C)
        Scores of the classes along the last axis; the highest is the predicted class. What the gradient is taken of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    p : {1, 2}
        The power of the shortfalls.
    margin : float, nonnegative
        How far above the others the right score costs nothing.
    class_weights : array_like, nonnegative, shape (C,), optional
        One weight for each class; a row counts as the weight of its class.
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
        If shapes differ, there is no class, a label is no class, p is neither 1 nor 2, the margin is negative or not
        finite, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    J. Weston, C. Watkins, "Support Vector Machines for Multi-Class Pattern Recognition", ESANN, 1999.

    Examples
    --------
    >>> multi_margin([[2.0, 0.0, 1.5], [2.0, 0.0, 1.5]], [0, 1], reduction="none").round(4)
    array([0.1667, 1.8333])
    >>> multi_margin.gradient([[2.0, 0.0, 1.5]], [0], p=2).round(4)
    array([[-0.3333,  0.    ,  0.3333]])
    """
    if p not in (1, 2):
        raise ValueError(f"p is {p!r}; accepted: 1 or 2")
    z, of = np.asarray(scores), read_labels(labels, class_weights)
    count, own = z.shape[-1], of.one_hot(z.shape[-1])
    missing = np.maximum(_shortfalls(z, of, margin), 0.0)
    pull = step(missing) if p == 1 else 2.0 * missing
    slope = (pull - own * pull.sum(axis=-1, keepdims=True)) / count
    return Terms((missing**p).sum(axis=-1) / count, slope, of.mass)


def _shortfalls(z: Array, of: Labels, margin: float) -> Array:
    """By how much each other score is less than the margin below the right one; 0 at the right one."""
    right = of.take(z)
    rounded, lost = difference(z, right[..., np.newaxis])
    return of.put((margin + rounded) + lost, np.where(np.isnan(right), np.nan, 0.0))
