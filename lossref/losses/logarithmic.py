"""Squared differences of logarithms."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.checks import require
from lossref.domains import ABOVE_MINUS_1
from lossref.facts import Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["squared_log_error"]


@loss(
    formula=r"\left( \log(1 + \hat{y}) - \log(1 + y) \right)^2",
    gradient_formula=r"\frac{2 \left( \log(1 + \hat{y}) - \log(1 + y) \right)}{1 + \hat{y}}",
    symbols=r"\hat{y}, y",
    convex=False,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="e to the mean of log(1 + y), less 1",
    symmetric=True,
    source=Source("T. Gneiting", 2011, "Making and Evaluating Point Forecasts", "10.1198/jasa.2011.r10138"),
    elsewhere={
        "keras": Equivalent(
            "keras.losses.MeanSquaredLogarithmicError()(targets, predictions)",
            note="targets first; numbers below 1e-7 are taken for 1e-7",
        ),
        "sklearn": Equivalent("sklearn.metrics.mean_squared_log_error(targets, predictions)", note="targets first"),
        "xgboost": Equivalent("objective='reg:squaredlogerror'", 0.5),
    },
)
def squared_log_error(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared difference of the logarithms of one plus prediction and target; the root of its mean is RMSLE.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \left( \log(1 + \hat{y}) - \log(1 + y) \right)^2 $$

    and its derivative with respect to the prediction is

    $$ \frac{2 \left( \log(1 + \hat{y}) - \log(1 + y) \right)}{1 + \hat{y}} $$

    For large numbers it weighs ratios: 10 for 20 costs about what 1000 for 2000 does, and predictions that are too low
    cost more than those that are as much too high. It is not convex.

    Parameters
    ----------
    predictions : array_like, above -1, any shape
        What the gradient is taken of.
    targets : array_like, above -1, same shape
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
        If shapes differ, a prediction or a target is not above -1, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    T. Gneiting, "Making and Evaluating Point Forecasts", Journal of the American Statistical Association 106, 2011.
    https://doi.org/10.1198/jasa.2011.r10138

    Examples
    --------
    >>> squared_log_error([0.0, 3.0], [0.0, 1.0], reduction="none").round(4)
    array([0.    , 0.4805])
    >>> squared_log_error([1.0 + 1e-9], [1.0])
    np.float64(2.500000412451872e-19)
    >>> squared_log_error.gradient([3.0], [1.0]).round(4)
    array([0.3466])
    """
    p, y = np.asarray(predictions), np.asarray(targets)
    require("predictions", ABOVE_MINUS_1, p)
    require("targets", ABOVE_MINUS_1, y)
    # Of the smaller of both, so that no logarithm is taken of a number near 0 that was rounded.
    distance = np.log1p(np.abs(p - y) / (1.0 + np.minimum(p, y)))
    slope = 2.0 * np.sign(p - y) * distance / (1.0 + p)
    return Terms(distance**2, np.where(np.isinf(p) & np.isfinite(y), 0.0, slope))
