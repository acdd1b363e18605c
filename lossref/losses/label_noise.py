"""Losses of logits and a class that cost and pull less than the cross-entropy where the label is wrong."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.checks import require
from lossref.facts import Bound, Equivalent, Source
from lossref.labels import read_labels
from lossref.numerics import expm1_over, softmax
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["generalized_cross_entropy", "unhinged_mae_softmax"]


def _steepest(q: float = 0.7) -> float:
    """At p = q / (1 + q), all the rest on one other class."""
    return math.sqrt(2.0) / (1.0 + q) * math.pow(q / (1.0 + q), q)


@loss(
    formula=r"\frac{1 - p_y^{q}}{q}",
    gradient_formula=r"p_y^{q} (p_k - \mathbb{1}[k = y])",
    symbols=r"z, y, q=q",
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
    convex=False,
    lipschitz=Bound(r"\frac{\sqrt{2}}{1 + q} \left( \frac{q}{1 + q} \right)^{q}", _steepest),
    smoothness="C∞",
    optimal_prediction="logits whose softmax is proportional to η^(1/(1-q)), with η the distribution of the classes",
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=False,
    redescending=True,
    claims_vary_with=("q",),
    source=Source(
        "Z. Zhang, M. R. Sabuncu",
        2018,
        "Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels",
    ),
    elsewhere={
        "keras": Equivalent(
            "keras.losses.CategoricalGeneralizedCrossEntropy(q=q)(labels, keras.ops.softmax(logits))",
            note="labels first; of probabilities, not of logits; its default q is 0.5, and 1 is refused",
        ),
    },
)
def generalized_cross_entropy(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    q: Annotated[float, "probability"] = 0.7,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""A power of the probability of the right class, between the cross-entropy and the mean absolute error.

    For a row of logits $z$ over $C$ classes with the softmax $p$ and the class $y$ the term is

    $$ \frac{1 - p_y^{q}}{q} $$

    and its derivative with respect to the logit $z_k$ is

    $$ p_y^{q} (p_k - \mathbb{1}[k = y]) $$

    As $q$ goes to 0 this becomes the cross-entropy $-\log p_y$; with $q = 1$ it is $1 - p_y$, half of
    `unhinged_mae_softmax`. No example costs more than $1 / q$, and a class that the model holds to be impossible, as a
    wrong label often is, hardly pulls: the factor $p_y^{q}$ fades. The price is a slow start, where right classes have
    a small $p_y$ as well.

    The value is computed as $-\operatorname{expm1}(q \log p_y) / q$, and the derivative at $y$ from the sum of the
    other probabilities, so that both keep their digits where $p_y$ rounds to 1. The best prediction is surer than the
    truth: its probabilities are in proportion to those of the classes to the power $1 / (1 - q)$. With $q = 1$ there is
    none, only the limit of a $p$ that is sure of the most probable class.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    q : float, above 0, up to 1
        The power. The larger, the less a wrong label costs and pulls.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, from 0 to $1 / q$. A logit of -∞ rules a class out: $1 / q$ if the label is that class. Of two logits
        of +∞ there is no softmax: `nan`.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, q is not above 0 and up to 1, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    Z. Zhang, M. R. Sabuncu, "Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels",
    NeurIPS, 2018.

    Examples
    --------
    >>> generalized_cross_entropy([[0.0, 0.0], [50.0, 0.0]], [0, 0], q=0.5, reduction="none")
    array([5.85786438e-01, 1.92874985e-22])
    >>> generalized_cross_entropy.gradient([[0.0, 0.0]], [0], q=1.0)
    array([[-0.25,  0.25]])
    """
    require("q", "positive", np.asarray(q), "as 0 is softmax_cross_entropy_with_integer_labels")
    of, p = read_labels(labels), softmax(np.asarray(logits))
    surprisal = of.take(p.surprisal)
    return Terms(-expm1_over(q, -surprisal), np.exp(-q * surprisal)[..., np.newaxis] * of.residuals(p))


@loss(
    formula=r"2 (1 - p_y)",
    gradient_formula=r"2 p_y (p_k - \mathbb{1}[k = y])",
    symbols="z, y",
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
    convex=False,
    lipschitz=math.sqrt(0.5),
    smoothness="C∞",
    optimal_prediction=None,
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=True,
    redescending=True,
    source=Source(
        "A. Ghosh, H. Kumar, P. S. Sastry",
        2017,
        "Robust Loss Functions under Label Noise for Deep Neural Networks",
        "10.1609/aaai.v31i1.10894",
    ),
    elsewhere={},
)
def unhinged_mae_softmax(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The sum of absolute errors between the softmax of logits and a class, which tolerates uniform label noise.

    For a row of logits $z$ over $C$ classes with the softmax $p$ and the class $y$ the term is

    $$ 2 (1 - p_y) $$

    and its derivative with respect to the logit $z_k$ is

    $$ 2 p_y (p_k - \mathbb{1}[k = y]) $$

    This is $\sum_k \lvert p_k - \mathbb{1}[k = y] \rvert$: the mean absolute error of the probabilities, times $C$. Its
    terms for all classes add to $2 (C - 1)$, whatever the prediction. So labels that are replaced at random, by each
    wrong class as often, leave the minimum where it is, as long as the right class stays the most frequent.

    The price is slowness: the gradient is that of the cross-entropy times $2 p_y$, and where the right class still has
    a small probability there is next to none. No prediction is best, since surer of the most probable class is always
    better.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, from 0 to 2. A logit of -∞ rules a class out: 2 if the label is that class. Of two logits of +∞ there
        is no softmax: `nan`.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    A. Ghosh, H. Kumar, P. S. Sastry, "Robust Loss Functions under Label Noise for Deep Neural Networks", AAAI, 2017.
    https://doi.org/10.1609/aaai.v31i1.10894

    Examples
    --------
    >>> unhinged_mae_softmax([[0.0, 0.0], [50.0, 0.0]], [0, 0], reduction="none")
    array([1.0000000e+00, 3.8574997e-22])
    >>> unhinged_mae_softmax([[1.0, 2.0, 4.0]] * 3, [0, 1, 2], reduction="sum").round(12)
    np.float64(4.0)
    >>> unhinged_mae_softmax.gradient([[0.0, 0.0]], [0])
    array([[-0.5,  0.5]])
    """
    of, p = read_labels(labels), softmax(np.asarray(logits))
    right, doubt = of.take(p.powers / p.total), of.take(p.others / p.total)
    return Terms(2.0 * doubt, 2.0 * right[..., np.newaxis] * of.residuals(p))
