"""Losses of a score predicted for a label -1 or +1: functions of the margin, label times score."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import step
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["hinge", "perceptron", "squared_hinge"]


@loss(
    formula=r"\max(0, \mu - y s)",
    gradient_formula=r"\begin{cases} -y & y s < \mu \\ 0 & \text{otherwise} \end{cases}",
    symbols=r"s, y, margin=\mu",
    convex=True,
    lipschitz=1.0,
    smoothness="C0",
    optimal_prediction="μ for the more probable label, with its sign",
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("margin",),
    source=Source("C. Cortes, V. Vapnik", 1995, "Support-Vector Networks", "10.1007/BF00994018"),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.hinge_loss(scores, labels).mean()",
            note="margin 1; labels 0 and 1 are accepted and wrong; broadcasts (n,) against (n, 1) in silence",
        ),
        "keras": Equivalent(
            "keras.losses.Hinge()(labels, scores)",
            note="labels first; margin 1; turns labels 0 into -1 where a batch has only 0 and 1",
        ),
        "sklearn": Equivalent("sklearn.metrics.hinge_loss(labels, scores)", note="labels first; margin 1"),
        "xgboost": Equivalent("objective='binary:hinge', label=(labels + 1) / 2", note="margin 1; labels 0 and 1"),
    },
)
def hinge(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    margin: Annotated[float, "nonnegative"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far a score falls short of the margin on its label's side: the loss of support vector machines.

    For a score $s$, a label $y$ that is -1 or +1 and the margin $\mu$ the term is

    $$ \max(0, \mu - y s) $$

    and its derivative with respect to the score is

    $$ \begin{cases} -y & y s < \mu \\ 0 & \text{otherwise} \end{cases} $$

    At the kink $y s = \mu$ every number between 0 and $-y$ is a subgradient; the one returned is 0, the smallest.
    With the margin 0 it is the perceptron's loss. Its minimiser tells the more probable label, but no probability.

    Parameters
    ----------
    scores : array_like, real, any shape
        Signed decision values: the sign is the predicted label. What the gradient is taken of.
    labels : array_like, -1 or +1, same shape
        The labels. For labels 0 and 1 pass `2 * labels - 1`; nothing is converted in silence.
    margin : float, nonnegative
        The score from which on a right prediction costs nothing.
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
        If shapes differ, a label is neither -1 nor +1, the margin is negative or not finite, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. Cortes and V. Vapnik, "Support-Vector Networks", Machine Learning 20, 1995.
    https://doi.org/10.1007/BF00994018
    K. P. Bennett and O. L. Mangasarian, "Robust linear programming discrimination of two linearly inseparable sets",
    Optimization Methods and Software 1, 1992. https://doi.org/10.1080/10556789208805504

    Examples
    --------
    >>> hinge([2.0, 0.25, -1.0], [1, 1, 1], reduction="none")
    array([0.  , 0.75, 2.  ])
    >>> hinge.gradient([2.0, 0.25, 1.0], [1, -1, 1], reduction="none")
    array([0., 1., 0.])
    """
    y = np.asarray(labels)
    shortfall = margin - np.multiply(y, scores)
    return Terms(np.maximum(shortfall, 0.0), -y * step(shortfall))


@loss(
    formula=r"\left( \max(0, 1 - y s) \right)^2",
    gradient_formula=r"-2 y \max(0, 1 - y s)",
    symbols=r"s, y",
    convex=True,
    lipschitz=None,
    smoothness="C1",
    optimal_prediction="2η - 1, if +1 has the probability η",
    calibrated=True,
    noise_tolerant=False,
    source=Source("C. Cortes, V. Vapnik", 1995, "Support-Vector Networks", "10.1007/BF00994018"),
    elsewhere={
        "keras": Equivalent(
            "keras.losses.SquaredHinge()(labels, scores)",
            note="labels first; turns labels 0 into -1 where a batch has only 0 and 1",
        ),
        "sklearn": Equivalent(
            "sklearn.linear_model.SGDClassifier(loss='squared_hinge')", note="the loss of LinearSVC, too"
        ),
    },
)
def squared_hinge(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The square of how far a score falls short of 1 on its label's side.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ \left( \max(0, 1 - y s) \right)^2 $$

    and its derivative with respect to the prediction is

    $$ -2 y \max(0, 1 - y s) $$

    Unlike the hinge it has no kink, and the best score tells how probable the label is: with the probability $\eta$ of
    +1 it is $2 \eta - 1$. A score far on the wrong side pulls without bound.

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
        The loss. A score 1.3e154 on the wrong side has a square beyond float64: `inf`.

    Raises
    ------
    ValueError
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. Cortes, V. Vapnik, "Support-Vector Networks", Machine Learning 20, 1995. https://doi.org/10.1007/BF00994018

    Examples
    --------
    >>> squared_hinge([0.5, 2.0, -1.0], [1, 1, 1], reduction="none")
    array([0.25, 0.  , 4.  ])
    >>> squared_hinge.gradient([0.5, 2.0, -1.0], [1, 1, 1], reduction="sum")
    array([-1.,  0., -4.])
    """
    y = np.asarray(labels)
    short = np.maximum(0.0, 1.0 - y * np.asarray(scores))
    return Terms(short**2, -2.0 * y * short)


@loss(
    formula=r"\max(0, -y s)",
    gradient_formula=r"\begin{cases} -y & y s < 0 \\ 0 & \text{otherwise} \end{cases}",
    symbols=r"s, y",
    convex=True,
    lipschitz=1.0,
    smoothness="C0",
    optimal_prediction="0",
    calibrated=False,
    noise_tolerant=False,
    source=Source(
        "F. Rosenblatt",
        1958,
        "The Perceptron: A Probabilistic Model for Information Storage and Organization in the Brain",
        "10.1037/h0042519",
    ),
    elsewhere={
        "optax": Equivalent("optax.losses.perceptron_loss(scores, labels).mean()"),
        "sklearn": Equivalent("sklearn.linear_model.SGDClassifier(loss='perceptron')"),
    },
)
def perceptron(
    scores: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far a score lies on the wrong side of 0.

    For a score $s$ and a label $y$ that is -1 or +1 the term is

    $$ \max(0, -y s) $$

    and its derivative with respect to the prediction is

    $$ \begin{cases} -y & y s < 0 \\ 0 & \text{otherwise} \end{cases} $$

    It asks for no margin, so a score of 0 costs nothing, whatever the label, and 0 is the best prediction where labels
    vary: it does not tell the more probable class. The kink at 0 has subgradients from 0 to $-y$; the one returned is
    0, the smallest.

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
    F. Rosenblatt, "The Perceptron: A Probabilistic Model for Information Storage and Organization in the Brain",
    Psychological Review 65, 1958. https://doi.org/10.1037/h0042519

    Examples
    --------
    >>> perceptron([0.5, -2.0], [1, 1], reduction="none")
    array([0., 2.])
    >>> perceptron.gradient([0.5, -2.0, 0.0], [1, 1, 1], reduction="sum")
    array([ 0., -1.,  0.])
    """
    y = np.asarray(labels)
    wrong = -y * np.asarray(scores)
    return Terms(np.maximum(0.0, wrong), -y * step(wrong))
