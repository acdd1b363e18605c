"""Minus the logarithm of the probability that was given to what happened."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.labels import read_labels
from lossref.numerics import xlogy
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["categorical_cross_entropy", "nll"]


@loss(
    formula=r"-\sum_{k=1}^{C} q_k \log p_k",
    gradient_formula=r"-\frac{q_k}{p_k}",
    symbols=r"p, q",
    element="k",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the distribution of the classes",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    source=Source("I. J. Good", 1952, "Rational Decisions", "10.1111/j.2517-6161.1952.tb00104.x"),
    elsewhere={
        "keras": Equivalent(
            "keras.losses.CategoricalCrossentropy()(labels, probs)",
            note=(
                "labels first; makes the rows sum to 1, which changes the gradient by a number that all classes of a "
                "row share; clips at 1e-7"
            ),
        ),
        "sklearn": Equivalent(
            "sklearn.metrics.log_loss(labels, probs)",
            note="labels first, one-hot or class numbers; clips the probabilities at the machine epsilon of their type",
        ),
    },
)
def categorical_cross_entropy(
    probs: Annotated[ArrayLike, "simplex[n,C]"],
    labels: Annotated[ArrayLike, "simplex[n,C]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of a label distribution and predicted probabilities: the logarithmic score.

    For a row of probabilities $p$ and a row of label probabilities $q$, each over $C$ classes, the term is

    $$ -\sum_{k=1}^{C} q_k \log p_k $$

    and its derivative with respect to the probability $p_k$ is

    $$ -\frac{q_k}{p_k} $$

    The derivative is that of the formula, as if each probability could change alone; along the simplex only its
    differences count. Nothing is clipped: a class that happens and had the probability 0 costs infinitely much, and $0
    \log 0$ is 0.

    Where the probabilities come from a softmax, `softmax_cross_entropy` of its logits is exact where $1 - p$ rounds to
    0.

    Parameters
    ----------
    probs : array_like, distributions, shape (..., C)
        Probabilities of the classes along the last axis, which sum to 1 to 1e-6 for each class. What the gradient is
        taken of.
    labels : array_like, distributions, same shape
        Probabilities that sum to 1 along the last axis; one-hot rows are the hard labels.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `probs` without its last axis for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a row is no distribution, a weight is negative or infinite, the reduction
        is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14, 1952.
    https://doi.org/10.1111/j.2517-6161.1952.tb00104.x

    Examples
    --------
    >>> categorical_cross_entropy([[0.5, 0.5], [1e-30, 1.0]], [[1, 0], [1, 0]], reduction="none")
    array([ 0.69314718, 69.07755279])
    >>> categorical_cross_entropy.gradient([[0.5, 0.5]], [[0.75, 0.25]])
    array([[-1.5, -0.5]])
    """
    p, q = np.asarray(probs), np.asarray(labels)
    return Terms(-xlogy(q, p).sum(axis=-1), np.where(q == 0, -q * p, -q / p))


@loss(
    formula=r"-\lambda_y",
    gradient_formula=r"-\mathbb{1}[k = y]",
    symbols=r"\lambda, y",
    element="k",
    convex=True,
    lipschitz=1.0,
    smoothness="C∞",
    optimal_prediction="the logarithms of the distribution of the classes",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("class_weights",),
    source=Source("I. J. Good", 1952, "Rational Decisions", "10.1111/j.2517-6161.1952.tb00104.x"),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.nll_loss(log_probs, labels, weight=class_weights, ignore_index=ignore_index)",
            note="logits are accepted and wrong",
        )
    },
)
def nll(
    log_probs: Annotated[ArrayLike, "nonpositive[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    class_weights: Annotated[ArrayLike | None, "nonnegative[C]"] = None,
    ignore_index: int | None = None,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Minus the log-probability of the right class.

    For a row of log-probabilities $\lambda$ over $C$ classes and the class $y$ the term is

    $$ -\lambda_y $$

    and its derivative with respect to the log-probability $\lambda_k$ is

    $$ -\mathbb{1}[k = y] $$

    It is linear, and means something only where the exponentials of a row sum to 1, which is not asked: take it of a
    logarithm of a softmax. Logits are refused where they are positive; `softmax_cross_entropy_with_integer_labels` is
    for them. Class weights multiply the term by that of the label, whose row then counts that much in the mean.

    Parameters
    ----------
    log_probs : array_like, at most 0, shape (..., C)
        Logarithms of the probabilities of the classes along the last axis. What the gradient is taken of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    class_weights : array_like, nonnegative, shape (C,), optional
        One weight for each class; a row counts as the weight of its class.
    ignore_index : int, optional
        The label of rows that are not used.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `log_probs` without its last axis for `reduction="none"`
        The loss, in nats; `inf` for a class that was ruled out.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, a log-probability is positive, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels or ignore_index are not integers, or another argument does not hold real numbers.

    References
    ----------
    I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14, 1952.
    https://doi.org/10.1111/j.2517-6161.1952.tb00104.x

    Examples
    --------
    >>> nll(np.log([[0.5, 0.5], [0.2, 0.8]]), [0, 1], reduction="none").round(4)
    array([0.6931, 0.2231])
    >>> nll.gradient(np.log([[0.5, 0.5], [0.2, 0.8]]), [0, 1], class_weights=[1, 3])
    array([[-0.25,  0.  ],
           [ 0.  , -0.75]])
    """
    rows, of = np.asarray(log_probs), read_labels(labels, class_weights, ignore_index)
    # NaN in a row is a hole, in whatever class it is.
    unknown = np.where(np.isnan(rows).any(axis=-1), np.nan, 0.0)
    value, slope = unknown - of.take(rows), unknown[..., np.newaxis] - of.one_hot(rows.shape[-1])
    return Terms(value, slope, of.mass)
