"""The family of deviances whose variance is a power of the mean."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.checks import require
from lossref.facts import Equivalent, Source
from lossref.numerics import product
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["tweedie_deviance"]


@loss(
    formula=(
        r"2 \left( \frac{y^{2 - p}}{(1 - p) (2 - p)} - \frac{y \mu^{1 - p}}{1 - p} + \frac{\mu^{2 - p}}{2 - p} "
        r"\right)"
    ),
    gradient_formula=r"2 \mu^{-p} (\mu - y)",
    symbols=r"\mu, y, power=p",
    convex=False,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean",
    claims_vary_with=("power",),
    source=Source("B. Jørgensen", 1987, "Exponential Dispersion Models", "10.1111/j.2517-6161.1987.tb01685.x"),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn.metrics.mean_tweedie_deviance(targets, predictions, power=power)", note="targets first"
        ),
        "xgboost": Equivalent(
            "objective='reg:tweedie', tweedie_variance_power=power, base_margin=numpy.log(predictions)",
            0.5,
            note="of the logarithm of the mean; without the term of the target; powers from 1 to below 2",
        ),
        "lightgbm": Equivalent(
            "objective='tweedie', tweedie_variance_power=power, init_score=numpy.log(predictions)",
            0.5,
            note="of the logarithm of the mean; without the term of the target; powers from 1 to below 2",
        ),
    },
)
def tweedie_deviance(
    predictions: Annotated[ArrayLike, "positive[n]"],
    targets: Annotated[ArrayLike, "nonnegative[n]"],
    *,
    power: Annotated[float, "real"] = 1.5,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The deviance whose variance is a power of the mean: normal, Poisson, gamma and what lies between.

    For a predicted mean $\mu$, its target $y$ and the power $p$ the term is

    $$ 2 \left( \frac{y^{2 - p}}{(1 - p) (2 - p)} - \frac{y \mu^{1 - p}}{1 - p} + \frac{\mu^{2 - p}}{2 - p} \right) $$

    and its derivative with respect to the prediction is

    $$ 2 \mu^{-p} (\mu - y) $$

    A power of 0 is the squared error, of 1 `poisson_deviance`, of 2 `gamma_deviance`, of 3 the deviance of the inverse
    Gaussian; at 1 and 2 the formula is its limit. Between 1 and 2 lie amounts that are often exactly 0, such as claims
    of insurance. No distribution has a power between 0 and 1.

    The best prediction is the mean, whatever the power.

    Parameters
    ----------
    predictions : array_like, positive, any shape
        Means, $\mu$. What the gradient is taken of.
    targets : array_like, nonnegative, same shape
        What was observed; above 0 if the power is 2 or more.
    power : float, not above 0 or not below 1
        The power $p$ of the mean to which the variance is proportional.
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
        If shapes differ, the power is between 0 and 1, a prediction is not above 0, a target is negative (or 0, if the
        power is 2 or more), a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    B. Jørgensen, "Exponential Dispersion Models", Journal of the Royal Statistical Society B 49, 1987.
    https://doi.org/10.1111/j.2517-6161.1987.tb01685.x

    M. C. K. Tweedie, "An Index Which Distinguishes Between Some Important Exponential Families", 1984.

    Examples
    --------
    >>> tweedie_deviance([4.0, 1.0], [0.0, 4.0], power=1.5, reduction="none")
    array([8., 4.])
    >>> tweedie_deviance.gradient([4.0], [0.0], power=1.5)
    array([1.])
    """
    if 0.0 < power < 1.0:
        raise ValueError(f"power is {power}; accepted: 0 or below, or 1 and above (no distribution lies between)")
    mu, y = np.asarray(predictions), np.asarray(targets)
    if power >= 2.0:
        require("targets", "positive", y, "for a power of 2 or more")
    a, b = 1.0 - power, 2.0 - power
    excess = (y - mu) / mu
    near = _share_near_one(excess, power) * product(excess, mu ** (0.5 * b)) ** 2
    value = np.where(np.abs(excess) < 0.1, near, _deviance(mu, y, power))
    slope = _scaled(mu - y, mu, -power)
    is_endless = np.isinf(mu) & np.isfinite(y)
    value_there = np.inf if b >= 0.0 else y**b / (a * b)
    return Terms(2.0 * np.where(is_endless, value_there, value), 2.0 * np.where(is_endless, mu**a, slope))


def _share_near_one(excess: Array, power: float) -> Array:
    """The integral of (1 + excess - s) s^-power from 1 to 1 + excess, over the square of the excess, near 0."""
    series, term = np.zeros_like(excess), np.ones_like(excess)
    for k in range(40):
        series += term / ((k + 1.0) * (k + 2.0))
        term = term * excess * (-power - k) / (k + 1.0)
    return series


def _deviance(mu: Array, y: Array, power: float) -> Array:
    """The integral of (y - s) s^-power from mu to y, where the two are not near."""
    a, b = 1.0 - power, 2.0 - power
    chord = _scaled(y - mu, mu, a)
    # Of two forms of one number, that in which the power may be 1, and that in which it may be 2.
    if abs(a) < abs(b):
        found = (_rise(mu, y, a, times=y) - chord) / b
    else:
        found = (_rise(mu, y, b, times=np.ones_like(y)) - chord) / a
    # Infinite parts cancel only where there is next to nothing to cancel: in what is infinite itself.
    found = np.where(np.isnan(found) & ~np.isnan(mu + y), np.inf, found)
    return found if power >= 2.0 else np.where(y == 0.0, mu**b / b, found)


def _rise(mu: Array, y: Array, exponent: float, times: Array) -> Array:
    """That many times (y^exponent - mu^exponent) / exponent, or log(y / mu), its limit, for an exponent of 0."""
    ratio = y / mu
    log = np.where((ratio > 1e-300) & (ratio < 1e300), np.log(ratio), np.log(y) - np.log(mu))
    if exponent == 0.0:
        return product(times, log)
    larger = np.where(exponent * log > 0.0, y, mu)
    share = -np.expm1(-np.abs(exponent * log)) * np.sign(log) / abs(exponent)
    return _scaled(times * share, larger, exponent)


def _scaled(x: Array, scale: Array, exponent: float) -> Array:
    """x times a power, in halves: the power alone may overflow or vanish where its product with x does not."""
    half = scale ** (0.5 * exponent)
    return product(product(x, half), half)
