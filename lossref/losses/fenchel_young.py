"""The losses that a regulariser of distributions makes: cross-entropy, sparsemax and squares are of one kind."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Equivalent, Source
from lossref.numerics import product, softmax, sparsemax, sum_of_others, xlogy
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["Regularizer", "fenchel_young"]


@dataclass(frozen=True, slots=True)
class Regularizer:
    r"""A convex function $\Omega$ of rows, by which scores are turned into predictions.

    Parameters
    ----------
    value : function
        The rows $q$, shape (..., C), to $\Omega(q)$, shape (...).
    maximum : function
        The scores $s$, shape (..., C), to $\max_p (p \cdot s - \Omega(p))$, shape (...), and to the row $p$ where the
        maximum is, shape (..., C): the prediction, which is the derivative of the maximum.

    Examples
    --------
    >>> squares = Regularizer(
    ...     value=lambda q: 0.5 * (q * q).sum(axis=-1),
    ...     maximum=lambda s: (0.5 * (s * s).sum(axis=-1), s),
    ... )
    >>> fenchel_young([[3.0, 1.0]], [[1.0, 0.0]], regularizer=squares)
    np.float64(2.5)
    """

    value: Callable[[Array], Array]
    maximum: Callable[[Array], tuple[Array, Array]]


@loss(
    formula=r"\sum_{k=1}^{C} q_k (\log q_k - s_k + \log \sum_{j=1}^{C} e^{s_j})",
    gradient_formula=r"\frac{e^{s_k}}{\sum_{j=1}^{C} e^{s_j}} - q_k",
    symbols=r"s, q",
    element="k",
    convex=True,
    lipschitz=math.sqrt(2.0),
    smoothness="C∞",
    optimal_prediction=None,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("regularizer",),
    source=Source(
        "M. Blondel, A. F. T. Martins, V. Niculae",
        2020,
        "Learning with Fenchel-Young Losses",
        "10.48550/arXiv.1901.02324",
    ),
    elsewhere={
        "optax": Equivalent(
            "(optax.losses.make_fenchel_young_loss(jax.scipy.special.logsumexp)(scores, targets) - "
            "jax.scipy.special.entr(targets).sum(axis=-1)).mean()",
            note=(
                "makes the loss of any function of the maximum; leaves out the regularizer of the targets, here their "
                "entropy"
            ),
        ),
    },
)
def fenchel_young(
    scores: Annotated[ArrayLike, "real[n,C]"],
    targets: Annotated[ArrayLike, "simplex[n,C]"],
    *,
    regularizer: Literal["entropy", "gini"] | Regularizer = "entropy",
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""What the best prediction for the scores gains over the target, by a regulariser: a Fenchel-Young loss.

    For a row of scores $s$, a row of target probabilities $q$, each over $C$ classes, and the entropy as the
    regulariser the term is

    $$ \sum_{k=1}^{C} q_k (\log q_k - s_k + \log \sum_{j=1}^{C} e^{s_j}) $$

    and its derivative with respect to the score $s_k$ is

    $$ \frac{e^{s_k}}{\sum_{j=1}^{C} e^{s_j}} - q_k $$

    With any regulariser $\Omega$ the term is $\Omega^*(s) + \Omega(q) - s \cdot q$, where $\Omega^*(s)$ is the maximum
    of $p \cdot s - \Omega(p)$, and the derivative is $p - q$ with the $p$ of that maximum, the prediction. It is
    convex, at least 0, and 0 just where the prediction is the target. With the entropy, $\sum p_k \log p_k$, the
    prediction is the softmax and the loss the divergence of Kullback and Leibler from it, which is the cross-entropy
    for one-hot targets; with "gini", $\frac{1}{2} (\lVert p \rVert^2 - 1)$, they are the sparsemax and its loss.

    Parameters
    ----------
    scores : array_like, real, shape (..., C)
        Scores of the classes along the last axis. What the gradient is taken of.
    targets : array_like, distributions, same shape
        Probabilities that sum to 1 along the last axis.
    regularizer : {"entropy", "gini"} or Regularizer
        What $\Omega$ is. With one of your own the value is computed as written, $\Omega^*(s) + \Omega(q) - s \cdot q$.
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
        If shapes differ, there is no class, a row of targets is no distribution, the regulariser is unknown, a weight
        is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    M. Blondel, A. F. T. Martins, V. Niculae, "Learning with Fenchel-Young Losses", Journal of Machine Learning Research
    21, 2020. https://doi.org/10.48550/arXiv.1901.02324

    Examples
    --------
    >>> fenchel_young([[0.0, 0.0]], [[1.0, 0.0]])
    np.float64(0.6931471805599453)
    >>> fenchel_young([[0.0, 0.0], [2.0, 0.0]], [[1.0, 0.0], [1.0, 0.0]], regularizer="gini", reduction="none")
    array([0.25, 0.  ])
    >>> fenchel_young.gradient([[0.0, 0.0]], [[0.75, 0.25]])
    array([[-0.25,  0.25]])
    """
    s, q = np.asarray(scores), np.asarray(targets)
    if isinstance(regularizer, Regularizer):
        highest, p = regularizer.maximum(s)
        return Terms(highest + regularizer.value(q) - product(q, s).sum(axis=-1), p - q)
    if regularizer not in _NAMED:
        raise ValueError(f"regularizer is {regularizer!r}; accepted: 'entropy', 'gini' or a Regularizer")
    return Terms(*_NAMED[regularizer](s, q))


def _of_entropy(s: Array, q: Array) -> tuple[Array, Array]:
    p = softmax(s)
    slope = (p.powers * sum_of_others(q) - q * p.others) / p.total
    # A sum that is 0 may round to less.
    return np.maximum((xlogy(q, q) + product(q, p.surprisal)).sum(axis=-1), 0.0), slope


def _of_gini(s: Array, q: Array) -> tuple[Array, Array]:
    p, below = sparsemax(s)
    return 0.5 * ((p - q) ** 2).sum(axis=-1) + product(q, below).sum(axis=-1), p - q


_NAMED = {"entropy": _of_entropy, "gini": _of_gini}
