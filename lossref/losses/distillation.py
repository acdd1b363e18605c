"""Cross-entropies with a divergence from what other logits predict."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossref.arrays import Array
from lossref.divergence import divergence
from lossref.facts import Bound, Source
from lossref.numerics import difference, product, softmax
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["distillation", "trades"]


@loss(
    formula=r"\alpha T^2 \sum_{k=1}^{C} p_k \log \frac{p_k}{q_k} - (1 - \alpha) \log s_y",
    gradient_formula=r"\alpha T (q_k - p_k) + (1 - \alpha) (s_k - \mathbb{1}[k = y])",
    symbols=r"z, t, y, temperature=T, alpha=\alpha",
    convex=True,
    lipschitz=Bound(
        r"\sqrt{2} (\alpha T + 1 - \alpha)",
        lambda temperature, alpha: math.sqrt(2.0) * (alpha * temperature + 1.0 - alpha),
    ),
    smoothness="C∞",
    optimal_prediction=None,
    element="k",
    where=(
        r"s_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}, "
        r"q_k = \frac{e^{z_k / T}}{\sum_{j=1}^{C} e^{z_j / T}}, "
        r"p_k = \frac{e^{t_k / T}}{\sum_{j=1}^{C} e^{t_j / T}}"
    ),
    source=Source(
        "G. Hinton, O. Vinyals, J. Dean",
        2015,
        "Distilling the Knowledge in a Neural Network",
        "10.48550/arXiv.1503.02531",
    ),
    elsewhere={},
)
def distillation(
    logits: Annotated[ArrayLike, "real[n,C]"],
    teacher_logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    temperature: Annotated[float, "positive"] = 4.0,
    alpha: Annotated[float, "probability"] = 0.5,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy with the label, and the divergence from a teacher's softened distribution.

    For a row of logits $z$ over $C$ classes and the teacher's logits $t$, the softmax $s$ of $z$, the softmax $q$ of $z
    / T$ and $p$ of $t / T$ at the temperature $T$, the class $y$ and $\alpha$ the term is

    $$ \alpha T^2 \sum_{k=1}^{C} p_k \log \frac{p_k}{q_k} - (1 - \alpha) \log s_y $$

    and its derivative with respect to the logit $z_k$ is

    $$ \alpha T (q_k - p_k) + (1 - \alpha) (s_k - \mathbb{1}[k = y]) $$

    The factor $T^2$ keeps the gradients of the first part at the size of those of the second when the temperature
    changes; where it is large, the first part becomes half the mean squared difference of centred logits. The constant
    is the teacher: no gradient goes to it.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis. What the gradient is taken of.
    teacher_logits : array_like, real, same shape
        Those of the teacher: constants.
    labels : array_like of integers below C, shape (...)
        The classes.
    temperature : float, positive
        The number $T$ by which both logits are divided.
    alpha : float, from 0 to 1
        How much the teacher counts against the label.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats. The divergence is exact also where student and teacher hardly differ.

    Raises
    ------
    ValueError
        If shapes differ, a label is not from 0 to C - 1, the temperature is not a positive finite number, alpha is not
        from 0 to 1, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers, or a label is no integer.

    References
    ----------
    G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network", 2015.
    https://doi.org/10.48550/arXiv.1503.02531

    Examples
    --------
    >>> distillation([[0.0, 0.0]], [[0.0, 0.0]], [1])
    np.float64(0.34657359027997264)
    >>> distillation.gradient([[0.0, 0.0]], [[0.0, 4.0]], [1]).round(4)
    array([[ 0.7121, -0.7121]])
    """
    z, y = np.asarray(logits), np.asarray(labels)
    taught = divergence(np.asarray(teacher_logits), z, temperature)
    told, slope = _cross_entropy(z, y)
    hard = 1.0 - alpha
    soft_value, soft_slope = temperature * (temperature * taught.value), -temperature * taught.difference
    if temperature > 1e100:
        # Its square overflows, and a divergence of logits that hardly differ beside it vanishes.
        is_hot = np.maximum(np.ptp(z, axis=-1), np.ptp(teacher_logits, axis=-1)) < 1e-17 * temperature
        matched, apart = _matched(z, np.asarray(teacher_logits))
        soft_value = np.where(is_hot, matched, soft_value)
        soft_slope = np.where(is_hot[..., np.newaxis], apart, soft_slope)
    value = product(np.asarray(alpha), soft_value) + product(np.asarray(hard), told)
    return Terms(value, hard * slope + alpha * soft_slope)


def _matched(z: Array, teacher_logits: Array) -> tuple[Array, Array]:
    """T² times the divergence of the softmaxes at an infinite T, half the variance of z - t, and its gradient."""
    rounded, lost = difference(z, teacher_logits)
    rounded, lost = (part - part.mean(axis=-1, keepdims=True) for part in (rounded - rounded[..., :1], lost))
    apart = rounded + lost
    return 0.5 * np.mean(apart**2, axis=-1), apart / z.shape[-1]


@loss(
    formula=r"-\log p_y + \beta \sum_{k=1}^{C} p_k \log \frac{p_k}{q_k}",
    gradient_formula=(
        r"p_k - \mathbb{1}[k = y] + \beta p_k \left( \log \frac{p_k}{q_k} - \sum_{i=1}^{C} p_i \log "
        r"\frac{p_i}{q_i} \right)"
    ),
    symbols=r"z, a, y, beta=\beta",
    convex=False,
    lipschitz="finite",
    smoothness="C∞",
    optimal_prediction=None,
    element="k",
    where=(
        r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}, "
        r"q_k = \frac{e^{a_k}}{\sum_{j=1}^{C} e^{a_j}}"
    ),
    claims_vary_with=("beta",),
    source=Source(
        "H. Zhang, Y. Yu, J. Jiao, E. P. Xing, L. El Ghaoui, M. I. Jordan",
        2019,
        "Theoretically Principled Trade-off between Robustness and Accuracy",
        "10.48550/arXiv.1901.08573",
    ),
    elsewhere={},
)
def trades(
    logits: Annotated[ArrayLike, "real[n,C]"],
    adversarial_logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    beta: Annotated[float, "nonnegative"] = 6.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy with the label, and how much an attack changes the prediction.

    For a row of logits $z$ over $C$ classes and the logits $a$ of the attacked example, the softmax $p$ of $z$ and $q$
    of $a$, the class $y$ and $\beta$ the term is

    $$ -\log p_y + \beta \sum_{k=1}^{C} p_k \log \frac{p_k}{q_k} $$

    and its derivative with respect to the logit $z_k$ is

    $$ p_k - \mathbb{1}[k = y] + \beta p_k \left( \log \frac{p_k}{q_k} - \sum_{i=1}^{C} p_i \log \frac{p_i}{q_i}
    \right) $$

    The derivative with respect to the attacked logit $a_k$ is $\beta (q_k - p_k)$. The larger $\beta$, the more
    accuracy on clean examples is given for robustness.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis. What the gradient is taken of.
    adversarial_logits : array_like, real, same shape
        Those of the attacked examples.
    labels : array_like of integers below C, shape (...)
        The classes.
    beta : float, nonnegative
        How much the divergence counts.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats. The divergence is exact also where the attack changes hardly anything.

    Raises
    ------
    ValueError
        If shapes differ, a label is not from 0 to C - 1, beta is negative or not finite, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers, or a label is no integer.

    References
    ----------
    H. Zhang, Y. Yu, J. Jiao, E. P. Xing, L. El Ghaoui, M. I. Jordan, "Theoretically Principled Trade-off between
    Robustness and Accuracy", ICML, 2019. https://doi.org/10.48550/arXiv.1901.08573

    Examples
    --------
    >>> trades([[0.0, 0.0]], [[0.0, 0.0]], [1])
    np.float64(0.6931471805599453)
    >>> trades.gradient([[0.0, 1.0]], [[0.0, 0.0]], [1]).round(4)
    array([[-0.9107,  0.9107]])
    """
    z, y = np.asarray(logits), np.asarray(labels)
    moved = divergence(z, np.asarray(adversarial_logits))
    told, slope = _cross_entropy(z, y)
    turn = softmax(z).slopes_of_mean(moved.log_ratio)
    return Terms(told + product(np.asarray(beta), moved.value), slope + beta * turn)


def _cross_entropy(logits: Array, labels: NDArray[np.int64]) -> tuple[Array, Array]:
    """Value and slope of the cross-entropy with integer labels."""
    p, own = softmax(logits), labels[..., np.newaxis]
    is_own = np.arange(logits.shape[-1]) == own
    return np.take_along_axis(p.surprisal, own, axis=-1)[..., 0], np.where(is_own, -p.others, p.powers) / p.total
