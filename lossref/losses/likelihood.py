"""Losses that are the negative logarithm of a likelihood, or its deviance, for counts and other numbers."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.checks import require
from lossref.facts import Equivalent, Source
from lossref.numerics import product, xlogy
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["poisson_nll"]


@loss(
    formula=r"e^{z} - y z",
    gradient_formula=r"e^{z} - y",
    symbols="z, y",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the logarithm of the mean; with log_input=False the mean",
    source=Source("J. A. Nelder, R. W. M. Wedderburn", 1972, "Generalized Linear Models", "10.2307/2344614"),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.poisson_nll_loss(predictions, targets, log_input=log_input, eps=0)",
            note="its default eps=1e-8 biases log_input=False; broadcasts (n,) against (n, 1) in silence",
        ),
        "keras": Equivalent(
            "keras.losses.Poisson()(targets, keras.ops.exp(predictions))",
            note=(
                "targets first; takes the mean, not its logarithm; adds 1e-7 inside the logarithm; broadcasts in "
                "silence"
            ),
        ),
        "sklearn": Equivalent("sklearn._loss.HalfPoissonLoss()(targets, predictions)", note="private; targets first"),
        "xgboost": Equivalent("objective='count:poisson'"),
        "lightgbm": Equivalent("objective='poisson'"),
    },
)
def poisson_nll(
    predictions: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "nonnegative[n]"],
    *,
    log_input: bool = True,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The negative log-likelihood of counts under a Poisson distribution, but for the term log y!.

    For a log-rate $z$ and a target $y$ the term is

    $$ e^{z} - y z $$

    and its derivative with respect to the log-rate is

    $$ e^{z} - y $$

    With `log_input=False` the predictions are rates $\mu = e^z \ge 0$: the term is $\mu - y \log \mu$ and its
    derivative $1 - y / \mu$. Here $0 \log 0 = 0$: a rate of 0 is right for a count of 0, and infinitely wrong for any
    other. The term $\log y!$ is left out since no prediction changes it, so the loss may be negative.

    Parameters
    ----------
    predictions : array_like, real, any shape
        Log-rates; rates, which are not negative, with `log_input=False`. What the gradient is taken of.
    targets : array_like, nonnegative, same shape
        The counts. Numbers that are not whole are allowed: rates per exposure, averages.
    log_input : bool
        Whether the predictions are logarithms of rates.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` for `reduction="none"`
        The loss. A log-rate above 709.78 is a rate beyond float64: `inf`. Where the two parts of a term cancel, the
        result is exact to the rounding of the larger part.

    Raises
    ------
    ValueError
        If shapes differ, a target or (with `log_input=False`) a rate is negative, a weight is negative or infinite,
        the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers, or log_input is not True or False.

    References
    ----------
    J. A. Nelder and R. W. M. Wedderburn, "Generalized Linear Models", Journal of the Royal Statistical Society A 135,
    1972. https://doi.org/10.2307/2344614

    Examples
    --------
    >>> poisson_nll([0.0, 0.0], [0, 3], reduction="none")
    array([1., 1.])
    >>> poisson_nll.gradient([0.0, 0.0], [0, 3], reduction="none")
    array([ 1., -2.])
    >>> poisson_nll([0.0, 1.0], [0, 3], log_input=False, reduction="none")
    array([0., 1.])
    """
    x, y = np.asarray(predictions), np.asarray(targets)
    if log_input:
        return _poisson_of_log_rates(x, y)
    require("predictions", "nonnegative", x, "since log_input=False makes it a rate")
    return _poisson_of_rates(x, y)


def _poisson_of_log_rates(z: Array, y: Array) -> Terms:
    rate = np.exp(z)
    # The exponential outgrows the product: an infinite rate is an infinite loss, not ∞ - ∞.
    return Terms(np.where(np.isinf(rate), rate, rate - product(y, z)), rate - y)


def _poisson_of_rates(rate: Array, y: Array) -> Terms:
    value = np.where(np.isinf(rate), rate, rate - xlogy(y, rate))
    # (μ - y) / μ keeps the digits that 1 - y/μ loses where they are near, but is 0/0 and ∞/∞ at the ends.
    is_one = (y == 0) & (rate >= 0) | np.isinf(rate)
    return Terms(value, np.where(is_one, 1.0, (rate - y) / rate))
