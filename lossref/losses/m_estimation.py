"""Losses of M-estimators besides the Huber loss."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import difference, product, surplus_rate
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["fair", "tukey_biweight"]


@loss(
    formula=(
        r"\begin{cases} \frac{c^2}{6} \left( 1 - \left( 1 - \left( \frac{\hat{y} - y}{c} \right)^2 \right)^3 "
        r"\right) & \lvert \hat{y} - y \rvert \le c \\ \frac{c^2}{6} & \text{otherwise} \end{cases}"
    ),
    gradient_formula=(
        r"\begin{cases} (\hat{y} - y) \left( 1 - \left( \frac{\hat{y} - y}{c} \right)^2 \right)^2 & \lvert "
        r"\hat{y} - y \rvert \le c \\ 0 & \text{otherwise} \end{cases}"
    ),
    symbols=r"\hat{y}, y, c=c",
    convex=False,
    lipschitz=Bound(r"\frac{16 c}{25 \sqrt{5}}", lambda c: 16.0 * c / (25.0 * math.sqrt(5.0))),
    smoothness="C2",
    optimal_prediction="an M-estimate of location that leaves outliers out",
    symmetric=True,
    redescending=True,
    source=Source(
        "A. E. Beaton, J. W. Tukey",
        1974,
        "The Fitting of Power Series, Meaning Polynomials, Illustrated on Band-Spectroscopic Data",
        "10.1080/00401706.1974.10489171",
    ),
    elsewhere={},
)
def tukey_biweight(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    c: Annotated[float, "positive"] = 4.685,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Tukey's biweight: a parabola that is level from the distance c on, so that gross outliers do not count at all.

    For a prediction $\hat{y}$, its target $y$ and the distance $c$ the term is

    $$ \begin{cases} \frac{c^2}{6} \left( 1 - \left( 1 - \left( \frac{\hat{y} - y}{c} \right)^2 \right)^3
    \right) & \lvert \hat{y} - y \rvert \le c \\ \frac{c^2}{6} & \text{otherwise} \end{cases} $$

    and its derivative with respect to the prediction is

    $$ \begin{cases} (\hat{y} - y) \left( 1 - \left( \frac{\hat{y} - y}{c} \right)^2 \right)^2 & \lvert \hat{y}
    - y \rvert \le c \\ 0 & \text{otherwise} \end{cases} $$

    With residuals of standard deviation 1 and $c = 4.685$ the estimate needs 5 % more data than the mean if they are
    normal, and far less if they are not. It is not convex: start near the answer, from the median, say.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    c : float, positive
        The distance from which on a target does not count.
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
        If shapes differ, c is not a positive finite number, a weight is negative or infinite, the reduction is unknown,
        or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. E. Beaton, J. W. Tukey, "The Fitting of Power Series, Meaning Polynomials, Illustrated on Band-Spectroscopic
    Data", Technometrics 16, 1974. https://doi.org/10.1080/00401706.1974.10489171

    Examples
    --------
    >>> tukey_biweight([0.0, 1.0, 50.0], [0.0, 0.0, 0.0], c=2.0, reduction="none").round(4)
    array([0.    , 0.3854, 0.6667])
    >>> tukey_biweight.gradient([1.0, 50.0], [0.0, 0.0], c=2.0, reduction="sum")
    array([0.5625, 0.    ])
    """
    residual, lost = difference(np.asarray(predictions), np.asarray(targets))
    distance = np.abs(residual)
    share = np.minimum(distance / c, 1.0) ** 2
    # (c - r)(c + r) keeps the digits near c that 1 - (r/c)² loses, and those that the rounding of r has lost.
    trust = np.maximum(c - distance - np.sign(residual) * lost, 0.0) / c * (np.minimum(distance, c) / c + 1.0)
    reach = np.minimum(distance, c)
    return Terms(reach**2 / 6.0 * (3.0 - 3.0 * share + share**2), product(trust**2, residual))


@loss(
    formula=(
        r"c^2 \left( \frac{\lvert \hat{y} - y \rvert}{c} - \log \left( 1 + \frac{\lvert \hat{y} - y \rvert}{c} "
        r"\right) \right)"
    ),
    gradient_formula=r"\frac{c (\hat{y} - y)}{\lvert \hat{y} - y \rvert + c}",
    symbols=r"\hat{y}, y, c=c",
    convex=True,
    lipschitz=Bound(r"c", lambda c: c),
    smoothness="C2",
    optimal_prediction="an M-estimate of location: the median as c → 0, the mean as c → ∞",
    symmetric=True,
    source=Source("R. C. Fair", 1974, "On the Robust Estimation of Econometric Models"),
    elsewhere={"lightgbm": Equivalent("objective='fair', fair_c=c")},
)
def fair(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    c: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""Fair's loss: a parabola that becomes a line so slowly that the pull never reaches its limit c.

    For a prediction $\hat{y}$, its target $y$ and the scale $c$ the term is

    $$ c^2 \left( \frac{\lvert \hat{y} - y \rvert}{c} - \log \left( 1 + \frac{\lvert \hat{y} - y \rvert}{c}
    \right) \right) $$

    and its derivative with respect to the prediction is

    $$ \frac{c (\hat{y} - y)}{\lvert \hat{y} - y \rvert + c} $$

    Near the target it is half the squared error. It is convex, so there is one minimum.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    c : float, positive
        The scale, and the limit of the pull.
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
        If shapes differ, c is not a positive finite number, a weight is negative or infinite, the reduction is unknown,
        or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. C. Fair, "On the Robust Estimation of Econometric Models", Annals of Economic and Social Measurement 3, 1974.

    Examples
    --------
    >>> fair([0.0, 1.0], [0.0, 0.0], reduction="none").round(4)
    array([0.    , 0.3069])
    >>> fair([1e-9], [0.0])
    np.float64(4.999999996666666e-19)
    >>> fair.gradient([1.0], [0.0])
    array([0.5])
    """
    residual = np.subtract(predictions, targets)
    distance = np.abs(residual)
    near = distance * (c * surplus_rate(np.minimum(distance / c, 1.0)))
    far = c * (distance - c * (np.log(distance + c) - math.log(c)))
    slope = np.where(distance < c, residual / (1.0 + distance / c), c * np.sign(residual) / (1.0 + c / distance))
    return Terms(np.where(distance < c, near, np.where(np.isinf(residual), np.inf, far)), slope)
