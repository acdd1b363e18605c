"""Lovász extensions of the Jaccard error: surrogates of the intersection over union that can be descended."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product, step
from lossref.overlap import jaccard_rates
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["lovasz_hinge", "lovasz_softmax"]


def _steepest(labels: ArrayLike) -> float:
    """Where all missed pixels have the largest errors: the rates of errors add to 1, and none is above theirs."""
    return 1.0 / math.sqrt(max(1.0, float(np.sum(labels))))


@loss(
    formula=r"\sum_{k=1}^{n} \max(0, e_k) (J_k - J_{k-1})",
    gradient_formula=r"\begin{cases} -y_i (J_k - J_{k-1}) & e_i > 0 \\ 0 & \text{otherwise} \end{cases}",
    symbols=None,
    convex=True,
    lipschitz=Bound(r"\frac{1}{\sqrt{\max(1, \sum_{i=1}^{n} t_i)}}", _steepest),
    smoothness="C0",
    optimal_prediction=None,
    element="i",
    source=Source(
        "M. Berman, A. R. Triki, M. B. Blaschko",
        2018,
        "The Lovász-Softmax Loss: A Tractable Surrogate for the Optimization of the Intersection-Over-Union Measure in "
        "Neural Networks",
        "10.1109/CVPR.2018.00464",
    ),
    elsewhere={
        "kornia": Equivalent(
            "kornia.losses.lovasz_hinge_loss(scores[None, None, None], labels[None, None])", note="the mean over images"
        ),
    },
)
def lovasz_hinge(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "binary[n]"],
) -> Terms:
    r"""The convex surrogate of the Jaccard error for scores: hinge errors, weighed by what each would cost the overlap.

    For the scores $s$ of $n$ pixels let $e_i = 1 - y_i s_i$ with $y_i = 2 t_i - 1$, sorted from the largest down, and
    $J_k$ the Jaccard error of a mask that is wrong at the first $k$ pixels. The value is

    $$ \sum_{k=1}^{n} \max(0, e_k) (J_k - J_{k-1}) $$

    and its derivative with respect to the score $s_i$, which has the place $k$ in the order, is

    $$ \begin{cases} -y_i (J_k - J_{k-1}) & e_i > 0 \\ 0 & \text{otherwise} \end{cases} $$

    It is piecewise linear. Of equal errors the one that comes first in the arrays comes first in the order: any order
    among them gives the same value and a subgradient. Where the mask is empty, the largest error alone counts.

    Parameters
    ----------
    scores : array_like, real, any shape
        One for each pixel. What the gradient is taken of.
    labels : array_like, 0 or 1, same shape
        The mask, $t$.

    Returns
    -------
    float64
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, or a label is neither 0 nor 1.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. Yu, M. B. Blaschko, "Learning Submodular Losses with the Lovász Hinge", ICML, 2015.

    M. Berman, A. R. Triki, M. B. Blaschko, "The Lovász-Softmax Loss: A Tractable Surrogate for the Optimization of the
    Intersection-Over-Union Measure in Neural Networks", CVPR, 2018. https://doi.org/10.1109/CVPR.2018.00464

    Examples
    --------
    >>> lovasz_hinge([2.0, -0.5, 0.25], [1, 1, 0]).round(4)
    np.float64(0.9583)
    >>> lovasz_hinge.gradient([2.0, -0.5, 0.25], [1, 1, 0]).round(4)
    array([ 0.    , -0.5   ,  0.1667])
    """
    t = np.asarray(labels)
    y = 2.0 * t - 1.0
    errors = 1.0 - y * np.asarray(scores)
    rates = jaccard_rates(np.ravel(errors), np.ravel(t)).reshape(t.shape)
    used = rates * step(errors)
    return Terms(np.asarray(np.sum(product(rates, np.maximum(0.0, errors)))), -y * used)


@loss(
    formula=r"\sum_{k=1}^{n} e_k (J_k - J_{k-1})",
    gradient_formula=r"\begin{cases} -(J_k - J_{k-1}) & y_i = c \\ J_k - J_{k-1} & \text{otherwise} \end{cases}",
    symbols=None,
    convex=True,
    lipschitz="finite",
    smoothness="C0",
    optimal_prediction=None,
    element="c",
    source=Source(
        "M. Berman, A. R. Triki, M. B. Blaschko",
        2018,
        "The Lovász-Softmax Loss: A Tractable Surrogate for the Optimization of the Intersection-Over-Union Measure in "
        "Neural Networks",
        "10.1109/CVPR.2018.00464",
    ),
    elsewhere={
        "kornia": Equivalent(
            "kornia.losses.lovasz_softmax_loss(probs.log().T[None, :, None], labels[None, None])",
            note="takes logits, whose softmax it is of; the mean over all classes, also those that no label has",
        ),
    },
)
def lovasz_softmax(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
) -> Terms:
    r"""The mean over classes of the Lovász extension of the Jaccard error, of probabilities.

    For the probabilities $p$ at $n$ pixels and each class $c$ that a label has, let $e_i = 1 - p_{ic}$ where $y_i = c$
    and $e_i = p_{ic}$ elsewhere, sorted from the largest down, and $J_k$ the Jaccard error of a mask that is wrong at
    the first $k$ pixels. The value is the mean over these classes of

    $$ \sum_{k=1}^{n} e_k (J_k - J_{k-1}) $$

    and its derivative with respect to the probability $p_{ic}$, which has the place $k$ in the order of its class, is

    $$ \begin{cases} -(J_k - J_{k-1}) & y_i = c \\ J_k - J_{k-1} & \text{otherwise} \end{cases} $$

    The derivative is divided by the number of those classes, too; its Euclidean norm is at most 1. Equal errors are a
    kink: any order among them gives the same value and a subgradient, and they count in the order of the arrays. It is
    convex in the probabilities and a direct stand-in for the mean intersection over union.

    Parameters
    ----------
    probs : array_like, distributions, shape (..., C)
        The probability of each class at each pixel. What the gradient is taken of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each pixel.

    Returns
    -------
    float64
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a row of probabilities is no distribution, a label is no class, or there are no pixels.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    M. Berman, A. R. Triki, M. B. Blaschko, "The Lovász-Softmax Loss: A Tractable Surrogate for the Optimization of the
    Intersection-Over-Union Measure in Neural Networks", CVPR, 2018. https://doi.org/10.1109/CVPR.2018.00464

    Examples
    --------
    >>> lovasz_softmax([[0.75, 0.25], [0.5, 0.5]], [0, 1])
    np.float64(0.4375)
    >>> lovasz_softmax.gradient([[0.75, 0.25], [0.5, 0.5]], [0, 1])
    array([[-0.25,  0.  ],
           [ 0.25, -0.5 ]])
    """
    p, y = np.asarray(probs), np.asarray(labels)
    if y.size == 0:
        raise ValueError("the mean of no classes is undefined; pass at least one pixel")
    rows, flat = p.reshape(-1, p.shape[-1]), np.ravel(y)
    present = np.unique(flat)
    value, slope = np.asarray(0.0), np.zeros_like(rows)
    for c in present:
        t = (flat == c).astype(np.float64)
        errors = np.where(t == 1.0, 1.0 - rows[:, c], rows[:, c])
        rates = jaccard_rates(errors, t) / len(present)
        value = value + np.sum(product(rates, errors))
        slope[:, c] = (1.0 - 2.0 * t) * rates
    return Terms(np.asarray(value), slope.reshape(p.shape))
