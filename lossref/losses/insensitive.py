"""Losses with a tube around the target in which nothing is paid."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import step
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["epsilon_insensitive", "squared_epsilon_insensitive"]


@loss(
    formula=r"\max(0, \lvert \hat{y} - y \rvert - \varepsilon)",
    gradient_formula=(
        r"\begin{cases} \operatorname{sign}(\hat{y} - y) & \lvert \hat{y} - y \rvert > \varepsilon \\ "
        r"0 & \text{otherwise} \end{cases}"
    ),
    symbols=r"\hat{y}, y, epsilon=\varepsilon",
    convex=True,
    lipschitz=1.0,
    smoothness="C0",
    optimal_prediction="a point with as many targets more than ε above it as below it",
    symmetric=True,
    source=Source("V. N. Vapnik", 1995, "The Nature of Statistical Learning Theory", "10.1007/978-1-4757-2440-0"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.linear_model.SGDRegressor(loss='epsilon_insensitive', epsilon=epsilon)",
            note="the loss of SVR, too",
        )
    },
)
def epsilon_insensitive(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    epsilon: Annotated[float, "nonnegative"] = 0.1,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The distance beyond a tube of the half-width epsilon: the loss of support vector regression.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \max(0, \lvert \hat{y} - y \rvert - \varepsilon) $$

    and its derivative with respect to the prediction is

    $$ \begin{cases} \operatorname{sign}(\hat{y} - y) & \lvert \hat{y} - y \rvert > \varepsilon \\
    0 & \text{otherwise} \end{cases} $$

    Predictions inside the tube cost nothing and pull at nothing, so that few examples decide the fit. At its edges
    every number between 0 and the slope outside is a subgradient; the one returned is 0, the smallest. With
    $\varepsilon = 0$ it is the absolute error.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    epsilon : float, nonnegative
        The distance $\varepsilon$ that costs nothing.
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
        If shapes differ, epsilon is negative or infinite, a weight is negative or infinite, the reduction is unknown,
        or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    V. N. Vapnik, "The Nature of Statistical Learning Theory", Springer, 1995. https://doi.org/10.1007/978-1-4757-2440-0

    H. Drucker, C. J. C. Burges, L. Kaufman, A. Smola, V. Vapnik, "Support Vector Regression Machines", NIPS, 1996.

    Examples
    --------
    >>> epsilon_insensitive([0.25, 3.0], [0.0, 0.0], epsilon=0.5, reduction="none")
    array([0. , 2.5])
    >>> epsilon_insensitive.gradient([0.25, 3.0], [0.0, 0.0], epsilon=0.5, reduction="sum")
    array([0., 1.])
    """
    residual = np.subtract(predictions, targets)
    beyond = np.abs(residual) - epsilon
    return Terms(np.maximum(0.0, beyond), np.sign(residual) * step(beyond))


@loss(
    formula=r"\left( \max(0, \lvert \hat{y} - y \rvert - \varepsilon) \right)^2",
    gradient_formula=r"2 \operatorname{sign}(\hat{y} - y) \max(0, \lvert \hat{y} - y \rvert - \varepsilon)",
    symbols=r"\hat{y}, y, epsilon=\varepsilon",
    convex=True,
    lipschitz=None,
    smoothness="C1",
    optimal_prediction="the point at which the excesses over ε on both sides balance",
    symmetric=True,
    source=Source("V. N. Vapnik", 1995, "The Nature of Statistical Learning Theory", "10.1007/978-1-4757-2440-0"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.linear_model.SGDRegressor(loss='squared_epsilon_insensitive', epsilon=epsilon)",
            note="the loss of LinearSVR, too",
        )
    },
)
def squared_epsilon_insensitive(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    epsilon: Annotated[float, "nonnegative"] = 0.1,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The square of the distance beyond a tube of the half-width epsilon.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \left( \max(0, \lvert \hat{y} - y \rvert - \varepsilon) \right)^2 $$

    and its derivative with respect to the prediction is

    $$ 2 \operatorname{sign}(\hat{y} - y) \max(0, \lvert \hat{y} - y \rvert - \varepsilon) $$

    It leaves the tube without a kink. With $\varepsilon = 0$ it is the squared error.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    epsilon : float, nonnegative
        The distance $\varepsilon$ that costs nothing.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` for `reduction="none"`
        The loss. A distance above 1.3e154 has a square beyond float64: `inf`.

    Raises
    ------
    ValueError
        If shapes differ, epsilon is negative or infinite, a weight is negative or infinite, the reduction is unknown,
        or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    V. N. Vapnik, "The Nature of Statistical Learning Theory", Springer, 1995. https://doi.org/10.1007/978-1-4757-2440-0

    Examples
    --------
    >>> squared_epsilon_insensitive([0.25, 3.0], [0.0, 0.0], epsilon=0.5, reduction="none")
    array([0.  , 6.25])
    >>> squared_epsilon_insensitive.gradient([0.25, 3.0], [0.0, 0.0], epsilon=0.5, reduction="sum")
    array([0., 5.])
    """
    residual = np.subtract(predictions, targets)
    beyond = np.maximum(0.0, np.abs(residual) - epsilon)
    return Terms(beyond**2, 2.0 * np.sign(residual) * beyond)
