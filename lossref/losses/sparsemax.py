"""Losses whose probabilities can be exactly 0."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["binary_sparsemax"]


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
    ),
    elsewhere={
        "optax": Equivalent("optax.losses.sparsemax_loss(scores, labels).mean()", note="NaN for an infinite score")
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
    Classification", ICML, 2016.

    M. Blondel, A. F. T. Martins, V. Niculae, "Learning with Fenchel-Young Losses", Journal of Machine Learning Research
    21, 2020.

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
