"""Losses of M-estimators besides the Huber loss, and the family that joins them."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import difference, expm1_over, product, surplus_rate
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["fair", "general_robust", "tukey_biweight"]


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


@loss(
    formula=(
        r"\frac{\lvert \alpha - 2 \rvert}{\alpha} \left( \left( \frac{\left( \frac{\hat{y} - y}{c} "
        r"\right)^2}{\lvert \alpha - 2 \rvert} + 1 \right)^{\frac{\alpha}{2}} - 1 \right)"
    ),
    gradient_formula=(
        r"\frac{\hat{y} - y}{c^2} \left( \frac{\left( \frac{\hat{y} - y}{c} \right)^2}{\lvert \alpha - 2 \rvert} "
        r"+ 1 \right)^{\frac{\alpha}{2} - 1}"
    ),
    symbols=r"\hat{y}, y, alpha=\alpha, scale=c",
    convex=True,
    lipschitz=Bound(r"\frac{1}{c}", lambda scale: 1.0 / scale),
    smoothness="C∞",
    optimal_prediction="an M-estimate of location: with α = 1 between the median and the mean",
    symmetric=True,
    claims_vary_with=("alpha",),
    source=Source("J. T. Barron", 2019, "A General and Adaptive Robust Loss Function", "10.1109/CVPR.2019.00446"),
    elsewhere={
        "kornia": Equivalent(
            'kornia.losses.charbonnier_loss(predictions, targets, reduction="mean")',
            note="alpha 1, scale 1; cauchy_loss, geman_mcclure_loss and welsch_loss are other members",
        )
    },
)
def general_robust(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    alpha: Annotated[float, "real"] = 1.0,
    scale: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""One family from the squared error to losses that ignore outliers, by its shape alpha.

    For a prediction $\hat{y}$, its target $y$, the shape $\alpha$ and the scale $c$ the term is

    $$ \frac{\lvert \alpha - 2 \rvert}{\alpha} \left( \left( \frac{\left( \frac{\hat{y} - y}{c}
    \right)^2}{\lvert \alpha - 2 \rvert} + 1 \right)^{\frac{\alpha}{2}} - 1 \right) $$

    and its derivative with respect to the prediction is

    $$ \frac{\hat{y} - y}{c^2} \left( \frac{\left( \frac{\hat{y} - y}{c} \right)^2}{\lvert \alpha - 2 \rvert} +
    1 \right)^{\frac{\alpha}{2} - 1} $$

    At the shapes 2 and 0 the formula is its limit. A shape of 2 is half the squared error in units of $c$, 1 is
    `charbonnier`, 0 `cauchy`, -2 `geman_mcclure`, and far below 0 it nears `welsch`. It is convex for $\alpha \ge 1$,
    its gradient is bounded for $\alpha \le 1$ and fades for $\alpha < 1$; what the loss claims of itself is said of the
    default, $\alpha = 1$.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    alpha : float
        The shape $\alpha$.
    scale : float, positive
        The distance $c$ at which the shape begins to tell.
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
        If shapes differ, alpha is not finite, scale is not a positive finite number, a weight is negative or infinite,
        the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. T. Barron, "A General and Adaptive Robust Loss Function", CVPR, 2019. https://doi.org/10.1109/CVPR.2019.00446

    Examples
    --------
    >>> [float(general_robust(2.0, 0.0, alpha=shape).round(4)) for shape in (2, 1, 0, -2)]
    [2.0, 1.2361, 1.0986, 1.0]
    >>> general_robust.gradient([2.0], [0.0], alpha=-2.0)
    array([0.5])
    """
    share = np.subtract(predictions, targets) / scale
    if alpha == 2.0:
        return Terms(0.5 * share**2, share / scale)
    width = abs(alpha - 2.0)
    square = share * (share / width)
    growth = np.log1p(square)
    # The square of the root, since the power alone may vanish where its product with the share does not.
    root = np.exp((0.25 * alpha - 0.5) * growth)
    slope = product(root, product(root, share)) / scale
    is_far = square > 1e300
    if is_far.any():
        # The 1 beside the square has no weight any more there, and logarithms do not overflow.
        log_share = np.log(np.abs(np.subtract(predictions, targets))) - math.log(scale)
        growth = np.where(is_far, 2.0 * log_share - math.log(width), growth)
        power = product(np.asarray(alpha - 1.0), log_share) + (1.0 - 0.5 * alpha) * math.log(width) - math.log(scale)
        slope = np.where(is_far, np.sign(share) * np.exp(power), slope)
    return Terms(width * 0.5 * expm1_over(0.5 * alpha, growth), slope)
