"""Deviances: what a predicted mean loses in likelihood against the best one."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import product, surplus
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["gamma_deviance", "poisson_deviance"]


@loss(
    formula=r"2 \left( y \log \frac{y}{\mu} - y + \mu \right)",
    gradient_formula=r"2 \left( 1 - \frac{y}{\mu} \right)",
    symbols=r"\mu, y",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean",
    source=Source("J. A. Nelder, R. W. M. Wedderburn", 1972, "Generalized Linear Models", "10.2307/2344614"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.metrics.mean_poisson_deviance(targets, predictions)",
            note="targets first; loses digits where both are near",
        ),
        "xgboost": Equivalent(
            "objective='count:poisson', base_margin=numpy.log(predictions)",
            0.5,
            note="of the logarithm of the mean; without the terms of the target",
        ),
        "lightgbm": Equivalent(
            "objective='poisson', init_score=numpy.log(predictions)",
            0.5,
            note="of the logarithm of the mean; without the terms of the target",
        ),
    },
)
def poisson_deviance(
    predictions: Annotated[ArrayLike, "positive[n]"],
    targets: Annotated[ArrayLike, "nonnegative[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Twice the log-likelihood that a mean loses against the best one, for counts.

    For a predicted mean $\mu$ and its target $y$ the term is

    $$ 2 \left( y \log \frac{y}{\mu} - y + \mu \right) $$

    and its derivative with respect to the prediction is

    $$ 2 \left( 1 - \frac{y}{\mu} \right) $$

    It is 0 where prediction and target are equal, and above 0 elsewhere. For a target of 0 it is twice the prediction,
    since $0 \log 0 = 0$. Half of it differs from `poisson_nll` by what depends on the target alone.

    Parameters
    ----------
    predictions : array_like, positive, any shape
        Means, $\mu$. What the gradient is taken of.
    targets : array_like, nonnegative, same shape
        Counts, or what is like them.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a prediction is not above 0, a target is negative, a weight is negative or infinite, the
        reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. A. Nelder, R. W. M. Wedderburn, "Generalized Linear Models", Journal of the Royal Statistical Society A 135,
    1972. https://doi.org/10.2307/2344614

    Examples
    --------
    >>> poisson_deviance([2.0, 3.0], [0.0, 3.0], reduction="none")
    array([4., 0.])
    >>> poisson_deviance([1.0 + 1e-9], [1.0])
    np.float64(1.000000164814082e-18)
    >>> poisson_deviance.gradient([2.0], [3.0])
    array([-1.])
    """
    mu, y = np.asarray(predictions), np.asarray(targets)
    residual = mu - y
    near = y * surplus(residual / y)
    far = product(y, np.log(y) - np.log(mu)) + residual
    value = 2.0 * np.where(np.abs(residual) < 0.5 * y, near, far)
    is_endless = np.isinf(mu) & np.isfinite(y)
    return Terms(np.where(is_endless, np.inf, value), 2.0 * np.where(is_endless, 1.0, residual / mu))


@loss(
    formula=r"2 \left( \log \frac{\mu}{y} + \frac{y}{\mu} - 1 \right)",
    gradient_formula=r"2 \left( \frac{1}{\mu} - \frac{y}{\mu^2} \right)",
    symbols=r"\mu, y",
    convex=False,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean",
    symmetric=False,
    source=Source("J. A. Nelder, R. W. M. Wedderburn", 1972, "Generalized Linear Models", "10.2307/2344614"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.metrics.mean_gamma_deviance(targets, predictions)",
            note="targets first; loses digits where both are near",
        ),
        "xgboost": Equivalent(
            "objective='reg:gamma', base_margin=numpy.log(predictions)",
            0.5,
            note="of the logarithm of the mean; without the terms of the target",
        ),
        "lightgbm": Equivalent(
            "objective='gamma', init_score=numpy.log(predictions)",
            0.5,
            note="of the logarithm of the mean; without the terms of the target",
        ),
    },
)
def gamma_deviance(
    predictions: Annotated[ArrayLike, "positive[n]"],
    targets: Annotated[ArrayLike, "positive[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Twice the log-likelihood that a mean loses against the best one, for positive amounts.

    For a predicted mean $\mu$ and its target $y$ the term is

    $$ 2 \left( \log \frac{\mu}{y} + \frac{y}{\mu} - 1 \right) $$

    and its derivative with respect to the prediction is

    $$ 2 \left( \frac{1}{\mu} - \frac{y}{\mu^2} \right) $$

    Only the ratio of target and prediction counts: it is the same in euros and in cents. It is convex in $\log \mu$,
    not in $\mu$, and its gradient grows without bound as $\mu$ falls to 0.

    Parameters
    ----------
    predictions : array_like, positive, any shape
        Means, $\mu$. What the gradient is taken of.
    targets : array_like, positive, same shape
        Amounts that were observed.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a prediction or a target is not above 0, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. A. Nelder, R. W. M. Wedderburn, "Generalized Linear Models", Journal of the Royal Statistical Society A 135,
    1972. https://doi.org/10.2307/2344614

    Examples
    --------
    >>> gamma_deviance([2.0], [2.0])
    np.float64(0.0)
    >>> gamma_deviance([1.0], [1.0 + 1e-9])
    np.float64(1.000000164814082e-18)
    >>> gamma_deviance.gradient([2.0], [1.0])
    array([0.5])
    """
    mu, y = np.asarray(predictions), np.asarray(targets)
    excess = (y - mu) / mu
    far = np.log(mu) - np.log(y) + y / mu - 1.0
    slope = np.where(np.isinf(mu) & np.isfinite(y), 0.0, -2.0 * excess / mu)
    return Terms(2.0 * np.where(np.abs(excess) < 0.5, surplus(excess), far), slope)
