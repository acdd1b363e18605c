"""A parabola near the target and straight lines beyond: the Huber loss and its scaled form."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["huber", "smooth_l1"]


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


@loss(
    formula=(
        r"\begin{cases} \frac{(\hat{y} - y)^2}{2 \beta} & \lvert \hat{y} - y \rvert < \beta \\ "
        r"\lvert \hat{y} - y \rvert - \frac{1}{2} \beta & \text{otherwise} \end{cases}"
    ),
    gradient_formula=r"\max(-1, \min(1, \frac{\hat{y} - y}{\beta}))",
    symbols=r"\hat{y}, y, beta=\beta",
    convex=True,
    lipschitz=1.0,
    smoothness="C1",
    optimal_prediction="Huber's M-estimate of location, between the median and the mean",
    symmetric=True,
    claims_vary_with=("beta",),
    source=Source("R. Girshick", 2015, "Fast R-CNN", "10.1109/ICCV.2015.169"),
    elsewhere={"torch": Equivalent("torch.nn.functional.smooth_l1_loss(predictions, targets, beta=beta)")},
)
def smooth_l1(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    beta: Annotated[float, "nonnegative"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The absolute error with its kink rounded by a parabola of the width beta.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \begin{cases} \frac{(\hat{y} - y)^2}{2 \beta} & \lvert \hat{y} - y \rvert < \beta \\
    \lvert \hat{y} - y \rvert - \frac{1}{2} \beta & \text{otherwise} \end{cases} $$

    and its derivative with respect to the prediction is

    $$ \max(-1, \min(1, \frac{\hat{y} - y}{\beta})) $$

    It is the Huber loss divided by its $\delta = \beta$, so that its slopes stay 1 when $\beta$ changes. With $\beta =
    0$ it is the absolute error, with its kink and a slope of 0 there.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    beta : float, nonnegative
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
        If shapes differ, beta is negative or infinite, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. Girshick, "Fast R-CNN", ICCV, 2015. https://doi.org/10.1109/ICCV.2015.169

    Examples
    --------
    >>> smooth_l1([0.5, 3.0], [0.0, 0.0], beta=2.0, reduction="none")
    array([0.0625, 2.    ])
    >>> smooth_l1.gradient([0.5, 3.0], [0.0, 0.0], beta=2.0, reduction="sum")
    array([0.25, 1.  ])
    """
    residual = np.subtract(predictions, targets)
    distance = np.abs(residual)
    share = np.where(distance < beta, residual / beta, np.sign(residual))
    value = np.where(distance < beta, 0.5 * share * residual, distance - 0.5 * beta)
    return Terms(value, share)
