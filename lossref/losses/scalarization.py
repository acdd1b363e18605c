"""One number from the losses of several objectives."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Source
from lossref.numerics import product
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["chebyshev_scalarization", "uncertainty_weighting", "weighted_sum_scalarization"]


def _steepest(preferences: Array, rho: float) -> float:
    """The length of the gradient where the objective that counts most is the farthest."""
    w = np.asarray(preferences)
    return float(np.linalg.norm(w * (rho + (np.arange(w.size) == np.argmax(w)))))


@loss(
    formula=r"\sum_{j=1}^{m} w_j L_j",
    gradient_formula=r"w_j",
    symbols=r"L, w",
    convex=True,
    lipschitz=Bound(r"\lVert w \rVert_2", lambda preferences: float(np.linalg.norm(preferences))),
    smoothness="C∞",
    optimal_prediction=None,
    element="j",
    source=Source(
        "L. A. Zadeh", 1963, "Optimality and Non-Scalar-Valued Performance Criteria", "10.1109/TAC.1963.1105511"
    ),
    elsewhere={},
)
def weighted_sum_scalarization(
    losses: Annotated[ArrayLike, "real[m]"],
    preferences: Annotated[ArrayLike, "nonnegative[m]"],
) -> Terms:
    r"""The weighted sum of several objectives.

    For losses $L$ and preferences $w$, $m$ of each, the value is

    $$ \sum_{j=1}^{m} w_j L_j $$

    and its derivative with respect to the loss $L_j$ is

    $$ w_j $$

    Its minima for all preferences are the points of the Pareto front on its convex hull: where the front is hollow, no
    preference reaches it (`chebyshev_scalarization` does). The value belongs to all objectives: there is no mean.

    Parameters
    ----------
    losses : array_like, real, shape (m,)
        The losses of the objectives. What the gradient is taken of.
    preferences : array_like, nonnegative, shape (m,)
        How much each objective counts; they need not sum to 1.

    Returns
    -------
    float64
        The value. An objective with the preference 0 adds nothing, even if its loss is infinite.

    Raises
    ------
    ValueError
        If shapes differ, there is no objective, or a preference is negative.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    L. A. Zadeh, "Optimality and Non-Scalar-Valued Performance Criteria", IEEE Transactions on Automatic Control 8,
    1963. https://doi.org/10.1109/TAC.1963.1105511

    Examples
    --------
    >>> weighted_sum_scalarization([2.0, 6.0], [0.75, 0.25])
    np.float64(3.0)
    >>> weighted_sum_scalarization.gradient([2.0, 6.0], [0.75, 0.25])
    array([0.75, 0.25])
    """
    w = np.asarray(preferences)
    return Terms(np.asarray(np.sum(product(w, np.asarray(losses)))), w)


@loss(
    formula=r"\max_{j} D_j + \rho \sum_{j=1}^{m} D_j",
    gradient_formula=(
        r"w_j \left( \frac{\mathbb{1}[D_j = \max_{k} D_k]}{\sum_{i=1}^{m} \mathbb{1}[D_i = \max_{k} D_k]} + \rho "
        r"\right)"
    ),
    symbols=r"L, w, z, rho=\rho",
    convex=True,
    lipschitz=Bound(r"\max_j \sqrt{(1 + \rho)^2 w_j^2 + \rho^2 \sum_{i \ne j} w_i^2}", _steepest),
    smoothness="C0",
    optimal_prediction=None,
    element="j",
    where=r"D_j = w_j (L_j - z_j)",
    source=Source(
        "R. E. Steuer, E.-U. Choo",
        1983,
        "An Interactive Weighted Tchebycheff Procedure for Multiple Objective Programming",
        "10.1007/BF02591870",
    ),
    elsewhere={},
)
def chebyshev_scalarization(
    losses: Annotated[ArrayLike, "real[m]"],
    preferences: Annotated[ArrayLike, "nonnegative[m]"],
    ideal: Annotated[ArrayLike, "real[m]"],
    *,
    rho: Annotated[float, "nonnegative"] = 0.0,
) -> Terms:
    r"""The largest weighted distance of several objectives from the best that each could reach.

    For $m$ losses $L$, preferences $w$, an ideal point $z$, the distances $D_j = w_j (L_j - z_j)$ and $\rho$, the value
    is

    $$ \max_{j} D_j + \rho \sum_{j=1}^{m} D_j $$

    and its derivative with respect to the loss $L_j$ is

    $$ w_j \left( \frac{\mathbb{1}[D_j = \max_{k} D_k]}{\sum_{i=1}^{m} \mathbb{1}[D_i = \max_{k} D_k]} + \rho \right) $$

    Its minima for all preferences are all points of the Pareto front, also where the front is hollow. With $\rho = 0$
    weakly efficient points are among them, which a small $\rho$ excludes (the augmented form).

    Where several objectives are equally far, the largest distance has a kink: its subgradients are the mixtures of the
    slopes of the tied objectives, and the one returned is the mixture in equal shares. The value belongs to all
    objectives: there is no mean.

    Parameters
    ----------
    losses : array_like, real, shape (m,)
        The losses of the objectives. What the gradient is taken of.
    preferences : array_like, nonnegative, shape (m,)
        How much each objective counts; they need not sum to 1.
    ideal : array_like, real, shape (m,)
        The least that each objective could be, or less.
    rho : float, nonnegative
        How much the sum of all distances counts.

    Returns
    -------
    float64
        The value. An objective with the preference 0 adds nothing, even if its loss is infinite.

    Raises
    ------
    ValueError
        If shapes differ, there is no objective, a preference is negative, or rho is negative or not finite.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. E. Steuer, E.-U. Choo, "An Interactive Weighted Tchebycheff Procedure for Multiple Objective Programming",
    Mathematical Programming 26, 1983. https://doi.org/10.1007/BF02591870

    V. J. Bowman, "On the Relationship of the Tchebycheff Norm and the Efficient Frontier of Multiple-Criteria
    Objectives", Multiple Criteria Decision Making, Springer, 1976.

    Examples
    --------
    >>> chebyshev_scalarization([2.0, 6.0], [0.5, 0.25], [1.0, 0.0])
    np.float64(1.5)
    >>> chebyshev_scalarization.gradient([2.0, 6.0], [0.5, 0.25], [1.0, 0.0], rho=0.1)
    array([0.05 , 0.275])
    """
    w = np.asarray(preferences)
    distances = product(w, np.subtract(losses, ideal))
    largest = np.max(distances)
    is_largest = distances == largest
    shares = is_largest / np.count_nonzero(is_largest)
    return Terms(largest + product(np.asarray(rho), np.asarray(np.sum(distances))), w * (shares + rho))


@loss(
    formula=r"\sum_{j=1}^{m} \left( \frac{1}{2} e^{-s_j} L_j + \frac{1}{2} s_j \right)",
    gradient_formula=r"\frac{1}{2} e^{-s_j}",
    symbols=r"L, s",
    convex=True,
    lipschitz=Bound(
        r"\frac{1}{2} \lVert e^{-s} \rVert_2",
        lambda log_variances: 0.5 * float(np.linalg.norm(np.exp(np.negative(log_variances)))),
    ),
    smoothness="C∞",
    optimal_prediction=None,
    element="j",
    source=Source(
        "A. Kendall, Y. Gal, R. Cipolla",
        2018,
        "Multi-Task Learning Using Uncertainty to Weigh Losses for Scene Geometry and Semantics",
        "10.1109/CVPR.2018.00781",
    ),
    elsewhere={},
)
def uncertainty_weighting(
    losses: Annotated[ArrayLike, "real[m]"],
    log_variances: Annotated[ArrayLike, "real[m]"],
) -> Terms:
    r"""The sum of the losses of several tasks, each divided by the variance of its noise, which is learned.

    For losses $L$ and log-variances $s$, $m$ of each, the value is

    $$ \sum_{j=1}^{m} \left( \frac{1}{2} e^{-s_j} L_j + \frac{1}{2} s_j \right) $$

    and its derivative with respect to the loss $L_j$ is

    $$ \frac{1}{2} e^{-s_j} $$

    The derivative with respect to the log-variance $s_j$ is $\frac{1}{2} (1 - e^{-s_j} L_j)$, so the best log-variance
    of a task is $\log L_j$. The second term keeps the variances from growing without end. The value belongs to all
    tasks: there is no mean.

    Parameters
    ----------
    losses : array_like, real, shape (m,)
        The losses of the objectives. What the gradient is taken of.
    log_variances : array_like, real, shape (m,)
        The logarithm $s$ of the variance of the noise of each task.

    Returns
    -------
    float64
        The value.

    Raises
    ------
    ValueError
        If shapes differ, or there is no task.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. Kendall, Y. Gal, R. Cipolla, "Multi-Task Learning Using Uncertainty to Weigh Losses for Scene Geometry and
    Semantics", CVPR, 2018. https://doi.org/10.1109/CVPR.2018.00781

    Examples
    --------
    >>> uncertainty_weighting([2.0, 6.0], [0.0, np.log(4.0)]).round(4)
    np.float64(2.4431)
    >>> uncertainty_weighting.gradient([2.0, 6.0], [0.0, np.log(4.0)])
    array([0.5  , 0.125])
    """
    s = np.asarray(log_variances)
    share = 0.5 * np.exp(-s)
    return Terms(np.asarray(np.sum(product(np.asarray(losses), share) + 0.5 * s)), share)
