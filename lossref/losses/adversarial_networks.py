"""Losses of the networks that play generative adversarial games."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Source
from lossref.numerics import sigmoid, softplus
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["gan_discriminator", "gan_generator_nonsaturating", "least_squares_gan_discriminator", "wasserstein_critic"]


@loss(
    formula=r"\frac{1}{n} \sum_{i=1}^{n} \log(1 + e^{-r_i}) + \frac{1}{m} \sum_{j=1}^{m} \log(1 + e^{f_j})",
    gradient_formula=r"-\frac{1}{n (1 + e^{r_i})}",
    symbols=r"r, f",
    convex=True,
    lipschitz=Bound(r"\frac{1}{\sqrt{n}}", lambda real_logits: 1.0 / math.sqrt(np.size(real_logits))),
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    source=Source("I. Goodfellow et al.", 2014, "Generative Adversarial Networks", "10.48550/arXiv.1406.2661"),
    elsewhere={},
)
def gan_discriminator(
    real_logits: Annotated[ArrayLike, "real[n]"],
    fake_logits: Annotated[ArrayLike, "real[m]"],
) -> Terms:
    r"""What the discriminator of a generative adversarial network minimises: the cross-entropy of real and generated.

    For the logits $r$ of $n$ real and $f$ of $m$ generated examples the value is

    $$ \frac{1}{n} \sum_{i=1}^{n} \log(1 + e^{-r_i}) + \frac{1}{m} \sum_{j=1}^{m} \log(1 + e^{f_j}) $$

    and its derivative with respect to the logit $r_i$ is

    $$ -\frac{1}{n (1 + e^{r_i})} $$

    The derivative with respect to the logit $f_j$ is $1 / (m (1 + e^{-f_j}))$. The best discriminator has the logarithm
    of the ratio of both densities for a logit, and the value $\log 4$ less twice the Jensen–Shannon divergence. The
    value belongs to the whole batch: there is no mean of terms and no weight.

    Parameters
    ----------
    real_logits : array_like, real, any shape
        Logits of real examples. What the gradient is taken of.
    fake_logits : array_like, real, shape (m,)
        Logits of generated examples.

    Returns
    -------
    float64
        The value, in nats.

    Raises
    ------
    ValueError
        If there is no real or no generated example.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    I. Goodfellow et al., "Generative Adversarial Networks", NIPS, 2014. https://doi.org/10.48550/arXiv.1406.2661

    Examples
    --------
    >>> gan_discriminator([0.0, 0.0], [0.0])
    np.float64(1.3862943611198906)
    >>> gan_discriminator.gradient([0.0, 0.0], [0.0])
    array([-0.25, -0.25])
    """
    real, fake = np.asarray(real_logits), np.asarray(fake_logits)
    return Terms(_mean(softplus(-real)) + _mean(softplus(fake)), -sigmoid(-real) / real.size)


@loss(
    formula=r"\frac{1}{n} \sum_{i=1}^{n} \log(1 + e^{-f_i})",
    gradient_formula=r"-\frac{1}{n (1 + e^{f_i})}",
    symbols=r"f",
    convex=True,
    lipschitz=Bound(r"\frac{1}{\sqrt{n}}", lambda fake_logits: 1.0 / math.sqrt(np.size(fake_logits))),
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    source=Source("I. Goodfellow et al.", 2014, "Generative Adversarial Networks", "10.48550/arXiv.1406.2661"),
    elsewhere={},
)
def gan_generator_nonsaturating(
    fake_logits: Annotated[ArrayLike, "real[n]"],
) -> Terms:
    r"""The surprise of the discriminator if generated examples were real, which the generator minimises.

    For the logits $f$ of $n$ generated examples the value is

    $$ \frac{1}{n} \sum_{i=1}^{n} \log(1 + e^{-f_i}) $$

    and its derivative with respect to the logit $f_i$ is

    $$ -\frac{1}{n (1 + e^{f_i})} $$

    The game itself would have the generator maximise the loss of the discriminator, whose slope vanishes where the
    discriminator is sure that an example is generated, just where there is most to learn. This loss has the slope -1
    there. The value belongs to the whole batch: there is no mean of terms and no weight.

    Parameters
    ----------
    fake_logits : array_like, real, any shape
        Logits of generated examples. What the gradient is taken of.

    Returns
    -------
    float64
        The value, in nats.

    Raises
    ------
    ValueError
        If there is no example.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    I. Goodfellow et al., "Generative Adversarial Networks", NIPS, 2014. https://doi.org/10.48550/arXiv.1406.2661

    Examples
    --------
    >>> gan_generator_nonsaturating([0.0, 0.0])
    np.float64(0.6931471805599453)
    >>> gan_generator_nonsaturating.gradient([-100.0, 0.0])
    array([-0.5 , -0.25])
    """
    fake = np.asarray(fake_logits)
    return Terms(_mean(softplus(-fake)), -sigmoid(-fake) / fake.size)


@loss(
    formula=r"\frac{1}{2 n} \sum_{i=1}^{n} (r_i - 1)^2 + \frac{1}{2 m} \sum_{j=1}^{m} f_j^2",
    gradient_formula=r"\frac{r_i - 1}{n}",
    symbols=r"r, f",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    source=Source(
        "X. Mao, Q. Li, H. Xie, R. Y. K. Lau, Z. Wang, S. P. Smolley",
        2017,
        "Least Squares Generative Adversarial Networks",
        "10.1109/ICCV.2017.304",
    ),
    elsewhere={},
)
def least_squares_gan_discriminator(
    real_scores: Annotated[ArrayLike, "real[n]"],
    fake_scores: Annotated[ArrayLike, "real[m]"],
) -> Terms:
    r"""The squared errors of a discriminator that scores real examples 1 and generated ones 0.

    For the scores $r$ of $n$ real and $f$ of $m$ generated examples the value is

    $$ \frac{1}{2 n} \sum_{i=1}^{n} (r_i - 1)^2 + \frac{1}{2 m} \sum_{j=1}^{m} f_j^2 $$

    and its derivative with respect to the score $r_i$ is

    $$ \frac{r_i - 1}{n} $$

    The derivative with respect to the score $f_j$ is $f_j / m$. Examples far on the right side of the decision still
    pull, so the generator learns from them. The value belongs to the whole batch: there is no mean of terms and no
    weight.

    Parameters
    ----------
    real_scores : array_like, real, any shape
        Scores of real examples. What the gradient is taken of.
    fake_scores : array_like, real, shape (m,)
        Scores of generated examples.

    Returns
    -------
    float64
        The value.

    Raises
    ------
    ValueError
        If there is no real or no generated example.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    X. Mao, Q. Li, H. Xie, R. Y. K. Lau, Z. Wang, S. P. Smolley, "Least Squares Generative Adversarial Networks", ICCV,
    2017. https://doi.org/10.1109/ICCV.2017.304

    Examples
    --------
    >>> least_squares_gan_discriminator([1.0, 0.0], [1.0])
    np.float64(0.75)
    >>> least_squares_gan_discriminator.gradient([1.0, 0.0], [1.0])
    array([ 0. , -0.5])
    """
    residual, fake = np.asarray(real_scores) - 1.0, np.asarray(fake_scores)
    return Terms(0.5 * (_mean(residual**2) + _mean(fake**2)), residual / residual.size)


@loss(
    formula=r"\frac{1}{m} \sum_{j=1}^{m} f_j - \frac{1}{n} \sum_{i=1}^{n} r_i",
    gradient_formula=r"-\frac{1}{n}",
    symbols=r"r, f",
    convex=True,
    lipschitz=Bound(r"\frac{1}{\sqrt{n}}", lambda real_scores: 1.0 / math.sqrt(np.size(real_scores))),
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    source=Source(
        "M. Arjovsky, S. Chintala, L. Bottou",
        2017,
        "Wasserstein Generative Adversarial Networks",
        "10.48550/arXiv.1701.07875",
    ),
    elsewhere={},
)
def wasserstein_critic(
    real_scores: Annotated[ArrayLike, "real[n]"],
    fake_scores: Annotated[ArrayLike, "real[m]"],
) -> Terms:
    r"""The mean score of generated examples less that of real ones.

    For the scores $r$ of $n$ real and $f$ of $m$ generated examples the value is

    $$ \frac{1}{m} \sum_{j=1}^{m} f_j - \frac{1}{n} \sum_{i=1}^{n} r_i $$

    and its derivative with respect to the score $r_i$ is

    $$ -\frac{1}{n} $$

    The derivative with respect to the score $f_j$ is $1 / m$. Over all critics whose slope is at most 1 its least value
    is minus the Wasserstein distance of both distributions; without that limit it has no lower bound. Keeping the
    limit, by a penalty of the critic's gradient or otherwise, is not part of it. The value belongs to the whole batch:
    there is no mean of terms and no weight.

    Parameters
    ----------
    real_scores : array_like, real, any shape
        Scores of real examples. What the gradient is taken of.
    fake_scores : array_like, real, shape (m,)
        Scores of generated examples.

    Returns
    -------
    float64
        The value.

    Raises
    ------
    ValueError
        If there is no real or no generated example.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    M. Arjovsky, S. Chintala, L. Bottou, "Wasserstein Generative Adversarial Networks", ICML, 2017.
    https://doi.org/10.48550/arXiv.1701.07875

    I. Gulrajani, F. Ahmed, M. Arjovsky, V. Dumoulin, A. Courville, "Improved Training of Wasserstein GANs", NIPS, 2017.
    https://doi.org/10.48550/arXiv.1704.00028

    Examples
    --------
    >>> wasserstein_critic([1.0, 3.0], [0.5])
    np.float64(-1.5)
    >>> wasserstein_critic.gradient([1.0, 3.0], [0.5])
    array([-0.5, -0.5])
    """
    real = np.asarray(real_scores)
    value = _mean(np.asarray(fake_scores)) - _mean(real)
    return Terms(value, np.where(np.isnan(real), np.nan, -1.0 / real.size))


def _mean(terms: Array) -> Array:
    if terms.size == 0:
        raise ValueError("the mean of no examples is undefined; pass at least one")
    return np.asarray(np.mean(np.ravel(terms)))
