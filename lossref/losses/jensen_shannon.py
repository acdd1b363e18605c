"""The divergence of Jensen and Shannon, which treats both distributions alike."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Equivalent, Source
from lossref.numerics import xlogy
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["js_divergence"]


@loss(
    formula=(
        r"\frac{1}{2} \sum_{k=1}^{C} p_k \log \frac{2 p_k}{p_k + q_k} + \frac{1}{2} \sum_{k=1}^{C} q_k \log "
        r"\frac{2 q_k}{p_k + q_k}"
    ),
    gradient_formula=r"\frac{1}{2} \log \frac{2 p_k}{p_k + q_k}",
    symbols=r"p, q",
    element="k",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=False,
    symmetric=True,
    source=Source("J. Lin", 1991, "Divergence Measures Based on the Shannon Entropy", "10.1109/18.61115"),
    elsewhere={
        "scipy": Equivalent(
            "(scipy.spatial.distance.jensenshannon(probs, targets, axis=-1) ** 2).mean()", note="its value is the root"
        ),
        "kornia": Equivalent(
            "kornia.losses.js_div_loss_2d(probs[:, None, None], targets[:, None, None])",
            note="of heat maps, over their last two axes",
        ),
    },
)
def js_divergence(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    targets: Annotated[ArrayLike, "simplex[n,C]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The divergence of Jensen and Shannon: how far two distributions are from their middle.

    For a row of probabilities $p$ and a row of target probabilities $q$, each over $C$ classes, and $m = (p + q) / 2$,
    the term is

    $$ \frac{1}{2} \sum_{k=1}^{C} p_k \log \frac{2 p_k}{p_k + q_k} + \frac{1}{2} \sum_{k=1}^{C} q_k \log \frac{2
    q_k}{p_k + q_k} $$

    and its derivative with respect to the probability $p_k$ is

    $$ \frac{1}{2} \log \frac{2 p_k}{p_k + q_k} $$

    It is the mean of $D(p \Vert m)$ and $D(q \Vert m)$: symmetric, at most $\log 2$, and finite whatever a distribution
    rules out. Its root is a distance. As a loss of single classes it is not proper: the best prediction is less sure
    than the truth, or surer.

    The derivative is that of the formula, as if each probability could change alone. At $p_k = q_k = 0$ it is
    $\frac{1}{2} \log 2$, the slope from the only side there is.

    Parameters
    ----------
    probs : array_like, distributions, shape (..., C)
        Probabilities of the classes along the last axis, which sum to 1 to 1e-6 for each class. What the gradient is
        taken of.
    targets : array_like, distributions, same shape
        Probabilities that sum to 1 along the last axis.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `probs` without its last axis for `reduction="none"`
        The divergence, in nats, from 0 to $\log 2$.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a row is no distribution, a weight is negative or infinite, the reduction
        is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. Lin, "Divergence Measures Based on the Shannon Entropy", IEEE Transactions on Information Theory 37, 1991.
    https://doi.org/10.1109/18.61115

    Examples
    --------
    >>> js_divergence([[1.0, 0.0], [0.5, 0.5]], [[0, 1], [0.5, 0.5]], reduction="none")
    array([0.69314718, 0.        ])
    >>> js_divergence.gradient([[0.5, 0.5]], [[1.0, 0.0]]).round(4)
    array([[-0.2027,  0.3466]])
    """
    p, q = np.asarray(probs), np.asarray(targets)
    # Of a class that the target has not, only the limit of the ratio is known where the prediction has it not either.
    lead = np.where(q == 0, 1.0 + 0.0 * p, (p - q) / (p + q))
    slope = 0.5 * np.where(np.abs(lead) < 0.5, np.log1p(lead), np.log(2.0 * np.where(q == 0, 1.0, p / (p + q))))
    return Terms(0.25 * ((p + q) * _imbalance(lead)).sum(axis=-1), slope)


def _imbalance(x: Array) -> Array:
    """(1 + x) log(1 + x) + (1 - x) log(1 - x), exact also near 0, where it is x²."""
    square, series = x * x, np.zeros_like(x)
    for k in range(26, 0, -1):
        series = square * (1.0 / (k * (2 * k - 1)) + series)
    direct = xlogy(1.0 + x, 1.0 + x) + xlogy(1.0 - x, 1.0 - x)
    return np.where(np.abs(x) < 0.5, series, direct)
