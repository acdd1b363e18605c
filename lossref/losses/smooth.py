"""Smooth relatives of the absolute error: parabolas that become lines without a seam."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["charbonnier", "log_cosh", "pseudo_huber"]


@loss(
    formula=r"\delta^2 \left( \sqrt{1 + \left( \frac{\hat{y} - y}{\delta} \right)^2} - 1 \right)",
    gradient_formula=r"\frac{\hat{y} - y}{\sqrt{1 + \left( \frac{\hat{y} - y}{\delta} \right)^2}}",
    symbols=r"\hat{y}, y, delta=\delta",
    convex=True,
    lipschitz=Bound(r"\delta", lambda delta: delta),
    smoothness="C∞",
    optimal_prediction="an M-estimate of location: the median as δ → 0, the mean as δ → ∞",
    symmetric=True,
    source=Source(
        "P. Charbonnier, L. Blanc-Féraud, G. Aubert, M. Barlaud",
        1997,
        "Deterministic Edge-Preserving Regularization in Computed Imaging",
        "10.1109/83.551699",
    ),
    elsewhere={
        "xgboost": Equivalent("objective='reg:pseudohubererror', huber_slope=delta"),
        "kornia": Equivalent(
            "delta ** 2 * kornia.losses.charbonnier_loss(predictions / delta, targets / delta, reduction='mean')",
            note="its delta is 1",
        ),
    },
)
def pseudo_huber(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    delta: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The Huber loss without its seams: a parabola that becomes a line gradually.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \delta^2 \left( \sqrt{1 + \left( \frac{\hat{y} - y}{\delta} \right)^2} - 1 \right) $$

    and its derivative with respect to the prediction is

    $$ \frac{\hat{y} - y}{\sqrt{1 + \left( \frac{\hat{y} - y}{\delta} \right)^2}} $$

    Near the target it is half the squared error, far from it $\delta$ times the distance less $\delta^2$. All its
    derivatives exist.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    delta : float, positive
        About where the parabola becomes a line, and the slope of the line.
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
    P. Charbonnier, L. Blanc-Féraud, G. Aubert, M. Barlaud, "Deterministic Edge-Preserving Regularization in Computed
    Imaging", IEEE Transactions on Image Processing 6, 1997. https://doi.org/10.1109/83.551699

    R. Hartley, A. Zisserman, "Multiple View Geometry in Computer Vision", Cambridge University Press, 2003.

    Examples
    --------
    >>> pseudo_huber([0.75, 1e-9], [0.0, 0.0], reduction="none")
    array([2.5e-01, 5.0e-19])
    >>> pseudo_huber.gradient([0.75], [0.0])
    array([0.6])
    """
    residual = np.subtract(predictions, targets)
    distance = np.abs(residual)
    # Of the two forms each stays exact where the other would divide by, or square, too large a number.
    near, far = distance / delta, delta / distance
    inside = distance < delta
    value = np.where(
        inside, distance * (distance / (np.hypot(1.0, near) + 1.0)), delta * (distance / (np.hypot(1.0, far) + far))
    )
    slope = np.where(inside, residual / np.hypot(1.0, near), np.sign(residual) * (delta / np.hypot(1.0, far)))
    return Terms(value, slope)


@loss(
    formula=r"\log \cosh(\hat{y} - y)",
    gradient_formula=r"\tanh(\hat{y} - y)",
    symbols=r"\hat{y}, y",
    convex=True,
    lipschitz=1.0,
    smoothness="C∞",
    optimal_prediction="an M-estimate of location, between the median and the mean",
    symmetric=True,
    source=Source(
        "P. J. Green",
        1990,
        "Bayesian Reconstructions from Emission Tomography Data Using a Modified EM Algorithm",
        "10.1109/42.52985",
    ),
    elsewhere={
        "optax": Equivalent("optax.losses.log_cosh(predictions, targets).mean()", note="0 below a difference of 1e-8"),
        "keras": Equivalent(
            "keras.losses.LogCosh()(targets, predictions)",
            note="targets first; wrong digits below a difference of 1e-4",
        ),
    },
)
def log_cosh(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The logarithm of the hyperbolic cosine: a parabola near the target, a line far from it.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \log \cosh(\hat{y} - y) $$

    and its derivative with respect to the prediction is

    $$ \tanh(\hat{y} - y) $$

    Near the target it is half the squared error, far from it the distance less $\log 2$. All its derivatives exist, and
    it has no parameter.

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
    P. J. Green, "Bayesian Reconstructions from Emission Tomography Data Using a Modified EM Algorithm", IEEE
    Transactions on Medical Imaging 9, 1990. https://doi.org/10.1109/42.52985

    Examples
    --------
    >>> log_cosh([1e-9, 1.0, 1e4], [0.0, 0.0, 0.0], reduction="none")
    array([5.00000000e-19, 4.33780830e-01, 9.99930685e+03])
    >>> log_cosh.gradient([1.0], [0.0])
    array([0.76159416])
    """
    residual = np.subtract(predictions, targets)
    distance = np.abs(residual)
    near = np.log1p(2.0 * np.sinh(0.5 * np.minimum(distance, 1.0)) ** 2)
    far = distance + np.log1p(np.exp(-2.0 * distance)) - np.log(2.0)
    return Terms(np.where(distance < 1.0, near, far), np.tanh(residual))


@loss(
    formula=r"\sqrt{\left( \frac{\hat{y} - y}{c} \right)^2 + 1} - 1",
    gradient_formula=r"\frac{\hat{y} - y}{c^2 \sqrt{\left( \frac{\hat{y} - y}{c} \right)^2 + 1}}",
    symbols=r"\hat{y}, y, scale=c",
    convex=True,
    lipschitz=Bound(r"1 / c", lambda scale: 1.0 / scale),
    smoothness="C∞",
    optimal_prediction="an M-estimate of location: the median as c → 0, the mean as c → ∞",
    symmetric=True,
    source=Source(
        "P. Charbonnier, L. Blanc-Féraud, G. Aubert, M. Barlaud",
        1994,
        "Two Deterministic Half-Quadratic Regularization Algorithms for Computed Imaging",
        "10.1109/ICIP.1994.413553",
    ),
    elsewhere={
        "kornia": Equivalent('kornia.losses.charbonnier_loss(predictions, targets, reduction="mean")', note="scale 1")
    },
)
def charbonnier(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    scale: Annotated[float, "positive"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The pseudo-Huber loss in units of its scale: a rounded absolute error.

    For a prediction $\hat{y}$ and its target $y$ the term is

    $$ \sqrt{\left( \frac{\hat{y} - y}{c} \right)^2 + 1} - 1 $$

    and its derivative with respect to the prediction is

    $$ \frac{\hat{y} - y}{c^2 \sqrt{\left( \frac{\hat{y} - y}{c} \right)^2 + 1}} $$

    It is `pseudo_huber` with $\delta = c$, divided by $c^2$: near the target $\frac{1}{2} ((\hat{y} - y) / c)^2$, far
    from it the distance in units of $c$, less 1.

    Parameters
    ----------
    predictions : array_like, real, any shape
        What the gradient is taken of.
    targets : array_like, real, same shape
        What was observed.
    scale : float, positive
        The distance $c$ that counts as 1.
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
    P. Charbonnier, L. Blanc-Féraud, G. Aubert, M. Barlaud, "Two Deterministic Half-Quadratic Regularization Algorithms
    for Computed Imaging", ICIP, 1994. https://doi.org/10.1109/ICIP.1994.413553

    J. T. Barron, "A General and Adaptive Robust Loss Function", CVPR, 2019. https://doi.org/10.1109/CVPR.2019.00446

    Examples
    --------
    >>> charbonnier([1.5, 2e-9], [0.0, 0.0], scale=2.0, reduction="none")
    array([2.5e-01, 5.0e-19])
    >>> charbonnier.gradient([1.5], [0.0], scale=2.0)
    array([0.3])
    """
    share = np.subtract(predictions, targets) / scale
    distance = np.abs(share)
    inverse = 1.0 / np.maximum(distance, 1.0)
    near = distance * (distance / (np.hypot(1.0, distance) + 1.0))
    far = distance / (np.hypot(1.0, inverse) + inverse)
    # Beyond 1 the quotient is taken of the inverse, which is 0 where the share is infinite.
    direction = np.where(distance < 1.0, share / np.hypot(1.0, share), np.sign(share) / np.hypot(1.0, inverse))
    return Terms(np.where(distance < 1.0, near, far), direction / scale)
