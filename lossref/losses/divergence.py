"""Divergences of Kullback and Leibler: what it costs to expect another row of numbers than the true one."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.checks import require
from lossref.facts import Equivalent, Source
from lossref.numerics import surplus
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["generalized_kl_divergence", "kl_divergence"]


@loss(
    formula=r"\sum_{k=1}^{C} q_k (\log q_k - \lambda_k)",
    gradient_formula=r"-q_k",
    symbols=r"\lambda, q",
    element="k",
    convex=True,
    lipschitz=1.0,
    smoothness="C∞",
    optimal_prediction="the logarithms of the mean of the targets",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    source=Source("S. Kullback, R. A. Leibler", 1951, "On Information and Sufficiency", "10.1214/aoms/1177729694"),
    elsewhere={
        "torch": Equivalent(
            'torch.nn.functional.kl_div(log_predictions, targets, reduction="batchmean", log_target=log_target)',
            note='"mean" divides by the classes too; probabilities for their logarithms are accepted and wrong',
        ),
        "optax": Equivalent(
            "optax.losses.kl_divergence(log_predictions, targets).mean()",
            note="its gradient with respect to a target of 0 is NaN",
        ),
        "keras": Equivalent(
            "keras.losses.KLDivergence()(targets, keras.ops.exp(log_predictions))",
            note="targets first; probabilities, clipped to [1e-7, 1]",
        ),
    },
)
def kl_divergence(
    log_predictions: Annotated[ArrayLike, "nonpositive[n,C]"],
    targets: Annotated[ArrayLike, "simplex[n,C]"],
    *,
    log_target: bool = False,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The divergence of Kullback and Leibler: how many nats more a prediction costs than the truth.

    For a row of log-probabilities $\lambda$ and a row of target probabilities $q$, each over $C$ classes, the term is

    $$ \sum_{k=1}^{C} q_k (\log q_k - \lambda_k) $$

    and its derivative with respect to the log-probability $\lambda_k$ is

    $$ -q_k $$

    It is $D(q \Vert p)$ with $\lambda = \log p$, the cross-entropy less the entropy of the target: at least 0 where $p$
    is a distribution, which is not asked, and 0 where $p = q$. It is not symmetric: a class that the target has and the
    prediction rules out costs infinitely much, the reverse nothing. The terms are those of rows, so the mean is that of
    the rows.

    Parameters
    ----------
    log_predictions : array_like, at most 0, shape (..., C)
        Logarithms of the predicted probabilities of the classes along the last axis. What the gradient is taken of.
    targets : array_like, distributions, same shape
        Probabilities that sum to 1 along the last axis; with `log_target` their logarithms.
    log_target : bool
        Whether the targets are given as logarithms.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `log_predictions` without its last axis for `reduction="none"`
        The divergence, in nats.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a log-prediction is positive, a row of targets is no distribution, a weight
        is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers, or log_target is not True or False.

    References
    ----------
    S. Kullback, R. A. Leibler, "On Information and Sufficiency", Annals of Mathematical Statistics 22, 1951.
    https://doi.org/10.1214/aoms/1177729694

    Examples
    --------
    >>> kl_divergence(np.log([[0.5, 0.5], [0.25, 0.75]]), [[1, 0], [0.25, 0.75]], reduction="none")
    array([0.69314718, 0.        ])
    >>> kl_divergence.gradient(np.log([[0.5, 0.5]]), [[0.75, 0.25]])
    array([[-0.75, -0.25]])
    """
    rows, given = np.asarray(log_predictions), np.asarray(targets)
    q, surprisal = (np.exp(given), given) if log_target else (given, np.log(given))
    if log_target:
        require("exp(targets)", "simplex", q, "since log_target=True")
    excess = np.where((q == 0) & ~np.isnan(rows), 0.0, q * (surprisal - rows))
    return Terms(excess.sum(axis=-1), -q + 0.0 * np.where(np.isnan(rows), rows, 0.0))


@loss(
    formula=r"\sum_{k=1}^{C} (q_k \log q_k - q_k \lambda_k - q_k + e^{\lambda_k})",
    gradient_formula=r"e^{\lambda_k} - q_k",
    symbols=r"\lambda, q",
    element="k",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the logarithms of the mean of the targets",
    source=Source(
        "L. M. Bregman",
        1967,
        "The Relaxation Method of Finding the Common Point of Convex Sets and Its Application to the Solution of "
        "Problems in Convex Programming",
        "10.1016/0041-5553(67)90040-7",
    ),
    elsewhere={
        "optax": Equivalent("optax.losses.generalized_kl_divergence(log_predictions, targets).mean()"),
        "scipy": Equivalent(
            "scipy.special.kl_div(targets, numpy.exp(log_predictions)).sum(axis=-1).mean()",
            note="targets first; loses the digits near equality",
        ),
    },
)
def generalized_kl_divergence(
    log_predictions: Annotated[ArrayLike, "real[n,C]"],
    targets: Annotated[ArrayLike, "nonnegative[n,C]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The divergence of two rows of nonnegative numbers that need not sum to 1.

    For a row of logarithms $\lambda$ and a row of targets $q$, each of $C$ numbers, the term is

    $$ \sum_{k=1}^{C} (q_k \log q_k - q_k \lambda_k - q_k + e^{\lambda_k}) $$

    and its derivative with respect to the logarithm $\lambda_k$ is

    $$ e^{\lambda_k} - q_k $$

    It is the Bregman divergence of $x \log x$ at $q$ and $p = e^{\lambda}$: each part is at least 0, and 0 where $p_k =
    q_k$. Where both rows sum to 1 it is `kl_divergence`. Of one class it is half of `poisson_deviance`. Near $p = q$ it
    is computed without cancelling, as exactly as the logarithm of the target is known.

    Parameters
    ----------
    log_predictions : array_like, real, shape (..., C)
        Logarithms of the predicted numbers. What the gradient is taken of.
    targets : array_like, nonnegative, same shape
        What was observed.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `log_predictions` without its last axis for `reduction="none"`
        The divergence.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a target is negative, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    L. M. Bregman, "The Relaxation Method of Finding the Common Point of Convex Sets and Its Application to the Solution
    of Problems in Convex Programming", USSR Computational Mathematics and Mathematical Physics 7, 1967.
    https://doi.org/10.1016/0041-5553(67)90040-7

    Examples
    --------
    >>> generalized_kl_divergence([[0.0, 1e-9]], [[1.0, 1.0]])
    np.float64(5.000000001666667e-19)
    >>> generalized_kl_divergence.gradient([[0.0, 0.0]], [[3.0, 0.5]])
    array([[-2. ,  0.5]])
    """
    rows, q = np.asarray(log_predictions), np.asarray(targets)
    p, excess = np.exp(rows), rows - np.log(q)
    rise = np.expm1(excess)
    is_near = np.abs(excess) < 0.5
    far = np.where(q == 0, p, p - q - q * excess)
    value = np.where(is_near, q * surplus(rise), np.where(np.isinf(p), p, far))
    return Terms(value.sum(axis=-1), np.where(is_near, q * rise, p - q))
