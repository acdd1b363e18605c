"""Scores of normal distributions predicted for numbers."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import erf
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["crps_gaussian", "gaussian_nll"]


@loss(
    formula=r"\frac{1}{2} \left( \log v + \frac{(\hat{y} - y)^2}{v} \right)",
    gradient_formula=r"\frac{\hat{y} - y}{v}",
    symbols=r"\hat{y}, y, v",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean, weighted by 1/v",
    strictly_proper=True,
    source=Source(
        "D. A. Nix, A. S. Weigend",
        1994,
        "Estimating the Mean and Variance of the Target Probability Distribution",
        "10.1109/ICNN.1994.374138",
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.gaussian_nll_loss(predictions, targets, variance, full=full, eps=0)",
            note="its default eps=1e-6 takes smaller variances for 1e-6",
        )
    },
)
def gaussian_nll(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    variance: Annotated[ArrayLike, "positive[n]"],
    *,
    full: bool = False,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The negative log-likelihood of numbers under normal distributions with predicted means and variances.

    For a predicted mean $\hat{y}$ with the variance $v$ and its target $y$ the term is

    $$ \frac{1}{2} \left( \log v + \frac{(\hat{y} - y)^2}{v} \right) $$

    and its derivative with respect to the prediction is

    $$ \frac{\hat{y} - y}{v} $$

    With `full=True` the term $\frac{1}{2} \log(2 \pi)$ is added, which no prediction changes. Where mean and variance
    are both predicted it is the logarithmic score, which is strictly proper; where the variance can fall to 0 it is
    unbounded below. Nothing keeps the variance from 0 in silence: 0 and below are refused.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    variance : array_like, positive, same shape
        The predicted variance $v$ of each target.
    full : bool
        Whether $\frac{1}{2} \log(2 \pi)$ is added.
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
        If shapes differ, a variance is not above 0, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers, or full is not True or False.

    References
    ----------
    D. A. Nix, A. S. Weigend, "Estimating the Mean and Variance of the Target Probability Distribution", ICNN, 1994.
    https://doi.org/10.1109/ICNN.1994.374138

    Examples
    --------
    >>> gaussian_nll([0.0, 2.0], [0.0, 0.0], [1.0, 4.0], reduction="none").round(4)
    array([0.    , 1.1931])
    >>> gaussian_nll.gradient([0.0, 2.0], [0.0, 0.0], [1.0, 4.0], reduction="sum")
    array([0. , 0.5])
    """
    residual, v = np.subtract(predictions, targets), np.asarray(variance)
    slope = residual / v
    constant = 0.5 * math.log(2.0 * math.pi) if full else 0.0
    return Terms(0.5 * (np.log(v) + slope * residual) + constant, slope)


@loss(
    formula=(
        r"s \left( w \operatorname{erf} \frac{w}{\sqrt{2}} + \sqrt{\frac{2}{\pi}} e^{-\frac{w^2}{2}} "
        r"- \frac{1}{\sqrt{\pi}} \right)"
    ),
    gradient_formula=r"-\operatorname{erf} \frac{w}{\sqrt{2}}",
    symbols=r"\hat{y}, y, s",
    where=r"w = \frac{y - \hat{y}}{s}",
    convex=True,
    lipschitz=1.0,
    smoothness="C∞",
    optimal_prediction="the median of the targets, each blurred by its scale",
    strictly_proper=True,
    source=Source(
        "T. Gneiting, A. E. Raftery",
        2007,
        "Strictly Proper Scoring Rules, Prediction, and Estimation",
        "10.1198/016214506000001437",
    ),
    elsewhere={},
)
def crps_gaussian(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    scale: Annotated[ArrayLike, "positive[n]"],
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The continuous ranked probability score of a normal forecast, in the units of the target.

    For a predicted mean $\hat{y}$ with the standard deviation $s$, its target $y$ and $w = (y - \hat{y}) / s$ the term
    is

    $$ s \left( w \operatorname{erf} \frac{w}{\sqrt{2}} + \sqrt{\frac{2}{\pi}} e^{-\frac{w^2}{2}}
    - \frac{1}{\sqrt{\pi}} \right) $$

    and its derivative with respect to the prediction is

    $$ -\operatorname{erf} \frac{w}{\sqrt{2}} $$

    With $\Phi$ and $\varphi$, the distribution function and density of the standard normal, the term is $s (w (2
    \Phi(w) - 1) + 2 \varphi(w) - 1 / \sqrt{\pi})$ and its derivative $1 - 2 \Phi(w)$. It is the squared difference of
    the forecast's distribution function and the step at the target, integrated; where $s$ falls to 0 it becomes the
    absolute error. It is strictly proper for mean and deviation together, and an outlier pulls with 1 at most.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    scale : array_like, positive, same shape
        The predicted standard deviation $s$ of each target.
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
        If shapes differ, a scale is not above 0, a weight is negative or infinite, the reduction is unknown, or "mean"
        has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. E. Matheson, R. L. Winkler, "Scoring Rules for Continuous Probability Distributions", Management Science 22,
    1976. https://doi.org/10.1287/mnsc.22.10.1087

    T. Gneiting, A. E. Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", Journal of the American
    Statistical Association 102, 2007. https://doi.org/10.1198/016214506000001437

    Examples
    --------
    >>> crps_gaussian([0.0, 5.0], [0.0, 0.0], scale=[1.0, 1e-9], reduction="none").round(4)
    array([0.2337, 5.    ])
    >>> crps_gaussian.gradient([1.0], [0.0], scale=[1.0]).round(4)
    array([0.6827])
    """
    excess, s = np.subtract(targets, predictions), np.asarray(scale)
    w = excess / s
    inside = erf(w / math.sqrt(2.0))
    density = math.sqrt(2.0 / math.pi) * np.exp(-0.5 * w**2)
    return Terms(excess * inside + s * (density - 1.0 / math.sqrt(math.pi)), -inside)
