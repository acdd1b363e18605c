"""Smooth losses of the margin of a score, from whose best score the probability of a label can be told."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import sigmoid, softplus
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["exponential", "logistic_loss", "modified_huber"]


@loss(
    formula=r"\log(1 + e^{-y s})",
    gradient_formula=r"-\frac{y}{1 + e^{y s}}",
    symbols=r"s, y",
    convex=True,
    lipschitz=1.0,
    smoothness="C∞",
    optimal_prediction="the logarithm of the odds of +1",
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "D. R. Cox", 1958, "The Regression Analysis of Binary Sequences", "10.1111/j.2517-6161.1958.tb00292.x"
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.soft_margin_loss(scores, labels)",
            note="inf, with a gradient of NaN, at margins below -709",
        ),
        "optax": Equivalent(
            "optax.losses.sigmoid_binary_cross_entropy(scores, (labels + 1) / 2).mean()", note="labels 0 and 1"
        ),
        "sklearn": Equivalent("sklearn.linear_model.SGDClassifier(loss='log_loss')"),
        "xgboost": Equivalent("objective='binary:logistic', label=(labels + 1) / 2", note="labels 0 and 1"),
        "lightgbm": Equivalent(
            "objective='binary', label=(labels + 1) / 2",
            note="labels 0 and 1, or any two numbers of which one is positive",
        ),
    },
)
def logistic_loss(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The logarithm of one plus e to minus the margin: the loss of logistic regression for labels -1 and +1.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ \log(1 + e^{-y s}) $$

    and its derivative with respect to the prediction is

    $$ -\frac{y}{1 + e^{y s}} $$

    It is `binary_cross_entropy_with_logits` with the label written otherwise, so the best score is the logarithm of the
    odds. It neither overflows nor saturates: at a margin of -1e4 it is 1e4, at 50 it is $e^{-50}$.

    Parameters
    ----------
    scores : array_like, real, any shape
        What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        The right side of 0 for each score.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. R. Cox, "The Regression Analysis of Binary Sequences", Journal of the Royal Statistical Society B 20, 1958.
    https://doi.org/10.1111/j.2517-6161.1958.tb00292.x

    J. Friedman, T. Hastie, R. Tibshirani, "Additive Logistic Regression: A Statistical View of Boosting", Annals of
    Statistics 28, 2000. https://doi.org/10.1214/aos/1016218223

    Examples
    --------
    >>> logistic_loss([0.0, 50.0, -1e4], [1, 1, 1], reduction="none")
    array([6.93147181e-01, 1.92874985e-22, 1.00000000e+04])
    >>> logistic_loss.gradient([0.0], [1])
    array([-0.5])
    """
    y = np.asarray(labels)
    margin = y * np.asarray(scores)
    return Terms(softplus(-margin), -y * sigmoid(-margin))


@loss(
    formula=r"e^{-y s}",
    gradient_formula=r"-y e^{-y s}",
    symbols=r"s, y",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="half the logarithm of the odds of +1",
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "Y. Freund, R. E. Schapire",
        1997,
        "A Decision-Theoretic Generalization of On-Line Learning and an Application to Boosting",
        "10.1006/jcss.1997.1504",
    ),
    elsewhere={
        "sklearn": Equivalent(
            "sklearn._loss.loss.ExponentialLoss()((labels + 1) / 2, scores)",
            note="private; labels first, 0 and 1; the loss of GradientBoostingClassifier(loss='exponential')",
        ),
    },
)
def exponential(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""e to minus the margin: the loss of AdaBoost.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ e^{-y s} $$

    and its derivative with respect to the prediction is

    $$ -y e^{-y s} $$

    One score far on the wrong side outweighs all others, so wrong labels spoil the fit. The best score is half the
    logarithm of the odds.

    Parameters
    ----------
    scores : array_like, real, any shape
        What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        The right side of 0 for each score.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores` for `reduction="none"`
        The loss. A margin below -709.78 has a power beyond float64: `inf`.

    Raises
    ------
    ValueError
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    Y. Freund, R. E. Schapire, "A Decision-Theoretic Generalization of On-Line Learning and an Application to Boosting",
    Journal of Computer and System Sciences 55, 1997. https://doi.org/10.1006/jcss.1997.1504

    Examples
    --------
    >>> exponential([0.0, 2.0], [1, -1], reduction="none").round(4)
    array([1.    , 7.3891])
    >>> exponential.gradient([0.0], [1])
    array([-1.])
    """
    y = np.asarray(labels)
    value = np.exp(-y * np.asarray(scores))
    return Terms(value, -y * value)


@loss(
    formula=r"\begin{cases} \left( \max(0, 1 - y s) \right)^2 & y s \ge -1 \\ -4 y s & \text{otherwise} \end{cases}",
    gradient_formula=r"\begin{cases} -2 y \max(0, 1 - y s) & y s \ge -1 \\ -4 y & \text{otherwise} \end{cases}",
    symbols=r"s, y",
    convex=True,
    lipschitz=4.0,
    smoothness="C1",
    optimal_prediction="2η - 1, if +1 has the probability η",
    calibrated=True,
    noise_tolerant=False,
    source=Source(
        "T. Zhang",
        2004,
        "Statistical Behavior and Consistency of Classification Methods Based on Convex Risk Minimization",
        "10.1214/aos/1079120130",
    ),
    elsewhere={"sklearn": Equivalent("sklearn.linear_model.SGDClassifier(loss='modified_huber')")},
)
def modified_huber(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared hinge, which becomes a line where a score is wrong by more than its margin.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ \begin{cases} \left( \max(0, 1 - y s) \right)^2 & y s \ge -1 \\ -4 y s & \text{otherwise} \end{cases} $$

    and its derivative with respect to the prediction is

    $$ \begin{cases} -2 y \max(0, 1 - y s) & y s \ge -1 \\ -4 y & \text{otherwise} \end{cases} $$

    Outliers pull with 4 at most, and the best score still tells how probable the label is: $2 \eta - 1$.

    Parameters
    ----------
    scores : array_like, real, any shape
        What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        The right side of 0 for each score.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    T. Zhang, "Statistical Behavior and Consistency of Classification Methods Based on Convex Risk Minimization", Annals
    of Statistics 32, 2004. https://doi.org/10.1214/aos/1079120130

    Examples
    --------
    >>> modified_huber([0.5, -1.0, -3.0], [1, 1, 1], reduction="none")
    array([ 0.25,  4.  , 12.  ])
    >>> modified_huber.gradient([0.5, -1.0, -3.0], [1, 1, 1], reduction="sum")
    array([-1., -4., -4.])
    """
    y = np.asarray(labels)
    margin = y * np.asarray(scores)
    short = np.minimum(np.maximum(0.0, 1.0 - margin), 2.0)
    return Terms(np.where(margin >= -1.0, short**2, -4.0 * margin), -2.0 * y * short)
