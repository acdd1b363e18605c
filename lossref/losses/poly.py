"""The cross-entropy as a series in the probability that is missing, with other coefficients."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product, softmax, sum_of_others
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["poly1_cross_entropy"]


def _steepest(epsilon: float = 2.0) -> float:
    """At p = 0, or where the parabola turns."""
    turns = abs(epsilon) > 1.0
    return math.sqrt(2.0) * max(1.0, (1.0 + epsilon) ** 2 / (4.0 * abs(epsilon)) if turns else 0.0)


@loss(
    formula=r"\sum_{k=1}^{C} q_k (\varepsilon (1 - p_k) - \log p_k)",
    gradient_formula=r"p_k - q_k + \varepsilon p_k \left( \sum_{j=1}^{C} q_j p_j - q_k \right)",
    symbols=r"z, q, epsilon=\varepsilon",
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{i=1}^{C} e^{z_i}}",
    convex=False,
    lipschitz=Bound(r"\max_p \sqrt{2} (1 - p) \lvert 1 + \varepsilon p \rvert", _steepest),
    smoothness="C∞",
    optimal_prediction=None,
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("epsilon",),
    source=Source(
        "Z. Leng, M. Tan, C. Liu, E. D. Cubuk, X. Shi, S. Cheng, D. Anguelov",
        2022,
        "PolyLoss: A Polynomial Expansion Perspective of Classification Loss Functions",
        "10.48550/arXiv.2204.12511",
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.poly_loss_cross_entropy(logits, labels, epsilon=epsilon).mean()",
            note="labels are not checked",
        )
    },
)
def poly1_cross_entropy(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "simplex[n,C]"],
    *,
    epsilon: Annotated[float, "real"] = 2.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy with a changed first term of its series: it also counts the probability that is missing.

    For a row of logits $z$ with the softmax $p$ and a row of label probabilities $q$, each over $C$ classes, the term
    is

    $$ \sum_{k=1}^{C} q_k (\varepsilon (1 - p_k) - \log p_k) $$

    and its derivative with respect to the logit $z_k$ is

    $$ p_k - q_k + \varepsilon p_k \left( \sum_{j=1}^{C} q_j p_j - q_k \right) $$

    Since $-\log p = \sum_j (1 - p)^j / j$, this is the series with $1 + \varepsilon$ for the first coefficient 1. For a
    one-hot label it is $-\log p_y + \varepsilon (1 - p_y)$, and the derivative $(1 + \varepsilon p_y) (p_k -
    \mathbb{1}[k = y])$. With $\varepsilon = 0$ it is the cross-entropy; with any other the best probabilities are not
    the true ones, but they name the same class for $\varepsilon > -1$.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, distributions, same shape
        Probabilities that sum to 1 along the last axis; one-hot rows are the hard labels.
    epsilon : float, real
        What is added to the first coefficient, $\varepsilon$.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats where $\varepsilon$ is 0.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a row of labels is no distribution, epsilon is not finite, a weight is
        negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    Z. Leng, M. Tan, C. Liu, E. D. Cubuk, X. Shi, S. Cheng, D. Anguelov, "PolyLoss: A Polynomial Expansion Perspective
    of Classification Loss Functions", ICLR, 2022. https://doi.org/10.48550/arXiv.2204.12511

    Examples
    --------
    >>> poly1_cross_entropy([[0.0, 0.0]], [[1, 0]])
    np.float64(1.6931471805599454)
    >>> poly1_cross_entropy.gradient([[0.0, 0.0]], [[1, 0]])
    array([[-1.,  1.]])
    """
    q, p = np.asarray(labels), softmax(np.asarray(logits))
    right, doubt = p.powers / p.total, p.others / p.total
    value = product(q, p.surprisal + epsilon * doubt).sum(axis=-1)
    # Σ qⱼ pⱼ - q of one class: what the others are right about, less what it lacks itself.
    gain = sum_of_others(q * right) - q * doubt
    return Terms(value, right * sum_of_others(q) - q * doubt + epsilon * right * gain)
