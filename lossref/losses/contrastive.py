"""Losses that find the partner of each embedding among all."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.angles import cosine_pull, require_directions
from lossref.arrays import Array
from lossref.facts import Equivalent, Source
from lossref.numerics import row_lengths, softmax
from lossref.reduce import Reduction, Terms
from lossref.registry import loss

__all__ = ["info_nce", "nt_xent"]


@loss(
    formula=r"-\log \frac{e^{c_{ii} / \tau}}{\sum_{j=1}^{m} e^{c_{ij} / \tau}}",
    gradient_formula=(
        r"\frac{1}{\tau} \sum_{j=1}^{m} \left( \frac{e^{c_{ij} / \tau}}{\sum_{l=1}^{m} e^{c_{il} / \tau}} - "
        r"\mathbb{1}[i = j] \right) \frac{\partial c_{ij}}{\partial q_i}"
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
    \mathbb{1}[i = j] \right) \frac{\partial c_{ij}}{\partial q_i} $$

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
    >>> info_nce.gradient([[1.0, 0.0], [0.0, 2.0]], [[3.0, 0.0], [0.0, 1.0]], temperature=1.0).round(4)
    array([[0.    , 0.1345],
           [0.0672, 0.    ]])
    """
    q, k = np.asarray(queries), np.asarray(keys)
    if not len(q):
        return Terms(np.zeros(0), np.zeros(q.shape))
    require_directions("queries", q)
    require_directions("keys", k)
    (_, of_queries), (_, of_keys) = row_lengths(q), row_lengths(k)
    p = softmax(of_queries @ of_keys.T / temperature)
    pull = p.powers / p.total
    np.fill_diagonal(pull, -np.diagonal(p.others / p.total))
    return Terms(np.diagonal(p.surprisal).copy(), cosine_pull(pull / temperature, q, k))


@loss(
    formula=r"-\log \frac{e^{c_{ij} / \tau}}{\sum_{l \ne i} e^{c_{il} / \tau}}",
    gradient_formula=(
        r"\frac{1}{\tau} \sum_{j \ne i} (g_{ij} + g_{ji}) \frac{\partial c_{ij}}{\partial z_i}, \quad "
        r"g_{ij} = \frac{e^{c_{ij} / \tau}}{\sum_{l \ne i} e^{c_{il} / \tau}} - \mathbb{1}[j = i \pm N]"
    ),
    symbols=None,  # no annotation can say that the rows are even in number, nor a formula which is the partner
    convex=False,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    source=Source(
        "T. Chen, S. Kornblith, M. Norouzi, G. Hinton",
        2020,
        "A Simple Framework for Contrastive Learning of Visual Representations",
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.ntxent(embeddings, numpy.tile(numpy.arange(len(embeddings) // 2), 2), "
            "temperature=temperature)",
            note="its temperature is 0.07 without a word; views of more than two are pairs each",
        ),
    },
)
def nt_xent(
    embeddings: Annotated[ArrayLike, "real[m,d]"],
    *,
    temperature: Annotated[float, "positive"] = 0.5,
    weights: Annotated[ArrayLike | None, "nonnegative[m]"] = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of finding the other view of each example among all views but itself: NT-Xent, of SimCLR.

    For $m = 2N$ rows $z$, of which $z_i$ and $z_{i + N}$ are the two views of one example, with the cosines $c_{ij}$ of
    rows and the temperature $\tau$, the term of row $i$, whose other view is row $j$, is

    $$ -\log \frac{e^{c_{ij} / \tau}}{\sum_{l \ne i} e^{c_{il} / \tau}} $$

    and the derivative of the sum of the terms with respect to the row $z_i$ is

    $$ \frac{1}{\tau} \sum_{j \ne i} (g_{ij} + g_{ji}) \frac{\partial c_{ij}}{\partial z_i}, \quad
    g_{ij} = \frac{e^{c_{ij} / \tau}}{\sum_{l \ne i} e^{c_{il} / \tau}} - \mathbb{1}[j = i \pm N] $$

    The views come one half after the other, as from `np.concatenate([first_views, second_views])`. The paper counts
    them in turns: such rows are put in order by `np.concatenate([embeddings[0::2], embeddings[1::2]])`. The loss is
    `info_nce` in both directions, with the views of the own half as wrong answers too. Of one example alone there is no
    wrong answer: it costs 0.

    Parameters
    ----------
    embeddings : array_like, real, shape (m, d), m even
        The first views of all examples, then the second ones in the same order: rows, not of zeros. What the gradient
        is taken of.
    temperature : float, positive
        What the cosines are divided by, $\tau$.
    weights : array_like, nonnegative, shape (m,), optional
        One weight for each row. A row of weight 0 has no term; it is still an answer for others.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape (m,) for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If there is not one axis of rows, or their number is odd, a row is zero, temperature is not a positive finite
        number, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    T. Chen, S. Kornblith, M. Norouzi, G. Hinton, "A Simple Framework for Contrastive Learning of Visual
    Representations", ICML, 2020.

    K. Sohn, "Improved Deep Metric Learning with Multi-class N-pair Loss Objective", NeurIPS, 2016.

    Examples
    --------
    >>> nt_xent([[1.0, 0.0], [0.0, 1.0], [2.0, 0.0], [0.0, 3.0]], temperature=1.0).round(4)
    np.float64(0.5514)
    >>> nt_xent.gradient([[1.0, 0.0], [0.0, 1.0], [2.0, 0.0], [0.0, 3.0]], temperature=1.0).round(4)
    array([[0.    , 0.2119],
           [0.2119, 0.    ],
           [0.    , 0.106 ],
           [0.0706, 0.    ]])
    >>> nt_xent([[1.0, 0.0], [0.0, 1.0]])
    np.float64(0.0)
    """
    z = np.asarray(embeddings)
    if len(z) % 2:
        raise ValueError(
            f"embeddings has {len(z)} rows; accepted: an even number, all first views, then all second ones"
        )
    if not len(z):
        return Terms(np.zeros(0), np.zeros(z.shape))
    require_directions("embeddings", z)
    _, directions = row_lengths(z)
    others = directions @ directions.T / temperature
    np.fill_diagonal(others, -np.inf)
    p = softmax(others)
    rows = np.arange(len(z))
    partners = (rows + len(z) // 2) % len(z)
    share = p.powers / p.total
    share[rows, partners] = -p.others[rows, partners] / p.total[:, 0]

    def pull(u: Array) -> Array:
        counts = u[:, np.newaxis] * share / temperature
        return cosine_pull(counts + counts.T, z, z)

    return Terms(p.surprisal[rows, partners], pull)
