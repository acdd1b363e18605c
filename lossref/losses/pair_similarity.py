"""Losses of the similarities of all pairs of embeddings, whose classes are told."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossref.angles import cosine_pull, require_directions
from lossref.arrays import Array
from lossref.facts import Equivalent, Source
from lossref.numerics import row_lengths, sigmoid, softmax, softplus
from lossref.reduce import Reduction, Terms
from lossref.registry import loss

__all__ = ["circle"]


@loss(
    formula=(
        r"\log \left( 1 + \sum_{j \in N_i} e^{\gamma \alpha_{ij} (c_{ij} - \mu)} "
        r"\sum_{j \in P_i} e^{-\gamma \alpha_{ij} (c_{ij} - 1 + \mu)} \right)"
    ),
    gradient_formula=(
        r"\sum_{j \ne i} (g_{ij} + g_{ji}) \frac{\partial c_{ij}}{\partial z_i}, \quad "
        r"g_{ij} = \left( 1 - e^{-\ell_i} \right) \gamma \alpha_{ij} \begin{cases} "
        r"\frac{e^{\gamma \alpha_{ij} (c_{ij} - \mu)}}{\sum_{l \in N_i} e^{\gamma \alpha_{il} (c_{il} - \mu)}} & "
        r"j \in N_i \\ "
        r"-\frac{e^{-\gamma \alpha_{ij} (c_{ij} - 1 + \mu)}}{\sum_{l \in P_i} e^{-\gamma \alpha_{il} (c_{il} - 1 + "
        r"\mu)}} & j \in P_i \end{cases}"
    ),
    symbols=None,  # sums over sets that the labels make, and a derivative with a constant in it
    convex=False,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    held_constant=r"\alpha_{ij}",
    source=Source(
        "Y. Sun, C. Cheng, Y. Zhang, C. Zhang, L. Zheng, Z. Wang, Y. Wei",
        2020,
        "Circle Loss: A Unified Perspective of Pair Similarity Optimization",
    ),
    elsewhere={
        "keras": Equivalent(
            "keras.losses.Circle(gamma=gamma, margin=margin)(labels, keras.ops.normalize(embeddings))",
            note=(
                "labels first; the rows must be unit vectors, α is not held constant, and the mean is over rows with a "
                "loss above 0"
            ),
        ),
    },
)
def circle(
    embeddings: Annotated[ArrayLike, "real[m,d]"],
    labels: Annotated[ArrayLike, "label[m]"],
    *,
    gamma: Annotated[float, "positive"] = 80.0,
    margin: Annotated[float, "nonnegative"] = 0.4,
    weights: Annotated[ArrayLike | None, "nonnegative[m]"] = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far the cosines with other classes reach up to those with the own class, the worst pairs first.

    For rows $z$ of a class each, with the cosines $c_{ij}$ of rows, the other rows $P_i$ of the class of row $i$ and
    the rows $N_i$ of other classes, the factor $\gamma$, the margin $\mu$ and the weights $\alpha_{ij} = \max(0, c_{ij}
    + \mu)$ in $N_i$ and $\alpha_{ij} = \max(0, 1 + \mu - c_{ij})$ in $P_i$, the term of row $i$ is

    $$ \log \left( 1 + \sum_{j \in N_i} e^{\gamma \alpha_{ij} (c_{ij} - \mu)}
    \sum_{j \in P_i} e^{-\gamma \alpha_{ij} (c_{ij} - 1 + \mu)} \right) $$

    and the gradient of the sum of the terms $\ell$ with respect to the row $z_i$ is

    $$ \sum_{j \ne i} (g_{ij} + g_{ji}) \frac{\partial c_{ij}}{\partial z_i}, \quad
    g_{ij} = \left( 1 - e^{-\ell_i} \right) \gamma \alpha_{ij} \begin{cases}
    \frac{e^{\gamma \alpha_{ij} (c_{ij} - \mu)}}{\sum_{l \in N_i} e^{\gamma \alpha_{il} (c_{il} - \mu)}} & j \in N_i \\
    -\frac{e^{-\gamma \alpha_{ij} (c_{ij} - 1 + \mu)}}{\sum_{l \in P_i} e^{-\gamma \alpha_{il} (c_{il} - 1 + \mu)}} &
    j \in P_i \end{cases} $$

    The constants are the weights $\alpha$: as in the paper the gradient does not reach through them, so that it is not
    the derivative of the value, which has $2 c_{ij}$ for $\alpha_{ij}$ among other classes and $2 - 2 c_{ij}$ in the
    own one (and a kink where $c_{ij} = -\mu$). They make each pair pull by how far it is from where it should be, so
    that two pairs are balanced on a circle in the plane of their cosines.

    A row without another of its class, or without one of another class, has nothing to compare and costs 0.

    Parameters
    ----------
    embeddings : array_like, real, shape (m, d)
        Rows, not of zeros. What the gradient is taken of.
    labels : array_like, integers from 0, shape (m,)
        The class of each row.
    gamma : float, positive
        What the cosines are multiplied by, $\gamma$.
    margin : float, nonnegative
        The cosine that others are to stay below, and by which those of one class may miss 1, $\mu$.
    weights : array_like, nonnegative, shape (m,), optional
        One weight for each row. A row of weight 0 has no term; others are still compared with it.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape (m,) for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, there is not one axis of rows, a row is zero, a label is negative, gamma is not a
        positive finite number, margin is negative or infinite, a weight is negative or infinite, the reduction is
        unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers, or the labels are not integers.

    References
    ----------
    Y. Sun, C. Cheng, Y. Zhang, C. Zhang, L. Zheng, Z. Wang, Y. Wei, "Circle Loss: A Unified Perspective of Pair
    Similarity Optimization", CVPR, 2020, arXiv:2002.10857.

    Examples
    --------
    >>> circle([[1.0, 0.0], [2.0, 0.0], [0.0, 1.0]], [7, 7, 3], gamma=1.0, margin=0.5, reduction="none").round(4)
    array([0.4741, 0.4741, 0.    ])
    >>> circle([[1.0, 0.0], [0.0, 1.0]], [0, 0])
    np.float64(0.0)
    >>> circle.gradient([[1.0, 0.0], [2.0, 0.0], [0.0, 1.0]], [7, 7, 3], gamma=1.0, margin=0.5).round(4)
    array([[0.    , 0.0629],
           [0.    , 0.0315],
           [0.1258, 0.    ]])
    """
    z, y = np.asarray(embeddings), np.asarray(labels)
    if not len(z):
        return Terms(np.zeros(0), np.zeros(z.shape))
    require_directions("embeddings", z)
    _, directions = row_lengths(z)
    cosines = directions @ directions.T
    is_own = y[:, np.newaxis] == y
    among_others = _Exponents(gamma * np.maximum(0.0, cosines + margin), cosines - margin, ~is_own)
    np.fill_diagonal(is_own, False)
    in_own = _Exponents(-gamma * np.maximum(0.0, 1.0 + margin - cosines), cosines - 1.0 + margin, is_own)
    excess = among_others.log_total + in_own.log_total
    pull = sigmoid(excess)[:, np.newaxis] * (among_others.slopes + in_own.slopes)

    def pulled(u: Array) -> Array:
        counts = u[:, np.newaxis] * pull
        return cosine_pull(counts + counts.T, z, z)

    return Terms(softplus(excess), pulled)


class _Exponents:
    """The sums of e^(factor · gap) over the pairs that count, a row of pairs each."""

    def __init__(self, factors: Array, gaps: Array, counts: NDArray[np.bool_]) -> None:
        exponents = np.where(counts, factors * gaps, -np.inf)
        p, is_none = softmax(exponents), ~counts.any(axis=-1)
        self.log_total = np.where(is_none, -np.inf, exponents.max(axis=-1) + p.log_total[:, 0])
        """The logarithm of each sum."""
        self.slopes = np.where(counts, factors * (p.powers / p.total), 0.0)
        """Its derivative by each gap, the factors held constant."""
