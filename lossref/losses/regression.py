"""Losses of a number predicted for a number."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["absolute_error", "huber", "squared_error"]


@loss(
    formula=r"(\hat{y} - y)^2",
    gradient_formula=r"2 (\hat{y} - y)",
    symbols=r"\hat{y}, y",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean",
    symmetric=True,
    source=Source("A.-M. Legendre", 1805, "Nouvelles méthodes pour la détermination des orbites des comètes"),
    elsewhere={
        "torch": Equivalent("torch.nn.functional.mse_loss(predictions, targets)"),
        "optax": Equivalent("optax.losses.squared_error(predictions, targets).mean()"),
        "keras": Equivalent(
            "keras.losses.MeanSquaredError()(targets, predictions)",
            note="targets first; weights divide by the batch size; expands (n,) against (n, 1)",
        ),
        "sklearn": Equivalent("sklearn.metrics.mean_squared_error(targets, predictions)", note="targets first"),
        "xgboost": Equivalent("objective='reg:squarederror'", 0.5, "a gradient r and a Hessian 1"),
        "lightgbm": Equivalent("objective='regression'", 0.5, "a gradient r and a Hessian 1"),
    },
)
def squared_error(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared difference of prediction and target; its mean is the mean squared error (MSE).

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ (\hat{y} - y)^2 $$

    and its derivative with respect to the prediction is

    $$ 2 (\hat{y} - y) $$

    It has no factor ½ (half of it is another loss, with the gradient $\hat{y} - y$). One outlier can move the best
    fit as far as it likes: the gradient grows with the distance.

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
        The loss. A difference above 1.3e154 has a square beyond float64: `inf`.

    Raises
    ------
    ValueError
        If shapes differ, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A.-M. Legendre, "Nouvelles méthodes pour la détermination des orbites des comètes", 1805.
    C. F. Gauss, "Theoria motus corporum coelestium", 1809.

    Examples
    --------
    >>> squared_error([2.0, 5.0], [1.0, 2.0])
    np.float64(5.0)
    >>> squared_error([2.0, 5.0], [1.0, 2.0], weights=[3, 1])
    np.float64(3.0)
    >>> squared_error.gradient([2.0, 5.0], [1.0, 2.0])
    array([1., 3.])
    """
    residual = np.subtract(predictions, targets)
    return Terms(residual**2, 2.0 * residual)


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
        "xgboost": Equivalent("objective='reg:absoluteerror'"),
        "lightgbm": Equivalent("objective='regression_l1'"),
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
    formula=(
        r"\begin{cases} \frac{1}{2} (\hat{y} - y)^2 & \lvert \hat{y} - y \rvert \le \delta \\"
        r" \delta \left( \lvert \hat{y} - y \rvert - \frac{1}{2} \delta \right) & \text{otherwise} \end{cases}"
    ),
    gradient_formula=r"\max(-\delta, \min(\delta, \hat{y} - y))",
    symbols=r"\hat{y}, y, delta=\delta",
    convex=True,
    lipschitz=Bound(r"\delta", lambda delta: delta),
    smoothness="C1",
    optimal_prediction="Huber's M-estimate of location: the median as δ → 0, the mean as δ → ∞",
    symmetric=True,
    source=Source("P. J. Huber", 1964, "Robust Estimation of a Location Parameter", "10.1214/aoms/1177703732"),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.huber_loss(predictions, targets, delta=delta)",
            note="with weights, the mean divides by the number of elements",
        ),
        "optax": Equivalent(
            "optax.losses.huber_loss(predictions, targets, delta=delta).mean()",
            note="broadcasts (n,) against (n, 1) to (n, n) in silence",
        ),
        "keras": Equivalent(
            "keras.losses.Huber(delta=delta)(targets, predictions)",
            note="targets first; weights divide by the batch size; expands (n,) against (n, 1)",
        ),
        "sklearn": Equivalent("sklearn.linear_model.SGDRegressor(loss='huber', epsilon=delta)"),
        "lightgbm": Equivalent("objective='huber', alpha=delta"),
    },
)
def huber(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    delta: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Half the squared error near the target, and a straight line beyond the distance delta.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \begin{cases} \frac{1}{2} (\hat{y} - y)^2 & \lvert \hat{y} - y \rvert \le \delta \\
    \delta \left( \lvert \hat{y} - y \rvert - \frac{1}{2} \delta \right) & \text{otherwise} \end{cases} $$

    and its derivative with respect to the prediction is

    $$ \max(-\delta, \min(\delta, \hat{y} - y)) $$

    The two pieces meet with the same value and the same slope, so there is a gradient everywhere. No element pulls
    with more than $\delta$, however far off it is.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    delta : float, positive
        The distance from the target where the parabola becomes a line.
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
        If shapes differ, delta is not a positive finite number, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    P. J. Huber, "Robust Estimation of a Location Parameter", Annals of Mathematical Statistics 35, 1964.
    https://doi.org/10.1214/aoms/1177703732

    Examples
    --------
    >>> huber([0.5, 3.0], [0.0, 0.0], delta=1.0, reduction="none")
    array([0.125, 2.5  ])
    >>> huber.gradient([0.5, 3.0], [0.0, 0.0], delta=1.0)
    array([0.25, 0.5 ])
    """
    residual = np.subtract(predictions, targets)
    distance = np.abs(residual)
    value = np.where(distance <= delta, 0.5 * residual**2, delta * (distance - 0.5 * delta))
    return Terms(value, np.clip(residual, -delta, delta))
