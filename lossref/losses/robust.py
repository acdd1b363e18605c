"""Losses that are not convex, of numbers with outliers: the further off, the less a target pulls."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["cauchy", "geman_mcclure", "welsch"]


@loss(
    formula=r"\log \left( 1 + \frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2 \right)",
    gradient_formula=r"\frac{\hat{y} - y}{c^2 \left( 1 + \frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2 \right)}",
    symbols=r"\hat{y}, y, scale=c",
    convex=False,
    lipschitz=Bound(r"\frac{1}{\sqrt{2} c}", lambda scale: 1.0 / (math.sqrt(2.0) * scale)),
    smoothness="C∞",
    optimal_prediction="an M-estimate of location that leaves outliers aside",
    symmetric=True,
    redescending=True,
    source=Source(
        "M. J. Black, P. Anandan",
        1996,
        "The Robust Estimation of Multiple Motions: Parametric and Piecewise-Smooth Flow Fields",
        "10.1006/cviu.1996.0006",
    ),
    elsewhere={
        "kornia": Equivalent('kornia.losses.cauchy_loss(predictions, targets, reduction="mean")', note="scale 1")
    },
)
def cauchy(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    scale: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The logarithm of one plus a square: outliers count, but ever less.

    For a prediction $\hat{y}$, its target $y$ the term is

    $$ \log \left( 1 + \frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2 \right) $$

    and its derivative with respect to the prediction is

    $$ \frac{\hat{y} - y}{c^2 \left( 1 + \frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2 \right)} $$

    The log-likelihood of a Cauchy distribution of the width $\sqrt{2} c$, but for a constant; also called the
    Lorentzian. It is not convex: the pull grows up to $r = \sqrt{2} c$ and fades beyond.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    scale : float, positive
        The distance $c$ beyond which a target begins to be taken for an outlier.
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
        If shapes differ, scale is not a positive finite number, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    M. J. Black, P. Anandan, "The Robust Estimation of Multiple Motions: Parametric and Piecewise-Smooth Flow Fields",
    Computer Vision and Image Understanding 63, 1996. https://doi.org/10.1006/cviu.1996.0006

    J. T. Barron, "A General and Adaptive Robust Loss Function", CVPR, 2019. https://doi.org/10.1109/CVPR.2019.00446

    Examples
    --------
    >>> cauchy([0.0, 2.0, 1e200], [0.0, 0.0, 0.0], reduction="none").round(4)
    array([  0.    ,   1.0986, 920.3409])
    >>> cauchy.gradient([2.0], [0.0]).round(4)
    array([0.6667])
    """
    residual = np.subtract(predictions, targets)
    share = residual / scale
    distance = np.abs(share)
    # The square of what is beyond 1e150 would overflow, and the 1 beside it has no weight any more.
    is_near = distance < 1e150
    far = 2.0 * (np.log(np.abs(residual)) - math.log(scale)) - math.log(2.0)
    value = np.where(is_near, np.log1p(0.5 * np.minimum(distance, 1e150) ** 2), far)
    return Terms(value, np.where(is_near, 1.0 / (1.0 / share + 0.5 * share) / scale, 2.0 / residual))


@loss(
    formula=r"1 - e^{-\frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2}",
    gradient_formula=r"\frac{\hat{y} - y}{c^2} e^{-\frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2}",
    symbols=r"\hat{y}, y, scale=c",
    convex=False,
    lipschitz=Bound(r"\frac{1}{\sqrt{e} c}", lambda scale: math.exp(-0.5) / scale),
    smoothness="C∞",
    optimal_prediction="an M-estimate of location that leaves outliers out",
    symmetric=True,
    redescending=True,
    source=Source(
        "J. E. Dennis, R. E. Welsch",
        1978,
        "Techniques for Nonlinear Least Squares and Robust Regression",
        "10.1080/03610917808812083",
    ),
    elsewhere={
        "kornia": Equivalent('kornia.losses.welsch_loss(predictions, targets, reduction="mean")', note="scale 1")
    },
)
def welsch(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    scale: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""One less a bell curve: no outlier costs more than 1, and far ones pull no more.

    For a prediction $\hat{y}$, its target $y$ the term is

    $$ 1 - e^{-\frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2} $$

    and its derivative with respect to the prediction is

    $$ \frac{\hat{y} - y}{c^2} e^{-\frac{1}{2} \left( \frac{\hat{y} - y}{c} \right)^2} $$

    Also called the correntropy loss, or that of Leclerc. It is not convex: the pull is strongest at $r = c$ and gone a
    few $c$ further out.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    scale : float, positive
        The distance $c$ beyond which a target begins to be taken for an outlier.
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
        If shapes differ, scale is not a positive finite number, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. E. Dennis, R. E. Welsch, "Techniques for Nonlinear Least Squares and Robust Regression", Communications in
    Statistics: Simulation and Computation 7, 1978. https://doi.org/10.1080/03610917808812083

    J. T. Barron, "A General and Adaptive Robust Loss Function", CVPR, 2019. https://doi.org/10.1109/CVPR.2019.00446

    Examples
    --------
    >>> welsch([0.0, 1.0, 100.0], [0.0, 0.0, 0.0], reduction="none").round(4)
    array([0.    , 0.3935, 1.    ])
    >>> welsch.gradient([1.0], [0.0]).round(4)
    array([0.6065])
    """
    share = np.subtract(predictions, targets) / scale
    exponent = -0.5 * share**2
    return Terms(-np.expm1(exponent), product(np.exp(exponent), share) / scale)


@loss(
    formula=r"\frac{2 \left( \frac{\hat{y} - y}{c} \right)^2}{\left( \frac{\hat{y} - y}{c} \right)^2 + 4}",
    gradient_formula=(
        r"\frac{16 \frac{\hat{y} - y}{c^2}}{\left( \left( \frac{\hat{y} - y}{c} \right)^2 + 4 \right)^2}"
    ),
    symbols=r"\hat{y}, y, scale=c",
    convex=False,
    lipschitz=Bound(r"\frac{3 \sqrt{3}}{8 c}", lambda scale: 3.0 * math.sqrt(3.0) / (8.0 * scale)),
    smoothness="C∞",
    optimal_prediction="an M-estimate of location that leaves outliers aside",
    symmetric=True,
    redescending=True,
    source=Source(
        "S. Geman, D. E. McClure", 1985, "Bayesian Image Analysis: An Application to Single Photon Emission Tomography"
    ),
    elsewhere={
        "kornia": Equivalent('kornia.losses.geman_mcclure_loss(predictions, targets, reduction="mean")', note="scale 1")
    },
)
def geman_mcclure(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    scale: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""A square that levels off at 2: far outliers cost the same and pull no more.

    For a prediction $\hat{y}$, its target $y$ the term is

    $$ \frac{2 \left( \frac{\hat{y} - y}{c} \right)^2}{\left( \frac{\hat{y} - y}{c} \right)^2 + 4} $$

    and its derivative with respect to the prediction is

    $$ \frac{16 \frac{\hat{y} - y}{c^2}}{\left( \left( \frac{\hat{y} - y}{c} \right)^2 + 4 \right)^2} $$

    It is not convex: the pull is strongest at $r = 2 c / \sqrt{3}$ and fades as the cube of the distance.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    scale : float, positive
        The distance $c$ beyond which a target begins to be taken for an outlier.
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
        If shapes differ, scale is not a positive finite number, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    S. Geman, D. E. McClure, "Bayesian Image Analysis: An Application to Single Photon Emission Tomography", Proceedings
    of the Statistical Computing Section, American Statistical Association, 1985.

    J. T. Barron, "A General and Adaptive Robust Loss Function", CVPR, 2019. https://doi.org/10.1109/CVPR.2019.00446

    Examples
    --------
    >>> geman_mcclure([0.0, 2.0, 1e9], [0.0, 0.0, 0.0], reduction="none")
    array([0., 1., 2.])
    >>> geman_mcclure.gradient([2.0], [0.0])
    array([0.5])
    """
    share = np.subtract(predictions, targets) / scale
    trust = 1.0 / (1.0 + (0.5 * share) ** 2)
    return Terms(2.0 / (1.0 + (2.0 / share) ** 2), product(trust, product(trust, share)) / scale)
