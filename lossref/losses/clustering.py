"""Losses of centres that stand for groups of points."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossref.arrays import Array
from lossref.blocks import blocks_of_pairs
from lossref.facts import Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["kmeans_distortion"]

Indices = NDArray[np.intp]


@loss(
    formula=r"\frac{1}{n} \sum_{i=1}^{n} \min_{j} \sum_{l=1}^{d} (c_{jl} - x_{il})^2",
    gradient_formula=(
        r"\frac{2}{n} \sum_{i=1}^{n} (c_{jk} - x_{ik}) \mathbb{1}[\sum_{l=1}^{d} (c_{jl} - x_{il})^2 = "
        r"\min_{a} \sum_{l=1}^{d} (c_{al} - x_{il})^2]"
    ),
    symbols=None,  # the derivative is no formula where two centres are equally near
    convex=False,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    element="j,k",
    source=Source("J. MacQueen", 1967, "Some Methods for Classification and Analysis of Multivariate Observations"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.cluster.KMeans(K, init=centers, n_init=1).fit(points).inertia_ / n",
            note="the sum over the points, at the centres that the fit ends with",
        ),
    },
)
def kmeans_distortion(
    centers: Annotated[ArrayLike, "real[K,d]"],
    points: Annotated[ArrayLike, "real[n,d]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared distance of each point from the nearest of several centres.

    For centres $c$, $K$ of them, and points $x$ of $d$ numbers, $n$ of them, the mean of the terms is

    $$ \frac{1}{n} \sum_{i=1}^{n} \min_{j} \sum_{l=1}^{d} (c_{jl} - x_{il})^2 $$

    and its derivative with respect to the number $c_{jk}$ of a centre is

    $$ \frac{2}{n} \sum_{i=1}^{n} (c_{jk} - x_{ik}) \mathbb{1}[\sum_{l=1}^{d} (c_{jl} - x_{il})^2 =
    \min_{a} \sum_{l=1}^{d} (c_{al} - x_{il})^2] $$

    Where a centre is the mean of the points that are nearest to it, the gradient of the sum is 0: Lloyd's step puts it
    there. A point that is equally near to several centres has a kink, where it pulls them in equal shares; the
    derivative above is that of all other points. The sum over the points, `reduction="sum"`, is what is known as
    inertia.

    Parameters
    ----------
    centers : array_like, real, shape (K, d)
        The centres. What the gradient is taken of.
    points : array_like, real, shape (..., d)
        The points, with their coordinates along the last axis.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each point. A point of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the points, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `points` without its last axis for `reduction="none"`
        The loss. It takes a time that grows with $n K d$, and no more memory than a few times that of the arguments,
        unless points are equally near to many centres.

    Raises
    ------
    ValueError
        If the points have not the dimension of the centres, there is no centre or dimension, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. MacQueen, "Some Methods for Classification and Analysis of Multivariate Observations", Berkeley Symposium on
    Mathematical Statistics and Probability, 1967.

    S. P. Lloyd, "Least Squares Quantization in PCM", IEEE Transactions on Information Theory 28, 1982.
    https://doi.org/10.1109/TIT.1982.1056489

    Examples
    --------
    >>> kmeans_distortion([[0.0, 0.0], [4.0, 0.0]], [[1.0, 0.0], [3.0, 2.0]], reduction="none")
    array([1., 5.])
    >>> kmeans_distortion.gradient([[0.0, 0.0], [4.0, 0.0]], [[1.0, 0.0], [3.0, 2.0]], reduction="sum")
    array([[-2.,  0.],
           [ 2., -4.]])
    """
    c, x = np.asarray(centers), np.asarray(points)
    rows = x.reshape(-1, x.shape[-1])
    nearest, point, centre, share = _nearest(c, rows)

    def pull(u: Array) -> Array:
        counted = np.ravel(u)[point] * share
        used = np.flatnonzero(counted)
        counted, i, j = 2.0 * counted[used], point[used], centre[used]
        # One coordinate at a time: where all centres are in one place, there are as many pairs as points and centres.
        return np.stack([np.bincount(j, counted * (c[j, k] - rows[i, k]), len(c)) for k in range(c.shape[1])], axis=-1)

    return Terms(nearest.reshape(x.shape[:-1]), pull)


def _nearest(c: Array, x: Array) -> tuple[Array, Indices, Indices, Array]:
    """The squared distance of each point from its nearest centre, and the pairs of both, with the centre's share."""
    none = np.empty(0, np.intp)
    nearest, pairs = np.empty(len(x)), [(none, none, np.empty(0))]
    for part in blocks_of_pairs(x, c):
        apart = c - x[part, np.newaxis]
        # In units of a power of 2, lest squares that are all 0 or all infinite seem to be alike.
        _, unit = np.frexp(np.abs(apart).max(axis=-1).min(axis=-1))
        distances = (np.ldexp(apart, -unit[:, np.newaxis, np.newaxis]) ** 2).sum(axis=-1)
        least = distances.min(axis=-1, keepdims=True)
        nearest[part] = np.ldexp(least[:, 0], 2 * unit)
        is_nearest = (distances == least) | np.isnan(least)
        point, centre = np.nonzero(is_nearest)
        pairs.append((point + part.start, centre, 1.0 / is_nearest.sum(axis=-1)[point]))
    point, centre, share = (np.concatenate(found) for found in zip(*pairs, strict=True))
    return nearest, point, centre, share
