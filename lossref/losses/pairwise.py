"""Losses of the order of two scores."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.numerics import product, sigmoid, softplus, step
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["bpr", "margin_ranking", "pairwise_logistic"]


@loss(
    formula=r"\max(0, -y (a - b) + \mu)",
    gradient_formula=r"\begin{cases} -y & -y (a - b) + \mu > 0 \\ 0 & \text{otherwise} \end{cases}",
    symbols=r"a, b, y, margin=\mu",
    convex=True,
    lipschitz=1.0,
    smoothness="C0",
    optimal_prediction=None,
    source=Source("R. Herbrich, T. Graepel, K. Obermayer", 2000, "Large Margin Rank Boundaries for Ordinal Regression"),
    elsewhere={"torch": Equivalent("torch.nn.functional.margin_ranking_loss(scores1, scores2, labels, margin=margin)")},
)
def margin_ranking(
    scores1: Annotated[ArrayLike, "real[n]"],
    scores2: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "sign[n]"],
    *,
    margin: Annotated[float, "real"] = 0.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far the higher of two scores fails to be higher by a margin.

    For scores $a$ and $b$, the label $y$, +1 if $a$ is to be higher and -1 if $b$ is, and the margin $\mu$ the term is

    $$ \max(0, -y (a - b) + \mu) $$

    and its derivative with respect to the first score is

    $$ \begin{cases} -y & -y (a - b) + \mu > 0 \\ 0 & \text{otherwise} \end{cases} $$

    At the kink every number between 0 and $-y$ is a subgradient; the one returned is 0, the smallest.

    Parameters
    ----------
    scores1 : array_like, real, any shape
        What the gradient is taken of.
    scores2 : array_like, real, same shape
        What the first are compared with.
    labels : array_like, -1 or +1, same shape
        Whether the first or the second of two is to have the higher score.
    margin : float
        By how much the one score is to be higher, $\mu$.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores1` for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, a label is neither -1 nor +1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    R. Herbrich, T. Graepel, K. Obermayer, "Large Margin Rank Boundaries for Ordinal Regression", in Advances in Large
    Margin Classifiers, 2000.

    Examples
    --------
    >>> margin_ranking([3.0, 1.0], [1.0, 1.5], [1, 1], margin=1.0, reduction="none")
    array([0. , 1.5])
    >>> margin_ranking.gradient([3.0, 1.0], [1.0, 1.5], [1, 1], margin=1.0, reduction="sum")
    array([ 0., -1.])
    """
    y = np.asarray(labels)
    short = margin - y * np.subtract(scores1, scores2)
    return Terms(np.maximum(0.0, short), -y * step(short))


@loss(
    formula=r"t \log(1 + e^{-(a - b)}) + (1 - t) \log(1 + e^{a - b})",
    gradient_formula=r"\frac{1}{1 + e^{-(a - b)}} - t",
    symbols=r"a, b, t",
    convex=True,
    lipschitz=1.0,
    smoothness="C∞",
    optimal_prediction="the second score plus the logarithm of the odds",
    strictly_proper=True,
    source=Source(
        "C. Burges, T. Shaked, E. Renshaw, A. Lazier, M. Deeds, N. Hamilton, G. Hullender",
        2005,
        "Learning to Rank Using Gradient Descent",
        "10.1145/1102351.1102363",
    ),
    elsewhere={
        "xgboost": Equivalent(
            "objective='rank:pairwise', lambdarank_normalization=False, lambdarank_score_normalization=False",
            note=(
                "the sum over pairs of documents of a query; both settings are true unless told, and divide by how far "
                "scores and ranks are apart"
            ),
        ),
        "lightgbm": Equivalent(
            "objective='lambdarank', lambdarank_norm=False",
            0.3690702464285426,
            note=(
                "the factor is that of a query of two documents: each pair counts by what its exchange changes of the "
                "ranking, here 1 - 1 / log2(3)"
            ),
        ),
    },
)
def pairwise_logistic(
    scores1: Annotated[ArrayLike, "real[n]"],
    scores2: Annotated[ArrayLike, "real[n]"],
    labels: Annotated[ArrayLike, "probability[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of which of two comes first, by the difference of their scores: the loss of RankNet.

    For scores $a$ and $b$ and the probability $t$ that the first is to be higher the term is

    $$ t \log(1 + e^{-(a - b)}) + (1 - t) \log(1 + e^{a - b}) $$

    and its derivative with respect to the first score is

    $$ \frac{1}{1 + e^{-(a - b)}} - t $$

    It is `binary_cross_entropy_with_logits` of the difference, the model of Bradley and Terry.

    Parameters
    ----------
    scores1 : array_like, real, any shape
        What the gradient is taken of.
    scores2 : array_like, real, same shape
        What the first are compared with.
    labels : array_like, from 0 to 1, same shape
        How probable it is that the first is to be higher: 1, 0, or between.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `scores1` for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, a label is not from 0 to 1, a weight is negative or infinite, the reduction is unknown, or
        "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. Burges, T. Shaked, E. Renshaw, A. Lazier, M. Deeds, N. Hamilton, G. Hullender, "Learning to Rank Using Gradient
    Descent", ICML, 2005. https://doi.org/10.1145/1102351.1102363

    Examples
    --------
    >>> pairwise_logistic([2.0, 0.0], [2.0, 50.0], [1.0, 0.0], reduction="none")
    array([6.93147181e-01, 1.92874985e-22])
    >>> pairwise_logistic.gradient([2.0], [2.0], [1.0])
    array([-0.5])
    """
    lead, t = np.subtract(scores1, scores2), np.asarray(labels)
    value = product(t, softplus(-lead)) + product(1.0 - t, softplus(lead))
    return Terms(value, (1.0 - t) * sigmoid(lead) - t * sigmoid(-lead))


@loss(
    formula=r"\log(1 + e^{-(a - b)})",
    gradient_formula=r"-\frac{1}{1 + e^{a - b}}",
    symbols=r"a, b",
    convex=True,
    lipschitz=1.0,
    smoothness="C∞",
    optimal_prediction=None,
    source=Source(
        "S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme",
        2009,
        "BPR: Bayesian Personalized Ranking from Implicit Feedback",
        "10.48550/arXiv.1205.2618",
    ),
    elsewhere={},
)
def bpr(
    pos_scores: Annotated[ArrayLike, "real[n]"],
    neg_scores: Annotated[ArrayLike, "real[n]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The surprise that what was chosen ranks above what was not: Bayesian personalised ranking.

    For the score $a$ of what was chosen and $b$ of what was not the term is

    $$ \log(1 + e^{-(a - b)}) $$

    and its derivative with respect to the score of what was chosen is

    $$ -\frac{1}{1 + e^{a - b}} $$

    It is `pairwise_logistic` with the label 1, a smooth stand-in for the area under the ROC curve, and the form of the
    losses of reward models and of direct preference optimisation.

    Parameters
    ----------
    pos_scores : array_like, real, any shape
        Scores of what was chosen. What the gradient is taken of.
    neg_scores : array_like, real, same shape
        Scores of what was not.
    weights : array_like, nonnegative, same shape, optional
        One weight for each element. An element of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `pos_scores` for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    S. Rendle, C. Freudenthaler, Z. Gantner, L. Schmidt-Thieme, "BPR: Bayesian Personalized Ranking from Implicit
    Feedback", UAI, 2009. https://doi.org/10.48550/arXiv.1205.2618

    Examples
    --------
    >>> bpr([1.0, 50.0], [1.0, 0.0], reduction="none")
    array([6.93147181e-01, 1.92874985e-22])
    >>> bpr.gradient([1.0], [1.0])
    array([-0.5])
    """
    lead = np.subtract(pos_scores, neg_scores)
    return Terms(softplus(-lead), -sigmoid(-lead))
