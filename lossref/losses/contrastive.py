"""Losses that find the partner of each embedding among all."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.angles import require_directions
from lossref.facts import Source
from lossref.numerics import row_lengths, softmax
from lossref.reduce import Reduction, Terms
from lossref.registry import loss

__all__ = ["info_nce"]


@loss(
    formula=r"-\log \frac{e^{c_{ii} / \tau}}{\sum_{j=1}^{m} e^{c_{ij} / \tau}}",
    gradient_formula=(
        r"\frac{1}{\tau} \sum_{j=1}^{m} \left( \frac{e^{c_{ij} / \tau}}{\sum_{l=1}^{m} e^{c_{il} / \tau}} - "
        r"\delta_{ij} \right) \frac{\partial c_{ij}}{\partial q_i}"
    ),
    symbols=None,
    convex=False,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    source=Source(
        "A. van den Oord, Y. Li, O. Vinyals",
        2018,
        "Representation Learning with Contrastive Predictive Coding",
        "10.48550/arXiv.1807.03748",
    ),
    elsewhere={},
)
def info_nce(
    queries: Annotated[ArrayLike, "real[m,d]"],
    keys: Annotated[ArrayLike, "real[m,d]"],
    *,
    temperature: Annotated[float, "positive"] = 0.1,
    weights: Annotated[ArrayLike | None, "nonnegative[m]"] = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of finding the key of each query among the keys of all, by cosine: InfoNCE.

    For $m$ queries and $m$ keys with the cosines $c_{ij}$ of query $i$ and key $j$, and the temperature $\tau$, the
    term of query $i$ is

    $$ -\log \frac{e^{c_{ii} / \tau}}{\sum_{j=1}^{m} e^{c_{ij} / \tau}} $$

    and its derivative with respect to query $q_i$ is

    $$ \frac{1}{\tau} \sum_{j=1}^{m} \left( \frac{e^{c_{ij} / \tau}}{\sum_{l=1}^{m} e^{c_{il} / \tau}} -
    \delta_{ij} \right) \frac{\partial c_{ij}}{\partial q_i} $$

    The keys of the other queries are the wrong answers. $\log m$ less the mean is a lower bound of what queries and
    keys tell of each other (their mutual information). The keys are taken as given: the gradient is that of the
    queries.

    Parameters
    ----------
    queries : array_like, real, shape (m, d)
        Rows, not of zeros. What the gradient is taken of.
    keys : array_like, real, same shape
        The right key of each query, not of zeros.
    temperature : float, positive
        What the cosines are divided by, $\tau$.
    weights : array_like, nonnegative, shape (m,), optional
        One weight for each query. A query of weight 0 is not used; its key is still a wrong answer for others.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of shape (m,) for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, there is not one axis of rows, a row is zero, temperature is not a positive finite number, a
        weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. van den Oord, Y. Li, O. Vinyals, "Representation Learning with Contrastive Predictive Coding", 2018.
    https://doi.org/10.48550/arXiv.1807.03748

    Examples
    --------
    >>> info_nce([[1.0, 0.0], [0.0, 2.0]], [[3.0, 0.0], [0.0, 1.0]], temperature=1.0).round(4)
    np.float64(0.3133)
    """
    q, k = np.asarray(queries), np.asarray(keys)
    require_directions("queries", q)
    require_directions("keys", k)
    lengths, directions = row_lengths(q)
    _, of_keys = row_lengths(k)
    cosines = directions @ of_keys.T
    p = softmax(cosines / temperature)
    pull = p.powers / p.total
    np.fill_diagonal(pull, -np.diagonal(p.others / p.total))
    along = np.sum(pull * cosines, axis=-1, keepdims=True)
    slope = (pull @ of_keys - along * directions) / (temperature * lengths[:, np.newaxis])
    return Terms(np.diagonal(p.surprisal).copy(), slope)
