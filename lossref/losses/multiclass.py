"""Losses of scores, one for each class, predicted for a class or a distribution over the classes."""

from __future__ import annotations

import math
from functools import partial
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossref.arrays import Array
from lossref.blocks import in_blocks_of_rows
from lossref.facts import Bound, Equivalent, Source
from lossref.labels import read_labels
from lossref.numerics import product, softmax, sum_of_others
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss
from lossref.surprisal import surprisals

__all__ = ["softmax_cross_entropy", "softmax_cross_entropy_with_integer_labels"]


def _farthest(logits: ArrayLike, label_smoothing: float = 0.0) -> float:
    """The distance of a smoothed label from a softmax that is sure of another class."""
    count = np.shape(logits)[-1]
    spread = label_smoothing / count
    return math.sqrt((1.0 - spread) ** 2 + (1.0 - label_smoothing + spread) ** 2 + (count - 2) * spread**2)


@loss(
    formula=r"-\sum_{k=1}^{C} q_k \log \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
    gradient_formula=r"\frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}} - q_k",
    symbols="z, q",
    element="k",
    convex=True,
    lipschitz=math.sqrt(2.0),
    smoothness="C∞",
    optimal_prediction="logits whose softmax is the mean of the labels",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("class_weights",),
    source=Source(
        "J. S. Bridle",
        1990,
        "Probabilistic Interpretation of Feedforward Classification Network Outputs, with Relationships to "
        "Statistical Pattern Recognition",
        "10.1007/978-3-642-76153-9_28",
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.cross_entropy(logits, labels)",
            note="with class weights and labels that are distributions, the mean divides by the number of rows",
        ),
        "optax": Equivalent(
            "optax.losses.softmax_cross_entropy(logits, labels).mean()",
            note="labels are not checked; NaN for a logit of -inf whose label is 0 (the safe_ variant gives 0)",
        ),
        "keras": Equivalent(
            "keras.losses.CategoricalCrossentropy(from_logits=True)(labels, logits)",
            note="labels first; with weights, the mean divides by the batch size",
        ),
    },
)
def softmax_cross_entropy(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "simplex[n,C]"],
    *,
    class_weights: Annotated[ArrayLike | None, "nonnegative[C]"] = None,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of a label distribution and the softmax of logits.

    For a row of logits $z$ and a row of label probabilities $q$, each over $C$ classes, the term is

    $$ -\sum_{k=1}^{C} q_k \log \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}} $$

    and its derivative with respect to the logit $z_k$ is

    $$ \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}} - q_k $$

    With class weights $c$ each $q_k$ becomes $c_k q_k$, and the derivative $p_k \sum_j c_j q_j - c_k q_k$ where $p$
    is the softmax. The row then counts as $\sum_k c_k q_k$ in the mean: for a one-hot label, the weight of its class.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is
        taken of.
    labels : array_like, distributions, same shape
        Probabilities that sum to 1 along the last axis, to 1e-6 for each class; one-hot rows are the hard labels.
    class_weights : array_like, nonnegative, shape (C,), optional
        One weight for each class.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats. It is exact also where the right class is so sure that 1 - p rounds to 0. A logit of -∞
        rules a class out: `inf` if the label has it, else nothing. Of two logits of +∞ there is no softmax: `nan`.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a row of labels is no distribution, a weight is negative or infinite, the
        reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    J. S. Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs, with Relationships to
    Statistical Pattern Recognition", Neurocomputing, 1990. https://doi.org/10.1007/978-3-642-76153-9_28
    I. J. Good, "Rational Decisions", Journal of the Royal Statistical Society B 14, 1952.

    Examples
    --------
    >>> softmax_cross_entropy([[0.0, 0.0], [50.0, 0.0]], [[1, 0], [1, 0]], reduction="none")
    array([6.93147181e-01, 1.92874985e-22])
    >>> softmax_cross_entropy.gradient([[0.0, 0.0]], [[0.75, 0.25]])
    array([[-0.25,  0.25]])
    >>> softmax_cross_entropy([[0.0, 0.0], [0.0, 0.0]], [[1, 0], [0, 1]], class_weights=[3, 1], reduction="none")
    array([2.07944154, 0.69314718])
    """
    q, mass = np.asarray(labels), None
    if class_weights is not None:
        q, mass = _shared_out(np.multiply(class_weights, labels))

    def terms(z: Array, q: Array) -> tuple[Array, Array]:
        p = softmax(z)
        # p_k Σq - q_k with the common part of both products taken out, so that a sure and right row keeps its digits.
        slope = (p.powers * sum_of_others(q) - q * p.others) / p.total
        return product(q, p.surprisal).sum(axis=-1), slope

    return Terms(*in_blocks_of_rows(terms, np.asarray(logits), q), mass)


@loss(
    formula=r"\log \sum_{j=1}^{C} e^{z_j} - z_y",
    gradient_formula=r"\frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}} - \mathbb{1}[k = y]",
    symbols=r"z, y",
    element="k",
    convex=True,
    lipschitz=Bound(r"\lvert p - q \rvert", _farthest),
    smoothness="C∞",
    optimal_prediction="logits whose softmax is the distribution of the classes",
    strictly_proper=True,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("class_weights", "label_smoothing"),
    source=Source(
        "J. S. Bridle",
        1990,
        "Probabilistic Interpretation of Feedforward Classification Network Outputs, with Relationships to "
        "Statistical Pattern Recognition",
        "10.1007/978-3-642-76153-9_28",
    ),
    elsewhere={
        "torch": Equivalent(
            "torch.nn.functional.cross_entropy(logits, labels, weight=class_weights, label_smoothing=label_smoothing)",
            note="ignores labels of -100 unless told; with both, each class of a smoothed label has its own weight",
        ),
        "optax": Equivalent(
            "optax.losses.softmax_cross_entropy_with_integer_labels(logits, labels).mean()",
            note="a label of C gives NaN, a negative one counts from the end",
        ),
        "keras": Equivalent(
            "keras.losses.SparseCategoricalCrossentropy(from_logits=True)(labels, logits)", note="labels first"
        ),
        "sklearn": Equivalent(
            "sklearn._loss.HalfMultinomialLoss(n_classes=C)(labels.astype(float), logits)",
            note="private; labels first, as floats",
        ),
        "xgboost": Equivalent("objective='multi:softprob', num_class=C"),
        "lightgbm": Equivalent("objective='multiclass', num_class=C", note="leaves out a class that no label has"),
    },
)
def softmax_cross_entropy_with_integer_labels(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    class_weights: Annotated[ArrayLike | None, "nonnegative[C]"] = None,
    ignore_index: int | None = None,
    label_smoothing: Annotated[float, "probability"] = 0.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of the softmax of logits and a class: minus the log-probability of the right one.

    For a row of logits $z$ over $C$ classes and the class $y$ the term is

    $$ \log \sum_{j=1}^{C} e^{z_j} - z_y $$

    and its derivative with respect to the logit $z_k$ is

    $$ \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}} - \mathbb{1}[k = y] $$

    The value is computed as $\max z - z_y + \log(1 + \ldots)$ and the derivative at $y$ as minus the sum of the other
    probabilities: at the logits 50, 0, -50 and the class 0 the value is 1.9e-22, not 0.

    With the smoothing $\varepsilon$ the label is the distribution $q = (1 - \varepsilon) \delta_y + \varepsilon / C$,
    the term $-\sum_k q_k \log p_k$ and the derivative $p_k - q_k$, where $p$ is the softmax. Class weights multiply the
    term by that of the hard label, whose row then counts that much in the mean.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    class_weights : array_like, nonnegative, shape (C,), optional
        One weight for each class; a row counts as the weight of its class.
    ignore_index : int, optional
        The label of rows that are not used.
    label_smoothing : float, from 0 to 1
        The share $\varepsilon$ of each label that is spread over all classes.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats. A logit of -∞ rules a class out: `inf` if the label is that class. Of two logits of +∞ there
        is no softmax: `nan`.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, label_smoothing is not from 0 to 1, a weight is
        negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels or ignore_index are not integers, or another argument does not hold real numbers.

    References
    ----------
    J. S. Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs, with Relationships to
    Statistical Pattern Recognition", Neurocomputing, 1990. https://doi.org/10.1007/978-3-642-76153-9_28

    C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna, "Rethinking the Inception Architecture for Computer
    Vision", CVPR, 2016. https://doi.org/10.1109/CVPR.2016.308

    Examples
    --------
    >>> softmax_cross_entropy_with_integer_labels([[0.0, 0.0], [50.0, 0.0]], [1, 0], reduction="none")
    array([6.93147181e-01, 1.92874985e-22])
    >>> softmax_cross_entropy_with_integer_labels.gradient([[0.0, 0.0], [9.0, 9.0]], [1, -1], ignore_index=-1)
    array([[ 0.5, -0.5],
           [ 0. ,  0. ]])
    """
    z, of = np.asarray(logits), read_labels(labels, class_weights, ignore_index)
    terms = partial(_smoothed, label_smoothing) if label_smoothing else surprisals
    return Terms(*in_blocks_of_rows(terms, z, of.classes), of.mass)


def _shared_out(q: Array) -> tuple[Array, Array]:
    """The rows over their sums, and the sums; a row of zeros stays so."""
    mass = q.sum(axis=-1, keepdims=True)
    # A power of two changes no digit, and keeps those of tiny weights.
    scaled = np.ldexp(q, -np.frexp(q.max(axis=-1, keepdims=True))[1])
    return np.where(mass == 0, 0.0, scaled / scaled.sum(axis=-1, keepdims=True)), mass[..., 0]


def _smoothed(share: float, z: Array, classes: NDArray[np.int64]) -> tuple[Array, Array]:
    """The terms of labels of which a share is spread over all classes, and their slopes."""
    p, is_own, spread = softmax(z), np.arange(z.shape[-1]) == classes[:, np.newaxis], share / z.shape[-1]
    q = (1.0 - share) * is_own + spread
    not_q = np.where(is_own, share - spread, 1.0 - spread)
    return product(q, p.surprisal).sum(axis=-1), (p.powers * not_q - q * p.others) / p.total
