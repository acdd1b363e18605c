"""Losses of distances between embeddings: who belongs together is to be near."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import row_lengths, step
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["contrastive_pair", "hinge_embedding", "triplet_margin"]


@loss(
    formula=r"\begin{cases} d & y = 1 \\ \max(0, \mu - d) & \text{otherwise} \end{cases}",
    gradient_formula=(
        r"\begin{cases} 1 & y = 1 \\ -1 & y = -1 \text{ and } d < \mu \\ 0 & \text{otherwise} \end{cases}"
    ),
    symbols=None,
    convex=True,
    lipschitz=1.0,
    smoothness="C0",
    optimal_prediction=None,
    source=Source(
        "R. Hadsell, S. Chopra, Y. LeCun",
        2006,
        "Dimensionality Reduction by Learning an Invariant Mapping",
        "10.1109/CVPR.2006.100",
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.hinge_embedding_loss(distances, labels, margin=margin)",
            note="broadcasts (n,) against (n, 1) in silence",
        )
    },
)
def hinge_embedding(
    distances: Annotated[ArrayLike, "nonnegative[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    margin: Annotated[float, "nonnegative"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""A distance for those that belong together, what it lacks of a margin for those that do not.

    For a distance $d$, the label $y$, +1 for a pair that belongs together and -1 for one that does not, and the margin
    $\mu$ the term is

    $$ \begin{cases} d & y = 1 \\ \max(0, \mu - d) & \text{otherwise} \end{cases} $$

    and its derivative with respect to the distance is

    $$ \begin{cases} 1 & y = 1 \\ -1 & y = -1 \text{ and } d < \mu \\ 0 & \text{otherwise} \end{cases} $$

    At the kink $d = \mu$ of strangers every number from -1 to 0 is a subgradient; the one returned is 0, the smallest.

    Parameters
    ----------
    distances : array_like, nonnegative, any shape
        What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        Whether the two belong together.
    margin : float, nonnegative
        The distance from which on strangers cost nothing, $\mu$.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `distances` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a distance is negative, a label is neither -1 nor +1, a weight is negative or infinite, the
        reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. Hadsell, S. Chopra, Y. LeCun, "Dimensionality Reduction by Learning an Invariant Mapping", CVPR, 2006.
    https://doi.org/10.1109/CVPR.2006.100

    Examples
    --------
    >>> hinge_embedding([0.25, 0.25, 3.0], [1, -1, -1], reduction="none")
    array([0.25, 0.75, 0.  ])
    >>> hinge_embedding.gradient([0.25, 0.25, 3.0], [1, -1, -1], reduction="sum")
    array([ 1., -1.,  0.])
    """
    d, y = np.asarray(distances), np.asarray(labels)
    lacking = margin - d
    hole = 0.0 * y
    slope = np.where(y > 0, np.where(np.isnan(d), d, 1.0), -step(lacking))
    return Terms(np.where(y > 0, d, np.maximum(0.0, lacking)) + hole, slope + hole)


@loss(
    formula=r"\frac{1}{2} t D^2 + \frac{1}{2} (1 - t) \left( \max(0, \mu - D) \right)^2",
    gradient_formula=r"t (a_k - b_k) - (1 - t) \max(0, \mu - D) \frac{a_k - b_k}{D}",
    symbols=r"a, b, t, margin=\mu",
    convex=False,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    element="k",
    where=r"D = \sqrt{\sum_{j=1}^{d} (a_j - b_j)^2}",
    source=Source(
        "R. Hadsell, S. Chopra, Y. LeCun",
        2006,
        "Dimensionality Reduction by Learning an Invariant Mapping",
        "10.1109/CVPR.2006.100",
    ),
    elsewhere={},
)
def contrastive_pair(
    embeddings1: Annotated[ArrayLike, "real[n,d]"],
    embeddings2: Annotated[ArrayLike, "real[n,d]"],
    labels: Annotated[ArrayLike, "binary[n]"],
    *,
    margin: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared distance of those that belong together; for others the square of what it lacks of a margin.

    For rows $a$ and $b$ at the Euclidean distance $D$, the label $t$, 1 if they belong together and 0 if not, and the
    margin $\mu$ the term is

    $$ \frac{1}{2} t D^2 + \frac{1}{2} (1 - t) \left( \max(0, \mu - D) \right)^2 $$

    and its derivative with respect to $a_k$ is

    $$ t (a_k - b_k) - (1 - t) \max(0, \mu - D) \frac{a_k - b_k}{D} $$

    Libraries differ in which label means what: here 1 is similar, as in the example of the paper's $1 - Y$. Two
    strangers at one place have a kink and no direction to part in: every vector up to the length $\mu$ lies between the
    slopes around it, and the one returned is 0, the smallest.

    Parameters
    ----------
    embeddings1 : array_like, real, shape (..., d)
        One row for each example. What the gradient is taken of.
    embeddings2 : array_like, real, same shape
        The rows that they are compared with.
    labels : array_like, 0 or 1, shape (...)
        Whether the two belong together.
    margin : float, positive
        The distance from which on strangers cost nothing, $\mu$.
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
        If shapes differ, a label is neither 0 nor 1, margin is not a positive finite number, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. Hadsell, S. Chopra, Y. LeCun, "Dimensionality Reduction by Learning an Invariant Mapping", CVPR, 2006.
    https://doi.org/10.1109/CVPR.2006.100

    Examples
    --------
    >>> contrastive_pair([[3.0, 4.0], [0.5, 0.0]], [[0.0, 0.0], [0.0, 0.0]], [1, 0], reduction="none")
    array([12.5  ,  0.125])
    >>> contrastive_pair.gradient([[0.5, 0.0]], [[0.0, 0.0]], [0])
    array([[-0.5,  0. ]])
    """
    difference, t = np.subtract(embeddings1, embeddings2), np.asarray(labels)
    distance, direction = row_lengths(difference)
    lacking = np.maximum(0.0, margin - distance)
    value = np.where(t > 0, 0.5 * distance**2, 0.5 * lacking**2)
    slope = np.where(t[..., np.newaxis] > 0, difference, -lacking[..., np.newaxis] * direction)
    hole = 0.0 * t
    return Terms(value + hole, slope + hole[..., np.newaxis])


@loss(
    formula=r"\max(0, P - N + \mu)",
    gradient_formula=(
        r"\begin{cases} \frac{a_k - p_k}{P} - \frac{a_k - q_k}{N} & P - N + \mu > 0 \\ "
        r"0 & \text{otherwise} \end{cases}"
    ),
    symbols=r"a, p, q, margin=\mu",
    convex=False,
    lipschitz=2.0,
    smoothness="C0",
    optimal_prediction=None,
    element="k",
    where=r"P = \sqrt{\sum_{j=1}^{d} (a_j - p_j)^2}, N = \sqrt{\sum_{j=1}^{d} (a_j - q_j)^2}",
    redescending=True,
    source=Source(
        "K. Q. Weinberger, L. K. Saul",
        2009,
        "Distance Metric Learning for Large Margin Nearest Neighbor Classification",
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.triplet_margin_loss(anchors, positives, negatives, margin=margin, eps=0)",
            note="its default eps=1e-6 is added to each difference",
        ),
        "optax": Equivalent(
            "optax.losses.triplet_margin_loss(anchors, positives, negatives, margin=margin, eps=0).mean()",
            note="its default eps=1e-6 is added under the root; with eps=0 the gradient is NaN at a distance of 0",
        ),
    },
)
def triplet_margin(
    anchors: Annotated[ArrayLike, "real[n,d]"],
    positives: Annotated[ArrayLike, "real[n,d]"],
    negatives: Annotated[ArrayLike, "real[n,d]"],
    *,
    margin: Annotated[float, "nonnegative"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far an anchor fails to be nearer to its own kind than to another by a margin.

    For an anchor $a$ at the Euclidean distances $P$ and $N$ from a row $p$ of its kind and a row $q$ of another, and
    the margin $\mu$, the term is

    $$ \max(0, P - N + \mu) $$

    and its derivative with respect to $a_k$ is

    $$ \begin{cases} \frac{a_k - p_k}{P} - \frac{a_k - q_k}{N} & P - N + \mu > 0 \\ 0 & \text{otherwise} \end{cases} $$

    A triplet that is right by the margin costs nothing, so most of a trained batch does not pull: pick those that are
    not. At the kink, where it is right by just the margin, every part from 0 to 1 of the derivative is between the
    slopes of both sides; the one returned is 0, the smallest. At a distance of 0 its direction, which might be every
    vector up to the length 1, counts as 0. No small number is added to the distances.

    Parameters
    ----------
    anchors : array_like, real, shape (..., d)
        What the gradient is taken of.
    positives : array_like, real, same shape
        Rows of the same kind.
    negatives : array_like, real, same shape
        Rows of another kind.
    margin : float, nonnegative
        By how much the other kind is to be further away, $\mu$.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `anchors` without its last axis for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, margin is negative or infinite, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    K. Q. Weinberger, L. K. Saul, "Distance Metric Learning for Large Margin Nearest Neighbor Classification", Journal
    of Machine Learning Research 10, 2009.

    F. Schroff, D. Kalenichenko, J. Philbin, "FaceNet: A Unified Embedding for Face Recognition and Clustering", CVPR,
    2015. https://doi.org/10.1109/CVPR.2015.7298682

    Examples
    --------
    >>> triplet_margin([[0.0, 0.0]], [[3.0, 4.0]], [[0.0, 2.0]])
    np.float64(4.0)
    >>> triplet_margin.gradient([[0.0, 0.0]], [[3.0, 4.0]], [[0.0, 2.0]])
    array([[-0.6,  0.2]])
    """
    to_own, own = row_lengths(np.subtract(anchors, positives))
    to_other, other = row_lengths(np.subtract(anchors, negatives))
    short = to_own - to_other + margin
    return Terms(np.maximum(0.0, short), step(short)[..., np.newaxis] * (own - other))
