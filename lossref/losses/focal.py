"""Focal losses: the cross-entropy of what is not right yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Equivalent, Source
from lossref.labels import read_labels
from lossref.numerics import product, sigmoid, softmax, softplus
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["sigmoid_focal", "softmax_focal"]


def _steepest_of_classes(gamma: float = 2.0) -> float:
    """The steepest slope of two classes."""

    def slope(z: Array) -> Array:
        rows, first = np.stack([z, np.zeros_like(z)], axis=-1), np.zeros(len(z), dtype=np.int64)
        found: Array = np.linalg.norm(softmax_focal.gradient(rows, first, gamma=gamma, reduction="sum"), axis=-1)
        return found

    return _largest(slope)


def _steepest(gamma: float = 2.0, alpha: float | None = None) -> float:
    """The steepest slope of the wrong side."""

    def slope(z: Array) -> Array:
        return np.abs(sigmoid_focal.gradient(z, np.ones_like(z), gamma=gamma, reduction="sum"))

    return _largest(slope) * (1.0 if alpha is None else max(alpha, 1.0 - alpha))


def _largest(slope: Callable[[Array], Array]) -> float:
    """The largest of slopes that have no closed form: within the first hundred, looked at closely where they are."""
    coarse = np.linspace(-100.0, 5.0, 1051)
    top = coarse[np.argmax(slope(coarse))]
    return float(np.max(slope(np.linspace(top - 0.2, top + 0.2, 2001))))


@loss(
    formula=r"(1 - p_t)^{\gamma} \left( -t \log p - (1 - t) \log(1 - p) \right)",
    gradient_formula=(
        r"(1 - p_t)^{\gamma} (p - t) - \gamma (1 - p_t)^{\gamma - 1} (1 - 2 t) p (1 - p) "
        r"\left( t \log p + (1 - t) \log(1 - p) \right)"
    ),
    symbols=r"z, t, gamma=\gamma",
    where=r"p = \frac{1}{1 + e^{-z}}, p_t = t p + (1 - t) (1 - p)",
    convex=False,
    lipschitz=Bound(r"\max_z \lvert \ell'(z) \rvert", _steepest),
    smoothness="C∞",
    optimal_prediction=None,
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("gamma", "alpha"),
    source=Source(
        "T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár",
        2017,
        "Focal Loss for Dense Object Detection",
        "10.1109/ICCV.2017.324",
    ),
    elsewhere={
        "torchvision": Equivalent(
            'torchvision.ops.sigmoid_focal_loss(logits, targets, alpha=alpha, gamma=gamma, reduction="mean")',
            note="its default alpha is 0.25; -1 for none; NaN in its gradient for gamma below 1 and sure predictions",
        ),
        "optax": Equivalent("optax.losses.sigmoid_focal_loss(logits, targets, alpha=alpha, gamma=gamma).mean()"),
        "keras": Equivalent(
            "keras.losses.BinaryFocalCrossentropy(from_logits=True, apply_class_balancing=True, alpha=alpha, "
            "gamma=gamma)(targets, logits)",
            note="targets first; without apply_class_balancing there is no alpha",
        ),
        "kornia": Equivalent(
            "kornia.losses.binary_focal_loss_with_logits(logits[:, None], targets[:, None], alpha=alpha, "
            'gamma=gamma, reduction="mean")',
            note="classes on the second axis; sums the terms of both classes for a target between 0 and 1",
        ),
    },
)
def sigmoid_focal(
    logits: Annotated[ArrayLike, "real[n]"],
    targets: Annotated[ArrayLike, "probability[n]"],
    *,
    gamma: Annotated[float, "nonnegative"] = 2.0,
    alpha: Annotated[float | None, "probability"] = None,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The binary cross-entropy, weighed down where the prediction is right already: the focal loss.

    For a logit $z$ with the probability $p = \sigma(z)$ of class 1, a target $t$, and the probability
    $p_t = t p + (1 - t) (1 - p)$ of what is right, the term is

    $$ (1 - p_t)^{\gamma} \left( -t \log p - (1 - t) \log(1 - p) \right) $$

    and its derivative with respect to the logit is

    $$ (1 - p_t)^{\gamma} (p - t) - \gamma (1 - p_t)^{\gamma - 1} (1 - 2 t) p (1 - p)
    \left( t \log p + (1 - t) \log(1 - p) \right) $$

    For a target of 0 or 1 this is $-(1 - p_t)^{\gamma} \log p_t$. One between them is understood as in torchvision and
    optax. With `alpha` the term is multiplied by $\alpha t + (1 - \alpha) (1 - t)$.

    With $\gamma = 0$ it is the cross-entropy. With $\gamma > 0$ the best prediction is less sure than the truth (with
    $\gamma = 2$ it is 0.627 where 0.8 is true), so its probabilities are not to be believed, but its classes are.
    (torchvision takes `alpha=0.25` where nothing is said.)

    Parameters
    ----------
    logits : array_like, real, any shape
        Logarithms of odds, $z$. What the gradient is taken of.
    targets : array_like, from 0 to 1, same shape
        The class, 0 or 1, or the probability of class 1.
    gamma : float, nonnegative
        How strongly what is right already is weighed down.
    alpha : float, from 0 to 1, optional
        The weight of class 1; that of class 0 is $1 - \alpha$. Without it both have the weight 1.
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
        If shapes differ, a target is not from 0 to 1, gamma is negative or infinite, alpha is not from 0 to 1, a weight
        is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár, "Focal Loss for Dense Object Detection", ICCV, 2017.
    https://doi.org/10.1109/ICCV.2017.324

    Examples
    --------
    >>> sigmoid_focal([0.0, 2.0, -2.0], [1, 1, 1], reduction="none").round(4)
    array([0.1733, 0.0018, 1.6501])
    >>> sigmoid_focal.gradient([0.0], [1]).round(4)
    array([-0.2983])
    """
    z, t = np.asarray(logits), np.asarray(targets)
    right, wrong = softplus(-z), softplus(z)
    # log(1 - p_t): a power of 1 - p_t vanishes later than 1 - p_t itself.
    doubt = np.logaddexp(np.log(t) - wrong, np.log1p(-t) - right)
    weight = np.exp(product(np.asarray(gamma), doubt))
    if alpha is not None:
        weight = weight * (alpha * t + (1.0 - alpha) * (1.0 - t))
    entropy = product(t, right) + product(1.0 - t, wrong)
    # Without any doubt there is no entropy either, and nothing of this counts.
    of_doubt = gamma * (1.0 - 2.0 * t) * np.exp(np.where(np.isneginf(doubt), 0.0, -right - wrong - doubt))
    slope = (1.0 - t) * sigmoid(z) - t * sigmoid(-z)
    return Terms(product(weight, entropy), weight * slope + product(weight * of_doubt, entropy))


@loss(
    formula=r"-(1 - p_y)^{\gamma} \log p_y",
    gradient_formula=(
        r"\left( (1 - p_y)^{\gamma} - \gamma p_y (1 - p_y)^{\gamma - 1} \log p_y \right) (p_k - \mathbb{1}[k = y])"
    ),
    symbols=r"z, y, gamma=\gamma",
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
    convex=False,
    lipschitz=Bound(r"\max_z \lvert \nabla \ell(z) \rvert", _steepest_of_classes),
    smoothness="C∞",
    optimal_prediction=None,
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("gamma",),
    source=Source(
        "T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár",
        2017,
        "Focal Loss for Dense Object Detection",
        "10.1109/ICCV.2017.324",
    ),
    elsewhere={
        "keras": Equivalent(
            "keras.losses.CategoricalFocalCrossentropy(from_logits=True, alpha=1.0, "
            "gamma=gamma)(keras.ops.one_hot(labels, C), logits)",
            note="labels first, one-hot; its alpha is 0.25 unless told; clips probabilities at 1e-7",
        ),
        "kornia": Equivalent(
            'kornia.losses.focal_loss(logits, labels, alpha=None, gamma=gamma, reduction="sum") / n',
            note=(
                "its mean divides by the classes too; with alpha, class 0 has the weight 1 - alpha and every other "
                "alpha"
            ),
        ),
    },
)
def softmax_focal(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    gamma: Annotated[float, "nonnegative"] = 2.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of many classes, weighed down where the prediction is right already.

    For a row of logits $z$ over $C$ classes with the softmax $p$ and the class $y$ the term is

    $$ -(1 - p_y)^{\gamma} \log p_y $$

    and its derivative with respect to the logit $z_k$ is

    $$ \left( (1 - p_y)^{\gamma} - \gamma p_y (1 - p_y)^{\gamma - 1} \log p_y \right) (p_k - \mathbb{1}[k = y]) $$

    With $\gamma = 0$ it is the cross-entropy. With $\gamma > 0$ the best prediction is less sure than the truth, so its
    probabilities are not to be believed, but its classes are. Powers of $1 - p_y$ are taken of its logarithm, which is
    exact where $1 - p_y$ is 0 in float64, so that a $\gamma$ below 1 is no trouble.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    gamma : float, nonnegative
        How strongly what is right already is weighed down.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, gamma is negative or infinite, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár, "Focal Loss for Dense Object Detection", ICCV, 2017.
    https://doi.org/10.1109/ICCV.2017.324

    J. Mukhoti, V. Kulharia, A. Sanyal, S. Golodetz, P. H. S. Torr, P. K. Dokania, "Calibrating Deep Neural Networks
    Using Focal Loss", NeurIPS, 2020.

    Examples
    --------
    >>> softmax_focal([[0.0, 0.0], [2.0, 0.0]], [0, 0], reduction="none").round(4)
    array([0.1733, 0.0018])
    >>> softmax_focal.gradient([[0.0, 0.0]], [0]).round(4)
    array([[-0.2983,  0.2983]])
    """
    z, of = np.asarray(logits), read_labels(labels)
    p, own = softmax(z), of.one_hot(z.shape[-1])
    shares, log_doubt = _shares_and_log_total(np.where(own == 1.0, -np.inf, z), z)
    sure, doubt, surprisal = (of.take(x) for x in (p.powers / p.total, p.others / p.total, p.surprisal))
    weight = np.exp(product(np.asarray(gamma), log_doubt))
    steepness = product(weight, doubt + gamma * product(sure, surprisal))
    return Terms(product(weight, surprisal), steepness[..., np.newaxis] * (shares - own))


def _shares_and_log_total(others: Array, z: Array) -> tuple[Array, Array]:
    """The softmax among the other classes alone, and the logarithm of their probability among all.

    Both from the logits, since 1 - p itself may be too small for a number. Without others there is neither: 0, log 0.
    """
    p, rest = softmax(z), softmax(others)
    best, highest = others.max(axis=-1, keepdims=True), z.max(axis=-1, keepdims=True)
    is_none = np.isneginf(best)
    fall = np.where(best == highest, 0.0, best - highest)
    doubt = np.minimum(fall + rest.log_total - p.log_total, 0.0)
    return np.where(is_none, 0.0, rest.powers / rest.total), np.where(is_none, -np.inf, doubt)[..., 0]
