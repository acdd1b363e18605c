"""The general robust loss, which joins the losses of many M-estimators by one parameter."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import expm1_over, product
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["general_robust"]


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
