"""Squared differences of prediction and target: the losses of least squares."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import length_and_direction
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["half_squared_error", "root_mean_squared_error", "squared_error"]


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
    formula=r"\frac{1}{2} (\hat{y} - y)^2",
    gradient_formula=r"\hat{y} - y",
    symbols=r"\hat{y}, y",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean",
    symmetric=True,
    source=Source("C. M. Bishop", 2006, "Pattern Recognition and Machine Learning"),
    elsewhere={
        "optax": Equivalent("optax.losses.l2_loss(predictions, targets).mean()"),
        "sklearn": Equivalent("sklearn._loss.HalfSquaredError()(targets, predictions)", note="private; targets first"),
        "xgboost": Equivalent("objective='reg:squarederror'", note="a gradient r and a Hessian 1"),
        "lightgbm": Equivalent("objective='regression'", note="a gradient r and a Hessian 1"),
    },
)
def half_squared_error(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Half the squared difference of prediction and target, whose derivative is the difference itself.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \frac{1}{2} (\hat{y} - y)^2 $$

    and its derivative with respect to the prediction is

    $$ \hat{y} - y $$

    Least squares with the factor that makes the gradient the residual and the second derivative 1. Libraries that mean
    this loss often call it squared error, so half of a difference between two programs is here.

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
        The loss. A difference above 1.9e154 has half a square beyond float64: `inf`.

    Raises
    ------
    ValueError
        If shapes differ, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. M. Bishop, "Pattern Recognition and Machine Learning", Springer, 2006.

    Examples
    --------
    >>> half_squared_error([2.0, 5.0], [1.0, 2.0])
    np.float64(2.5)
    >>> half_squared_error.gradient([2.0, 5.0], [1.0, 2.0], reduction="sum")
    array([1., 3.])
    """
    residual = np.subtract(predictions, targets)
    return Terms(0.5 * residual * residual, residual)


@loss(
    formula=r"\sqrt{\frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2}",
    gradient_formula=r"\frac{\hat{y}_i - y_i}{n \sqrt{\frac{1}{n} \sum_{j=1}^{n} (\hat{y}_j - y_j)^2}}",
    symbols=r"\hat{y}, y",
    convex=True,
    lipschitz=Bound(r"\frac{1}{\sqrt{n}}", lambda predictions: 1.0 / math.sqrt(np.size(predictions))),
    smoothness="C0",
    optimal_prediction="the mean",
    element="i",
    symmetric=True,
    source=Source("C. F. Gauss", 1809, "Theoria motus corporum coelestium"),
    elsewhere={
        "torch": Equivalent(
            "torch.sqrt(torch.nn.functional.mse_loss(predictions, targets))",
            note="its gradient is NaN where all predictions are right",
        ),
        "keras": Equivalent(
            "keras.metrics.RootMeanSquaredError()(targets, predictions)", note="a metric; targets first"
        ),
        "sklearn": Equivalent("sklearn.metrics.root_mean_squared_error(targets, predictions)", note="targets first"),
        "xgboost": Equivalent("eval_metric='rmse'", note="a metric"),
    },
)
def root_mean_squared_error(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
) -> Terms:
    r"""The root of the mean squared difference, in the units of the targets.

    For predictions $\hat{y}$ and targets $y$, $n$ of each, the value is

    $$ \sqrt{\frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2} $$

    and its derivative with respect to the prediction $\hat{y}_i$ is

    $$ \frac{\hat{y}_i - y_i}{n \sqrt{\frac{1}{n} \sum_{j=1}^{n} (\hat{y}_j - y_j)^2}} $$

    It is a value of the whole batch: the mean of the RMSE of two halves is not the RMSE of the whole, so it takes no
    weights and no reduction. It has the same minimum as the mean squared error.

    Where all predictions are right it has a kink, with every vector of length up to $1 / \sqrt{n}$ for a subgradient;
    the one returned is 0, the smallest.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.

    Returns
    -------
    float64
        The loss. It is exact also where the squares would overflow or vanish.

    Raises
    ------
    ValueError
        If shapes differ, or there is nothing to take the mean of.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. F. Gauss, "Theoria motus corporum coelestium", 1809.

    Examples
    --------
    >>> root_mean_squared_error([3.0, 0.0], [0.0, 4.0])
    np.float64(3.5355339059327373)
    >>> root_mean_squared_error.gradient([3.0, 0.0], [0.0, 4.0])
    array([ 0.42426407, -0.56568542])
    >>> root_mean_squared_error([3e200], [0.0])
    np.float64(3e+200)
    """
    residual = np.subtract(predictions, targets)
    if residual.size == 0:
        raise ValueError("the mean of no terms is undefined; pass at least one prediction")
    root = np.sqrt(residual.size)
    length, direction = length_and_direction(residual)
    # The length of numbers near the end of float64 may be beyond it; their mean is not.
    mean = length_and_direction(residual / root)[0] if np.isinf(length) else length / root
    return Terms(mean, direction / root)
