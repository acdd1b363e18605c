"""Losses of the angle between vectors."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.angles import cosine_gap, require_directions
from lossref.facts import Equivalent, Source
from lossref.numerics import step
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["cosine_distance", "cosine_embedding"]


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
            "1 - torch.nn.functional.cosine_similarity(predictions, targets, dim=-1).mean()", note="1 for rows of zeros"
        ),
        "optax": Equivalent("optax.losses.cosine_distance(predictions, targets).mean()", note="NaN for rows of zeros"),
        "keras": Equivalent(
            "1 + keras.losses.CosineSimilarity()(targets, predictions)",
            note="its value is minus the similarity; targets first; 1 for rows of zeros",
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


@loss(
    formula=r"\begin{cases} 1 - c & y = 1 \\ \max(0, c - \mu) & \text{otherwise} \end{cases}",
    gradient_formula=(
        r"\begin{cases} -\frac{\partial c}{\partial a_k} & y = 1 \\ "
        r"\frac{\partial c}{\partial a_k} & y = -1 \text{ and } c > \mu \\ 0 & \text{otherwise} \end{cases}"
    ),
    symbols=None,
    convex=False,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    source=Source(
        "G. Salton, A. Wong, C. S. Yang", 1975, "A Vector Space Model for Automatic Indexing", "10.1145/361219.361220"
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.cosine_embedding_loss(embeddings1, embeddings2, labels, margin=margin)",
            note="a label of 0 costs 0",
        )
    },
)
def cosine_embedding(
    embeddings1: Annotated[ArrayLike, "real[n,d]"],
    embeddings2: Annotated[ArrayLike, "real[n,d]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    margin: Annotated[float, "real"] = 0.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""One less the cosine for those that belong together; for others how far the cosine exceeds a margin.

    For rows $a$ and $b$ with the cosine $c$ of their angle, the label $y$, +1 for a pair that belongs together and -1
    for one that does not, and the margin $\mu$ the term is

    $$ \begin{cases} 1 - c & y = 1 \\ \max(0, c - \mu) & \text{otherwise} \end{cases} $$

    and its derivative with respect to $a_k$ is

    $$ \begin{cases} -\frac{\partial c}{\partial a_k} & y = 1 \\
    \frac{\partial c}{\partial a_k} & y = -1 \text{ and } c > \mu \\ 0 & \text{otherwise} \end{cases} $$

    The derivative of the cosine is that of `cosine_distance`, with the other sign. At the kink $c = \mu$ of strangers
    every number from 0 to $\frac{\partial c}{\partial a_k}$ lies between the slopes of both sides; the one returned is
    0, the smallest. A label of 0, for which PyTorch returns 0 in silence, is refused.

    Parameters
    ----------
    embeddings1 : array_like, real, shape (..., d)
        Rows, not of zeros. What the gradient is taken of.
    embeddings2 : array_like, real, same shape
        Rows, not of zeros.
    labels : array_like, -1 or +1, shape (...)
        Whether the two belong together.
    margin : float
        The cosine up to which strangers cost nothing, $\mu$.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `embeddings1` without its last axis for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a row is zero, a label is neither -1 nor +1, a weight is negative or infinite, the reduction
        is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    G. Salton, A. Wong, C. S. Yang, "A Vector Space Model for Automatic Indexing", Communications of the ACM 18, 1975.
    https://doi.org/10.1145/361219.361220

    Examples
    --------
    >>> cosine_embedding([[1.0, 0.0], [1.0, 0.0]], [[0.0, 2.0], [3.0, 0.0]], [1, -1], reduction="none")
    array([1., 1.])
    >>> cosine_embedding.gradient([[2.0, 0.0]], [[0.0, 3.0]], [1])
    array([[ 0. , -0.5]])
    """
    a, b, y = np.asarray(embeddings1), np.asarray(embeddings2), np.asarray(labels)
    require_directions("embeddings1", a)
    require_directions("embeddings2", b)
    gap, slope = cosine_gap(a, b)
    beyond = 1.0 - gap - margin
    # An unknown label, as an unknown cosine, makes both unknown.
    hole = 0.0 * (y + gap)
    rate = np.where(y > 0, 1.0, -step(beyond)) + hole
    return Terms(np.where(y > 0, gap, np.maximum(0.0, beyond)) + hole, slope * rate[..., np.newaxis])
