"""Losses that weigh the two sides differently: quantiles and expectiles."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["expectile", "pinball"]


@loss(
    formula=r"\max(\tau (y - \hat{y}), (\tau - 1) (y - \hat{y}))",
    gradient_formula=(
        r"\begin{cases} -\tau & y > \hat{y} \\ 1 - \tau & y < \hat{y} \\ 0 & \text{otherwise} \end{cases}"
    ),
    symbols=r"\hat{y}, y, quantile=\tau",
    convex=True,
    lipschitz=Bound(r"\max(\tau, 1 - \tau)", lambda quantile: max(quantile, 1.0 - quantile)),
    smoothness="C0",
    optimal_prediction="the τ-quantile",
    symmetric=False,
    source=Source("R. Koenker, G. Bassett", 1978, "Regression Quantiles", "10.2307/1913643"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.metrics.mean_pinball_loss(targets, predictions, alpha=quantile)", note="targets first"
        ),
        "xgboost": Equivalent(
            "objective='reg:quantileerror', quantile_alpha=quantile",
            note="leaves are quantiles, not steps along the gradient",
        ),
        "lightgbm": Equivalent(
            "objective='quantile', alpha=quantile", note="leaves are quantiles, not steps along the gradient"
        ),
    },
)
def pinball(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    quantile: Annotated[float, "unit"] = 0.5,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Distances that count more on one side than on the other: the loss of quantile regression.

    For a prediction $\hat{y}$, its target $y$ and the quantile $\tau$ the term is

    $$ \max(\tau (y - \hat{y}), (\tau - 1) (y - \hat{y})) $$

    and its derivative with respect to the prediction is

    $$ \begin{cases} -\tau & y > \hat{y} \\ 1 - \tau & y < \hat{y} \\ 0 & \text{otherwise} \end{cases} $$

    A prediction that is too low costs $\tau$ for each unit, one that is too high $1 - \tau$, so the share $\tau$ of the
    targets lies below the best prediction. With $\tau = \frac{1}{2}$ it is half the absolute error.

    At the kink $\hat{y} = y$ every number in $[-\tau, 1 - \tau]$ is a subgradient; the one returned is 0, the smallest.
    (scikit-learn returns $-\tau$ there, LightGBM $1 - \tau$.)

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    quantile : float, above 0 and below 1
        The share $\tau$ of the targets that is to lie below the prediction.
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
        If shapes differ, quantile is not above 0 and below 1, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. Koenker, G. Bassett, "Regression Quantiles", Econometrica 46, 1978. https://doi.org/10.2307/1913643

    Examples
    --------
    >>> pinball([1.0, 5.0], [3.0, 3.0], quantile=0.75, reduction="none")
    array([1.5, 0.5])
    >>> pinball.gradient([1.0, 5.0, 3.0], [3.0, 3.0, 3.0], quantile=0.75, reduction="sum")
    array([-0.75,  0.25,  0.  ])
    """
    excess = np.subtract(targets, predictions)
    rate = np.where(excess > 0, quantile, quantile - 1.0)
    return Terms(rate * excess, np.where(excess == 0, 0.0, np.where(np.isnan(excess), np.nan, -rate)))


@loss(
    formula=(
        r"\begin{cases} \tau (y - \hat{y})^2 & y \ge \hat{y} \\ "
        r"(1 - \tau) (y - \hat{y})^2 & \text{otherwise} \end{cases}"
    ),
    gradient_formula=(
        r"\begin{cases} -2 \tau (y - \hat{y}) & y \ge \hat{y} \\ "
        r"-2 (1 - \tau) (y - \hat{y}) & \text{otherwise} \end{cases}"
    ),
    symbols=r"\hat{y}, y, tau=\tau",
    convex=True,
    lipschitz=None,
    smoothness="C1",
    optimal_prediction="the τ-expectile",
    symmetric=False,
    source=Source(
        "W. K. Newey, J. L. Powell", 1987, "Asymmetric Least Squares Estimation and Testing", "10.2307/1911031"
    ),
    elsewhere={},
)
def expectile(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    tau: Annotated[float, "unit"] = 0.5,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Squares that count more on one side than on the other: the loss of expectile regression.

    For a prediction $\hat{y}$, its target $y$ and the asymmetry $\tau$ the term is

    $$ \begin{cases} \tau (y - \hat{y})^2 & y \ge \hat{y} \\
    (1 - \tau) (y - \hat{y})^2 & \text{otherwise} \end{cases} $$

    and its derivative with respect to the prediction is

    $$ \begin{cases} -2 \tau (y - \hat{y}) & y \ge \hat{y} \\
    -2 (1 - \tau) (y - \hat{y}) & \text{otherwise} \end{cases} $$

    An expectile is to the mean what a quantile is to the median. With $\tau = \frac{1}{2}$ it is half the squared
    error, and the best prediction is the mean.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    tau : float, above 0 and below 1
        The weight of a prediction that is too low; one that is too high has the weight $1 - \tau$.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` for `reduction="none"`
        The loss. A difference above 1.3e154 has a square beyond float64: `inf`.

    Raises
    ------
    ValueError
        If shapes differ, tau is not above 0 and below 1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    W. K. Newey, J. L. Powell, "Asymmetric Least Squares Estimation and Testing", Econometrica 55, 1987.
    https://doi.org/10.2307/1911031

    Examples
    --------
    >>> expectile([1.0, 5.0], [3.0, 3.0], tau=0.75, reduction="none")
    array([3., 1.])
    >>> expectile.gradient([1.0, 5.0], [3.0, 3.0], tau=0.75, reduction="sum")
    array([-3.,  1.])
    """
    excess = np.subtract(targets, predictions)
    pull = np.where(excess >= 0, tau, 1.0 - tau) * excess
    return Terms(pull * excess, -2.0 * pull)
