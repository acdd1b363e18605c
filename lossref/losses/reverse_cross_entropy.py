"""The cross-entropy beside its reverse, in which label and prediction change places."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Source
from lossref.labels import read_labels
from lossref.numerics import product, softmax
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["symmetric_cross_entropy"]


def _steepest(alpha: float = 0.1, beta: float = 1.0, A: float = -4.0) -> float:  # noqa: N803
    """At p = 0, or where the parabola turns."""
    reverse = -beta * A
    return math.sqrt(2.0) * ((alpha + reverse) ** 2 / (4.0 * reverse) if reverse > alpha else alpha)


@loss(
    formula=r"-\alpha \log p_y - \beta A (1 - p_y)",
    gradient_formula=r"(\alpha - \beta A p_y) (p_k - \mathbb{1}[k = y])",
    symbols=r"z, y, alpha=\alpha, beta=\beta, A=A",
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
    convex=False,
    lipschitz=Bound(r"\max_p \sqrt{2} (1 - p) (\alpha - \beta A p)", _steepest),
    smoothness="C∞",
    optimal_prediction="logits whose softmax is α η / (λ + β A η), with η the distribution of the classes and a fit λ",
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("alpha", "beta", "A"),
    source=Source(
        "Y. Wang, X. Ma, Z. Chen, Y. Luo, J. Yi, J. Bailey",
        2019,
        "Symmetric Cross Entropy for Robust Learning with Noisy Labels",
        "10.1109/ICCV.2019.00041",
    ),
    elsewhere={},
)
def symmetric_cross_entropy(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    alpha: Annotated[float, "nonnegative"] = 0.1,
    beta: Annotated[float, "nonnegative"] = 1.0,
    A: Annotated[float, "nonpositive"] = -4.0,  # noqa: N803
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy and, beside it, the one with label and prediction in each other's places.

    For a row of logits $z$ over $C$ classes with the softmax $p$ and the class $y$ the term is

    $$ -\alpha \log p_y - \beta A (1 - p_y) $$

    and its derivative with respect to the logit $z_k$ is

    $$ (\alpha - \beta A p_y) (p_k - \mathbb{1}[k = y]) $$

    The reverse cross-entropy is $-\sum_k p_k \log q_k$ where $q$ is 1 at $y$ and else 0, and $A$ stands for $\log 0$:
    it leaves $-A (1 - p_y)$, which tolerates uniform label noise as `unhinged_mae_softmax` does. The cross-entropy
    beside it learns fast, also from wrong labels; so $\alpha$ is small and $\beta$ not.

    With $\beta = 0$ or $A = 0$ it is $\alpha$ times the cross-entropy.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    alpha : float, nonnegative
        What the cross-entropy counts, $\alpha$.
    beta : float, nonnegative
        What the reverse cross-entropy counts, $\beta$.
    A : float, 0 or below
        What is taken for $\log 0$.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss. A logit of -∞ rules a class out: `inf` if the label is that class, or $-\beta A$ where alpha is 0. Of
        two logits of +∞ there is no softmax: `nan`.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, alpha or beta is negative or infinite, A is above 0 or
        infinite, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    Y. Wang, X. Ma, Z. Chen, Y. Luo, J. Yi, J. Bailey, "Symmetric Cross Entropy for Robust Learning with Noisy Labels",
    ICCV, 2019. https://doi.org/10.1109/ICCV.2019.00041

    Examples
    --------
    >>> symmetric_cross_entropy([[0.0, 0.0], [50.0, 0.0]], [0, 0], reduction="none")
    array([2.06931472e+00, 7.90787438e-22])
    >>> symmetric_cross_entropy.gradient([[0.0, 0.0]], [0])
    array([[-1.05,  1.05]])
    """
    of, p = read_labels(labels), softmax(np.asarray(logits))
    right, doubt = of.take(p.powers / p.total), of.take(p.others / p.total)
    reverse = -beta * A
    value = product(np.asarray(alpha), of.take(p.surprisal)) + reverse * doubt
    return Terms(value, (alpha + reverse * right)[..., np.newaxis] * of.residuals(p))
