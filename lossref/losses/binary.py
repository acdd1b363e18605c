"""Losses of a probability predicted for one of two classes."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.blocks import in_blocks
from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product, xlog1py, xlogy
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["binary_cross_entropy", "binary_cross_entropy_with_logits"]

_BOUND = r"(1 - \frac{\varepsilon}{2}) \max(1, \pi)"


@loss(
    formula=r"-t \log p - (1 - t) \log(1 - p)",
    gradient_formula=r"\frac{p - t}{p (1 - p)}",
    symbols="p, t",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the probability of class 1, which is the mean of the targets",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    symmetric=False,
    source=Source("I. J. Good", 1952, "Rational Decisions", "10.1111/j.2517-6161.1952.tb00104.x"),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.binary_cross_entropy(probs, targets)",
            note="cuts each logarithm at -100; with weights, the mean divides by the number of elements",
        ),
        "keras": Equivalent(
            "keras.losses.BinaryCrossentropy()(targets, probs)",
            note="targets first; clips probabilities to [1e-7, 1 - 1e-7]",
        ),
        "sklearn": Equivalent(
            "sklearn.metrics.log_loss(targets, probs)",
            note=(
                "targets first, each 0 or 1, and both among them; clips probabilities to the machine epsilon of their "
                "type"
            ),
        ),
        "lightgbm": Equivalent(
            "objective='cross_entropy', init_score=numpy.log(probs / (1 - probs))", note="of the raw score, the logit"
        ),
    },
)
def binary_cross_entropy(
    probs: Annotated[ArrayLike, "probability[n]"],
    targets: Annotated[ArrayLike, "probability[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The negative log-likelihood of 0/1 outcomes under predicted probabilities, also called log loss.

    For the probability $p$ of class 1 and a target $t$ the term is

    $$ -t \log p - (1 - t) \log(1 - p) $$

    and its derivative with respect to the probability is

    $$ \frac{p - t}{p (1 - p)} $$

    Nothing is clipped: with $0 \log 0 = 0$ a sure and right prediction costs 0, a sure and wrong one `inf`. For a
    target of 0 or 1 the derivative is $1 / (1 - p)$ or $-1 / p$, also at the ends.

    Parameters
    ----------
    probs : array_like, probabilities, any shape
        The predicted probabilities of class 1, from 0 to 1. What the gradient is taken of.
    targets : array_like, probabilities, same shape
        0 or 1, or a number between them: the share of class 1, as label smoothing and averaged raters give.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `probs` for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, a probability or target is below 0 or above 1, a weight is negative or infinite, the
        reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14, 1952.
    https://doi.org/10.1111/j.2517-6161.1952.tb00104.x
    D. R. Cox, "The Regression Analysis of Binary Sequences", Journal of the Royal Statistical Society B 20, 1958.

    Examples
    --------
    >>> binary_cross_entropy([0.5, 1.0, 0.0], [1, 1, 1], reduction="none")
    array([0.69314718, 0.        ,        inf])
    >>> binary_cross_entropy.gradient([0.5, 0.25, 0.25], [1, 0, 0.25], reduction="none")
    array([-2.        ,  1.33333333,  0.        ])
    """
    p, t = np.asarray(probs), np.asarray(targets)
    value = -(xlogy(t, p) + xlog1py(1.0 - t, -p))
    # The quotient is 0/0 where a 0/1 target is met exactly, and there it has lost a factor that cancels.
    slope = np.where(t == 0.0, 1.0 / (1.0 - p), np.where(t == 1.0, -1.0 / p, (p - t) / (p * (1.0 - p))))
    return Terms(value, slope)


@loss(
    formula=r"t \log(1 + e^{-z}) + (1 - t) \log(1 + e^{z})",
    gradient_formula=r"\frac{1}{1 + e^{-z}} - t",
    symbols=r"z, t",
    convex=True,
    lipschitz=Bound(
        _BOUND, lambda pos_weight=1.0, label_smoothing=0.0: (1.0 - 0.5 * label_smoothing) * max(1.0, pos_weight)
    ),
    smoothness="C∞",
    optimal_prediction="the logarithm of the odds of class 1",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("pos_weight", "label_smoothing"),
    source=Source(
        "D. R. Cox", 1958, "The Regression Analysis of Binary Sequences", "10.1111/j.2517-6161.1958.tb00292.x"
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.binary_cross_entropy_with_logits(logits, targets, "
            "pos_weight=torch.tensor(pos_weight))",
            note="its gradient is 0 from a logit of 37 on; with weights, the mean divides by the number of elements",
        ),
        "optax": Equivalent("optax.losses.sigmoid_binary_cross_entropy(logits, targets).mean()"),
        "keras": Equivalent(
            "keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=label_smoothing)(targets, logits)",
            note="targets first",
        ),
        "sklearn": Equivalent("sklearn._loss.HalfBinomialLoss()(targets, logits)", note="private; targets first"),
        "xgboost": Equivalent(
            "objective='binary:logistic', scale_pos_weight=pos_weight",
            note="weighs only targets of 1, not shares of it",
        ),
        "lightgbm": Equivalent(
            "objective='binary', scale_pos_weight=pos_weight", note="takes any target above 0 for 1"
        ),
    },
)
def binary_cross_entropy_with_logits(
    logits: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "probability[n]"],
    *,
    pos_weight: Annotated[float | None, "positive"] = None,
    label_smoothing: Annotated[float, "probability"] = 0.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The binary cross-entropy of the sigmoid of a logit, exact for logits of any size.

    For a logit $z$ and a target $t$ the term is

    $$ t \log(1 + e^{-z}) + (1 - t) \log(1 + e^{z}) $$

    and its derivative with respect to the logit is

    $$ \frac{1}{1 + e^{-z}} - t $$

    With a weight $\pi$ of the positive class the first part is multiplied by $\pi$, and the derivative is $(1 - t)
    \sigma(z) - \pi t \sigma(-z)$ where $\sigma$ is the sigmoid: the best logit grows by $\log \pi$. With the smoothing
    $\varepsilon$ the target is $(1 - \varepsilon) t + \varepsilon / 2$.

    Neither part overflows, and none is lost beside the other: at $z = 50$ and $t = 1$ the value is $e^{-50}$, and the
    derivative $-e^{-50}$, not 0.

    Parameters
    ----------
    logits : array_like, real, any shape
        Logarithms of odds, $z$. What the gradient is taken of.
    targets : array_like, from 0 to 1, same shape
        The class, 0 or 1, or the probability of class 1.
    pos_weight : float, positive, optional
        How often each positive counts, $\pi$.
    label_smoothing : float, from 0 to 1
        The share $\varepsilon$ of each target that is spread over both classes.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, a target is not from 0 to 1, pos_weight is not a positive finite number, label_smoothing is
        not from 0 to 1, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. R. Cox, "The Regression Analysis of Binary Sequences", Journal of the Royal Statistical Society B 20, 1958.
    https://doi.org/10.1111/j.2517-6161.1958.tb00292.x

    I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14, 1952.
    https://doi.org/10.1111/j.2517-6161.1952.tb00104.x

    Examples
    --------
    >>> binary_cross_entropy_with_logits([0.0, 50.0, -1e4], [1, 1, 1], reduction="none")
    array([6.93147181e-01, 1.92874985e-22, 1.00000000e+04])
    >>> binary_cross_entropy_with_logits.gradient([0.0, 50.0], [1, 1], reduction="sum")
    array([-5.00000000e-01, -1.92874985e-22])
    """

    def terms(z: Array, t: Array) -> tuple[Array, Array]:
        if label_smoothing:
            t = (1.0 - label_smoothing) * t + 0.5 * label_smoothing
        # What the label has against the sign of z, with that sign: 1 - t, or -t where z is below 0.
        size, against = np.abs(z), (z >= 0) - t
        power = np.exp(-size)
        near = np.log1p(power)
        # Arrays are renewed in their places: new ones would drive others out of the cache.
        power /= 1.0 + power
        share = np.copysign(power, z, out=power)
        if pos_weight is not None:
            count = (1.0 - t) + pos_weight * t
            against, near, share = against * np.where(z >= 0, 1.0, pos_weight), near * count, share * count
        value = size * np.abs(against)
        if np.isnan(value.max()):  # somewhere, as 0·∞ is
            value = product(np.abs(against), size)
        value += near
        # Both have the sign of z, and cancel no more than a label between 0 and 1 makes them.
        against -= share
        return value, against

    is_summed = weights is None and reduction != "none"
    return in_blocks(terms, np.asarray(logits), np.asarray(targets), is_summed=is_summed)
