"""Cross-entropies whose labels are corrected: by the prediction, or by how labels are known to be mistaken."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Source
from lossref.labels import read_labels
from lossref.numerics import Softmax, product, softmax, tilted_softmax
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["forward_corrected_cross_entropy", "soft_bootstrap"]


def _farthest(labels: ArrayLike, transition: ArrayLike) -> float:
    """The distance that a label can move what is believed: of two classes, the most and the least likely to have it."""
    of_label = np.sqrt(np.asarray(transition).T[np.asarray(labels)])
    most, least = of_label.max(axis=-1), of_label.min(axis=-1)
    return math.sqrt(2.0) * float(np.max((most - least) / (most + least)))


@loss(
    formula=r"-\sum_{k=1}^{C} (\beta \mathbb{1}[k = y] + (1 - \beta) p_k) \log p_k",
    gradient_formula=(
        r"\beta (p_k - \mathbb{1}[k = y]) - (1 - \beta) p_k \left( \log p_k - \sum_{j=1}^{C} p_j \log p_j \right)"
    ),
    symbols=r"z, y, beta=\beta",
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{i=1}^{C} e^{z_i}}",
    convex=True,
    lipschitz="finite",
    smoothness="C∞",
    optimal_prediction=None,
    strictly_proper=False,
    calibrated=True,
    noise_tolerant=False,
    claims_vary_with=("beta",),
    source=Source(
        "S. Reed, H. Lee, D. Anguelov, C. Szegedy, D. Erhan, A. Rabinovich",
        2014,
        "Training Deep Neural Networks on Noisy Labels with Bootstrapping",
        "10.48550/arXiv.1412.6596",
    ),
    elsewhere={},
)
def soft_bootstrap(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    beta: Annotated[float, "probability"] = 0.95,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of a label that the prediction itself has a part in.

    For a row of logits $z$ over $C$ classes with the softmax $p$ and the class $y$ the term is

    $$ -\sum_{k=1}^{C} (\beta \mathbb{1}[k = y] + (1 - \beta) p_k) \log p_k $$

    and its derivative with respect to the logit $z_k$ is

    $$ \beta (p_k - \mathbb{1}[k = y]) - (1 - \beta) p_k \left( \log p_k - \sum_{j=1}^{C} p_j \log p_j \right) $$

    A label that may be wrong is believed by $\beta$ and the prediction by the rest: this is $\beta$ times the
    cross-entropy and $1 - \beta$ times the entropy of $p$, which rewards a model for being sure. With $\beta = 1$ it is
    the cross-entropy.

    It is convex for $\beta \ge (1 + \log C) / (2 + \log C)$, with the default for up to $6 \cdot 10^7$ classes: the
    entropy bends down at most $1 + \log C$ times as much as the cross-entropy bends up.

    The gradient is that of the whole term: nothing is held constant. Code that takes the $p_k$ of the label for a
    constant (a stop-gradient) has the gradient $\beta (p_k - \mathbb{1}[k = y])$ instead, which is that of the
    cross-entropy alone.

    The part of the entropy is computed from the differences of logits, so that a prediction that is all but sure keeps
    its digits. Where that part and the other are of one size and of opposite signs, the derivative is as exact as the
    larger; and that of the entropy as the largest of its row (see `entropy`).

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The class of each row.
    beta : float, from 0 to 1
        The share of the label, $\beta$; the prediction has the rest.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats. A logit of -∞ rules a class out: `inf` if the label is that class and beta is not 0. Of two
        logits of +∞ there is no softmax: `nan`.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, beta is not from 0 to 1, a weight is negative or
        infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    S. Reed, H. Lee, D. Anguelov, C. Szegedy, D. Erhan, A. Rabinovich, "Training Deep Neural Networks on Noisy Labels
    with Bootstrapping", 2014. https://doi.org/10.48550/arXiv.1412.6596

    Examples
    --------
    >>> soft_bootstrap([[0.0, 0.0], [2.0, 0.0]], [0, 0], reduction="none").round(4)
    array([0.6931, 0.1388])
    >>> soft_bootstrap.gradient([[2.0, 0.0]], [0]).round(4)
    array([[-0.1237,  0.1237]])
    """
    of, p = read_labels(labels), softmax(np.asarray(logits))
    entropy = product(p.powers / p.total, p.surprisal).sum(axis=-1)
    value = product(np.asarray(beta), of.take(p.surprisal)) + (1.0 - beta) * entropy
    # -log p differs from the gaps by what is the same for every class.
    return Terms(value, beta * of.residuals(p) + (1.0 - beta) * p.slopes_of_mean(p.gaps))


@loss(
    formula=r"-\log \sum_{i=1}^{C} T_{i,y} p_i",
    gradient_formula=r"p_k - \frac{T_{k,y} p_k}{\sum_{i=1}^{C} T_{i,y} p_i}",
    symbols=r"z, y, transition=T",
    element="k",
    where=r"p_k = \frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
    convex=False,
    lipschitz=Bound(r"\sqrt{2} \tanh \left( \frac{1}{4} \log \frac{\max_i T_{i,y}}{\min_i T_{i,y}} \right)", _farthest),
    smoothness="C∞",
    optimal_prediction="logits whose softmax is the distribution of the clean classes",
    source=Source(
        "G. Patrini, A. Rozza, A. K. Menon, R. Nock, L. Qu",
        2017,
        "Making Deep Neural Networks Robust to Label Noise: A Loss Correction Approach",
        "10.1109/CVPR.2017.240",
    ),
    elsewhere={},
)
def forward_corrected_cross_entropy(
    logits: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    transition: Annotated[ArrayLike, "simplex[C,C]"],
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The cross-entropy of noisy labels, predicted from the clean classes by how these are mistaken.

    For a row of logits $z$ over $C$ clean classes with the softmax $p$, the noisy class $y$ and the probability
    $T_{i,y}$ that the class $i$ is labelled $y$ the term is

    $$ -\log \sum_{i=1}^{C} T_{i,y} p_i $$

    and its derivative with respect to the logit $z_k$ is

    $$ p_k - \frac{T_{k,y} p_k}{\sum_{i=1}^{C} T_{i,y} p_i} $$

    The sum is the probability $(T^{\top} p)_y$ of the label that was seen, and the fraction that of the clean class $k$
    given this label (Bayes' rule): the gradient is what the label changes in what is believed. With the identity for
    $T$ it is the cross-entropy of logits and classes.

    Its minimum on noisy labels is where that of the cross-entropy is on clean ones: where $p$ is the distribution of
    the clean classes, if $T$ can be inverted. $T$ must be known or estimated, from examples of whose class one is sure.

    Both fractions are computed from logarithms, and where they are close their difference from the differences of the
    $T_{i,y}$. A label that no class is ever given costs `inf`, everywhere, and so has the gradient 0.

    Parameters
    ----------
    logits : array_like, real, shape (..., C)
        Scores of the classes along the last axis; adding a number to a row changes nothing. What the gradient is taken
        of.
    labels : array_like, integers from 0 to C - 1, shape (...)
        The noisy class of each row.
    transition : array_like, distributions, shape (C, C)
        In row $i$ and column $j$ the probability that the clean class $i$ is labelled $j$: each row sums to 1, to 1e-6
        for each class.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats. A logit of -∞ rules a class out: `inf` if no other is ever given the label. Of two logits of
        +∞ there is no softmax: `nan`. So is the gradient where the label leaves several classes and all are ruled out.

    Raises
    ------
    ValueError
        If shapes differ, there is no class, a label is no class, a row of transition is no distribution, a weight is
        negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If labels are not integers, or another argument does not hold real numbers.

    References
    ----------
    G. Patrini, A. Rozza, A. K. Menon, R. Nock, L. Qu, "Making Deep Neural Networks Robust to Label Noise: A Loss
    Correction Approach", CVPR, 2017. https://doi.org/10.1109/CVPR.2017.240

    Examples
    --------
    >>> often = [[0.8, 0.2], [0.2, 0.8]]
    >>> forward_corrected_cross_entropy([[0.0, 0.0], [50.0, 0.0]], [0, 0], transition=often, reduction="none").round(6)
    array([0.693147, 0.223144])
    >>> forward_corrected_cross_entropy.gradient([[0.0, 0.0]], [0], transition=often)
    array([[-0.3,  0.3]])
    >>> forward_corrected_cross_entropy([[50.0, 0.0]], [0], transition=np.eye(2))
    np.float64(1.9287498479639178e-22)
    """
    of_label = np.asarray(transition).T[np.asarray(labels)]
    largest = of_label.max(axis=-1, keepdims=True)
    # A factor of a whole column changes no slope, and a power of two no digit.
    column = np.where(largest == 0.0, 1.0, np.ldexp(of_label, -np.frexp(largest)[1]))
    prior, posterior = softmax(np.asarray(logits)), tilted_softmax(np.asarray(logits), np.log(column))
    p, r = prior.powers / prior.total, posterior.powers / posterior.total
    is_close = np.abs(p - r) < 0.5 * p
    slope = np.where(is_close, -prior.slopes_of_mean(column) / (p * column).sum(axis=-1, keepdims=True), p - r)
    return Terms(_surprisal(of_label, prior, posterior), slope)


def _surprisal(of_label: Array, prior: Softmax, posterior: Softmax) -> Array:
    """-log of the probability of the label: from 1 less it where it is large, else from the clean class it speaks for.

    Of any class i it is -log p_i - log T_i + log r_i, where r is the posterior; for the largest r little cancels.
    """
    missed = (prior.powers / prior.total * (1.0 - of_label)).sum(axis=-1)
    top = np.argmin(posterior.gaps, axis=-1, keepdims=True)
    parts = prior.surprisal - np.log(of_label) - posterior.surprisal
    value = np.where(missed < 0.5, -np.log1p(-missed), np.take_along_axis(parts, top, axis=-1)[..., 0])
    is_ruled_out = np.isposinf(np.where(of_label == 0.0, np.inf, prior.surprisal)).all(axis=-1)
    return np.where(is_ruled_out, np.inf, value)
