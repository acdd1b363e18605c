"""Losses of the angle between vectors."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.angles import cosine_gap, require_directions
from lossref.facts import Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["cosine_distance"]


@loss(
    formula=r"1 - \frac{\sum_{j=1}^{d} a_j b_j}{\sqrt{\sum_{j=1}^{d} a_j^2} \sqrt{\sum_{j=1}^{d} b_j^2}}",
    gradient_formula=(
        r"\frac{\sum_{j=1}^{d} a_j b_j}{\sqrt{\sum_{j=1}^{d} b_j^2} \left( \sum_{j=1}^{d} a_j^2 "
        r"\right)^{\frac{3}{2}}} a_k - \frac{b_k}{\sqrt{\sum_{j=1}^{d} a_j^2} \sqrt{\sum_{j=1}^{d} b_j^2}}"
    ),
    symbols=r"a, b",
    convex=False,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean of the targets, each made a unit vector",
    element="k",
    symmetric=True,
    source=Source(
        "G. Salton, A. Wong, C. S. Yang", 1975, "A Vector Space Model for Automatic Indexing", "10.1145/361219.361220"
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.cosine_similarity(predictions, targets, dim=-1)",
            note="1 less this; 0 for rows of zeros",
        ),
        "optax": Equivalent("optax.losses.cosine_distance(predictions, targets).mean()", note="NaN for rows of zeros"),
        "keras": Equivalent(
            "keras.losses.CosineSimilarity()(targets, predictions)",
            note="this less 1; targets first; 0 for rows of zeros",
        ),
    },
)
def cosine_distance(
    predictions: Annotated[ArrayLike, "real[n,d]"],
    targets: Annotated[ArrayLike, "real[n,d]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""One less the cosine of the angle between prediction and target.

    For a row $a$ of predictions and a row $b$ of targets, each of $d$ numbers, the term is

    $$ 1 - \frac{\sum_{j=1}^{d} a_j b_j}{\sqrt{\sum_{j=1}^{d} a_j^2} \sqrt{\sum_{j=1}^{d} b_j^2}} $$

    and its derivative with respect to the prediction $a_k$ is

    $$ \frac{\sum_{j=1}^{d} a_j b_j}{\sqrt{\sum_{j=1}^{d} b_j^2} \left( \sum_{j=1}^{d} a_j^2
    \right)^{\frac{3}{2}}} a_k - \frac{b_k}{\sqrt{\sum_{j=1}^{d} a_j^2} \sqrt{\sum_{j=1}^{d} b_j^2}} $$

    It lies from 0, for rows of one direction, to 2, for rows of opposite ones; lengths do not count, so the gradient is
    at right angles to the prediction and grows as its length shrinks. A row of zeros has no direction and is refused.

    Parameters
    ----------
    predictions : array_like, real, shape (..., d)
        Rows, not of zeros. What the gradient is taken of.
    targets : array_like, real, same shape
        Rows, not of zeros.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` without its last axis for `reduction="none"`
        The loss. It is exact also between rows that differ in their last digits.

    Raises
    ------
    ValueError
        If shapes differ, a row is zero, a weight is negative or infinite, the reduction is unknown, or "mean" has
        nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    G. Salton, A. Wong, C. S. Yang, "A Vector Space Model for Automatic Indexing", Communications of the ACM 18, 1975.
    https://doi.org/10.1145/361219.361220

    Examples
    --------
    >>> cosine_distance([[1.0, 0.0], [1.0, 1.0]], [[0.0, 3.0], [2.0, 2.0]], reduction="none")
    array([1., 0.])
    >>> cosine_distance.gradient([[2.0, 0.0]], [[0.0, 3.0]])
    array([[ 0. , -0.5]])
    """
    a, b = np.asarray(predictions), np.asarray(targets)
    require_directions("predictions", a)
    require_directions("targets", b)
    distance, slope = cosine_gap(a, b)
    return Terms(distance, slope)
