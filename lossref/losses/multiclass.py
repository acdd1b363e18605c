"""Losses of scores, one for each class, predicted for a class or a distribution over the classes."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import product, softmax, sum_of_others
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["softmax_cross_entropy"]


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
    q = np.asarray(labels) if class_weights is None else np.multiply(class_weights, labels)
    p = softmax(np.asarray(logits))
    # p_k Σq - q_k with the common part of both products taken out, so that a sure and right row keeps its digits.
    slope = (p.powers * sum_of_others(q) - q * p.others) / p.total
    mass = None if class_weights is None else q.sum(axis=-1)
    return Terms(product(q, p.surprisal).sum(axis=-1), slope, mass)
