"""Distances of prediction and target, as they are or as a share of the target."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["absolute_error", "absolute_percentage_error"]


@loss(
    formula=r"\lvert \hat{y} - y \rvert",
    gradient_formula=r"\operatorname{sign}(\hat{y} - y)",
    symbols=r"\hat{y}, y",
    convex=True,
    lipschitz=1.0,
    smoothness="C0",
    optimal_prediction="the median",
    symmetric=True,
    source=Source("R. J. Boscovich", 1757, "De litteraria expeditione per pontificiam ditionem"),
    elsewhere={
        "torch": Equivalent("torch.nn.functional.l1_loss(predictions, targets)"),
        "keras": Equivalent(
            "keras.losses.MeanAbsoluteError()(targets, predictions)",
            note="targets first; weights divide by the batch size; expands (n,) against (n, 1)",
        ),
        "sklearn": Equivalent("sklearn.metrics.mean_absolute_error(targets, predictions)", note="targets first"),
        "xgboost": Equivalent("objective='reg:absoluteerror'", note="leaves are medians, not steps along the gradient"),
        "lightgbm": Equivalent("objective='regression_l1'", note="leaves are medians, not steps along the gradient"),
    },
)
def absolute_error(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The distance of prediction and target; its mean is the mean absolute error (MAE).

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \lvert \hat{y} - y \rvert $$

    and its derivative with respect to the prediction is

    $$ \operatorname{sign}(\hat{y} - y) $$

    At the kink $\hat{y} = y$ every number in [-1, 1] is a subgradient; the one returned is 0, the smallest.
    (JAX returns 1 there, scikit-learn -1.)

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
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
        If shapes differ, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. J. Boscovich, "De litteraria expeditione per pontificiam ditionem", 1757.
    F. Y. Edgeworth, "On observations relating to several quantities", Hermathena 6, 1887.

    Examples
    --------
    >>> absolute_error([2.0, 5.0], [1.0, 2.0])
    np.float64(2.0)
    >>> absolute_error.gradient([2.0, 5.0, 7.0], [1.0, 6.0, 7.0], reduction="sum")
    array([ 1., -1.,  0.])
    """
    residual = np.subtract(predictions, targets)
    return Terms(np.abs(residual), np.sign(residual))


@loss(
    formula=r"\frac{\lvert \hat{y} - y \rvert}{\lvert y \rvert}",
    gradient_formula=r"\frac{\operatorname{sign}(\hat{y} - y)}{\lvert y \rvert}",
    symbols=r"\hat{y}, y",
    convex=True,
    lipschitz=Bound(r"1 / \lvert y \rvert", lambda targets: 1.0 / abs(float(np.squeeze(targets)))),
    smoothness="C0",
    optimal_prediction="the median of the targets, each counted 1/|y| times",
    source=Source(
        "S. Makridakis", 1993, "Accuracy Measures: Theoretical and Practical Concerns", "10.1016/0169-2070(93)90079-3"
    ),
    elsewhere={
        "keras": Equivalent(
            "keras.losses.MeanAbsolutePercentageError()(targets, predictions)",
            100.0,
            note="targets first; divides by 1e-7 at least",
        ),
        "sklearn": Equivalent(
            "sklearn.metrics.mean_absolute_percentage_error(targets, predictions)",
            note="targets first; divides by the machine epsilon at least",
        ),
        "lightgbm": Equivalent(
            "objective='mape'", note="divides by 1 at least; leaves are medians, not steps along the gradient"
        ),
    },
)
def absolute_percentage_error(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "nonzero[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The distance of prediction and target as a share of the target; its mean is MAPE.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \frac{\lvert \hat{y} - y \rvert}{\lvert y \rvert} $$

    and its derivative with respect to the prediction is

    $$ \frac{\operatorname{sign}(\hat{y} - y)}{\lvert y \rvert} $$

    It is a share, not a percentage: 0.05 where some programs say 5. Small targets weigh the most, so the best
    prediction is below the median: it is the median of the targets when each counts $1 / \lvert y \rvert$ times.

    At the kink $\hat{y} = y$ every number from $-1 / \lvert y \rvert$ to $1 / \lvert y \rvert$ is a subgradient; the
    one returned is 0, the smallest.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real but not 0, same shape
        What was observed.
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
        If shapes differ, a target is 0, a weight is negative or infinite, the reduction is unknown, or "mean" has
        nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    S. Makridakis, "Accuracy Measures: Theoretical and Practical Concerns", International Journal of Forecasting 9,
    1993. https://doi.org/10.1016/0169-2070(93)90079-3

    T. Gneiting, "Making and Evaluating Point Forecasts", Journal of the American Statistical Association 106, 2011.
    https://doi.org/10.1198/jasa.2011.r10138

    Examples
    --------
    >>> absolute_percentage_error([90.0, 3.0], [100.0, 2.0], reduction="none")
    array([0.1, 0.5])
    >>> absolute_percentage_error.gradient([90.0, 3.0], [100.0, 2.0], reduction="sum")
    array([-0.01,  0.5 ])
    """
    residual, size = np.subtract(predictions, targets), np.abs(targets)
    return Terms(np.abs(residual) / size, np.sign(residual) / size)
