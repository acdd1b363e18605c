"""Distances of two distributions, told from samples of them."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.blocks import blocks_of_pairs
from lossref.facts import Source
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["mmd_rbf"]


@loss(
    formula=(
        r"\frac{1}{N^2} \sum_{i=1}^{N} \sum_{j=1}^{N} A_{ij} + \frac{1}{M^2} \sum_{i=1}^{M} \sum_{j=1}^{M} B_{ij} "
        r"- \frac{2}{N M} \sum_{i=1}^{N} \sum_{j=1}^{M} E_{ij}"
    ),
    gradient_formula=(
        r"\frac{2}{N \sigma^2} \left( \frac{1}{N} \sum_{j=1}^{N} (x_{jk} - x_{ik}) A_{ij} - \frac{1}{M} "
        r"\sum_{j=1}^{M} (y_{jk} - x_{ik}) E_{ij} \right)"
    ),
    symbols=r"x, y, bandwidth=\sigma",
    convex=False,
    lipschitz="finite",
    smoothness="C∞",
    optimal_prediction=None,
    element="i,k",
    where=(
        r"A_{ij} = e^{-\frac{\sum_{l=1}^{d} (x_{il} - x_{jl})^2}{2 \sigma^2}}, "
        r"B_{ij} = e^{-\frac{\sum_{l=1}^{d} (y_{il} - y_{jl})^2}{2 \sigma^2}}, "
        r"E_{ij} = e^{-\frac{\sum_{l=1}^{d} (x_{il} - y_{jl})^2}{2 \sigma^2}}"
    ),
    source=Source("A. Gretton, K. M. Borgwardt, M. J. Rasch, B. Schölkopf, A. Smola", 2012, "A Kernel Two-Sample Test"),
    elsewhere={},
)
def mmd_rbf(
    samples: Annotated[ArrayLike, "real[N,d]"],
    reference: Annotated[ArrayLike, "real[M,d]"],
    *,
    bandwidth: Annotated[float, "positive"] = 1.0,
) -> Terms:
    r"""How far two samples are from one distribution: the squared maximum mean discrepancy, with a Gaussian kernel.

    For samples $x$, $N$ of them, a reference $y$ of $M$ samples, and the kernel $k(a, b) = e^{-\lVert a - b \rVert^2 /
    (2 \sigma^2)}$ of the bandwidth $\sigma$, with $A_{ij} = k(x_i, x_j)$, $B_{ij} = k(y_i, y_j)$ and $E_{ij} = k(x_i,
    y_j)$, the value is

    $$ \frac{1}{N^2} \sum_{i=1}^{N} \sum_{j=1}^{N} A_{ij} + \frac{1}{M^2} \sum_{i=1}^{M} \sum_{j=1}^{M} B_{ij} -
    \frac{2}{N M} \sum_{i=1}^{N} \sum_{j=1}^{M} E_{ij} $$

    and its derivative with respect to the number $x_{ik}$ of a sample is

    $$ \frac{2}{N \sigma^2} \left( \frac{1}{N} \sum_{j=1}^{N} (x_{jk} - x_{ik}) A_{ij} - \frac{1}{M}
    \sum_{j=1}^{M} (y_{jk} - x_{ik}) E_{ij} \right) $$

    It is the biased form, which counts the pairs of a sample with itself: it is never negative, and 0 where the two
    samples are the same. It belongs to the whole samples: there is no mean and no weight. Samples of one distribution
    keep it above 0 by about $1 / N + 1 / M$.

    Parameters
    ----------
    samples : array_like, real, shape (N, d)
        The samples. What the gradient is taken of.
    reference : array_like, real, shape (M, d)
        Samples of the distribution to be met.
    bandwidth : float, positive
        The distance $\sigma$ within which samples count as near.

    Returns
    -------
    float64
        The value. It takes a time that grows with $(N + M)^2 d$, and no more memory than a few times that of the
        samples.

    Raises
    ------
    ValueError
        If the samples have not the dimension of the reference, one of them is empty, or the bandwidth is not a positive
        finite number.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. Gretton, K. M. Borgwardt, M. J. Rasch, B. Schölkopf, A. Smola, "A Kernel Two-Sample Test", Journal of Machine
    Learning Research 13, 2012.

    Examples
    --------
    >>> mmd_rbf([[0.0], [1.0]], [[0.0], [1.0]])
    np.float64(0.0)
    >>> mmd_rbf([[0.0]], [[3.0]]).round(4)
    np.float64(1.9778)
    >>> mmd_rbf.gradient([[0.0]], [[1.0]]).round(4)
    array([[-1.2131]])
    """
    x, y = np.asarray(samples), np.asarray(reference)
    among, to_samples = _kernel(x, x, bandwidth)
    across, to_reference = _kernel(x, y, bandwidth)
    value = among.mean() + _kernel(y, y, bandwidth)[0].mean() - 2.0 * across.mean()
    # A sum that is 0 may round to less.
    return Terms(np.maximum(value, 0.0), 2.0 / (len(x) * bandwidth) * (to_samples - to_reference))


def _kernel(x: Array, y: Array, bandwidth: float) -> tuple[Array, Array]:
    """How near each x is to the y in the mean, and the mean step to them in bandwidths, by how near they are."""
    nearness, pull = np.empty(len(x)), np.empty(x.shape)
    for part in blocks_of_pairs(x, y):
        steps = (y - x[part, np.newaxis]) / bandwidth
        near = np.exp(-0.5 * (steps**2).sum(axis=-1))
        nearness[part] = near.mean(axis=-1)
        pull[part] = (near[..., np.newaxis] * steps).mean(axis=1)
    return nearness, pull
