"""Losses of models that describe data by a normally distributed code."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import expm1_surplus, product, sigmoid, softplus
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["gaussian_kl", "negative_elbo_bernoulli"]


def _steepest(targets: Array) -> float:
    """The length of the gradient where every logit is sure of what is less likely."""
    x = np.asarray(targets)
    return float(np.linalg.norm(np.maximum(x, 1.0 - x)))


@loss(
    formula=r"\frac{1}{2} \sum_{j=1}^{d} \left( e^{\lambda_j} + \mu_j^2 - 1 - \lambda_j \right)",
    gradient_formula=r"\mu_j",
    symbols=r"\mu, \lambda",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    element="j",
    source=Source("D. P. Kingma, M. Welling", 2014, "Auto-Encoding Variational Bayes", "10.48550/arXiv.1312.6114"),
    elsewhere={
        "torch": Equivalent(
            "torch.distributions.kl_divergence(torch.distributions.Normal(mean, torch.exp(log_variance / 2)), "
            "torch.distributions.Normal(0, 1)).sum(-1).mean()",
            note="loses its digits where the two distributions are nearly the same",
        ),
    },
)
def gaussian_kl(
    mean: Annotated[ArrayLike, "real[n,d]"],
    log_variance: Annotated[ArrayLike, "real[n,d]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""How far normal distributions with independent dimensions are from the standard normal one.

    For a row of means $\mu$ and a row of log-variances $\lambda$, in $d$ dimensions, the term is

    $$ \frac{1}{2} \sum_{j=1}^{d} \left( e^{\lambda_j} + \mu_j^2 - 1 - \lambda_j \right) $$

    and its derivative with respect to the mean $\mu_j$ is

    $$ \mu_j $$

    It is the Kullback–Leibler divergence of the predicted distribution from $\mathcal{N}(0, 1)$. The derivative with
    respect to the log-variance $\lambda_j$ is $\frac{1}{2} (e^{\lambda_j} - 1)$. The dimensions are summed, the rows
    averaged: where a program averages the dimensions too, its value is $d$ times smaller.

    Parameters
    ----------
    mean : array_like, real, shape (..., d)
        The means of the distributions, one for each dimension along the last axis. What the gradient is taken of.
    log_variance : array_like, real, same shape
        The logarithm of the variance in each dimension.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `mean` without its last axis for `reduction="none"`
        The divergence, in nats. It is exact also where it is tiny.

    Raises
    ------
    ValueError
        If shapes differ, there is no dimension, a weight is negative or infinite, the reduction is unknown, or "mean"
        has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes", ICLR, 2014. https://doi.org/10.48550/arXiv.1312.6114

    Examples
    --------
    >>> gaussian_kl([[0.0, 1.0]], [[0.0, np.log(4.0)]]).round(4)
    np.float64(1.3069)
    >>> gaussian_kl([[0.0]], [[1e-9]])
    np.float64(2.5000000008333337e-19)
    >>> gaussian_kl.gradient([[0.0, 1.0]], [[0.0, 0.0]])
    array([[0., 1.]])
    """
    mu = np.asarray(mean)
    return Terms(_divergence(mu, np.asarray(log_variance)), mu)


@loss(
    formula=(
        r"\sum_{i=1}^{m} \left( x_i \log(1 + e^{-z_i}) + (1 - x_i) \log(1 + e^{z_i}) \right) + \frac{\beta}{2} "
        r"\sum_{j=1}^{d} \left( e^{\lambda_j} + \mu_j^2 - 1 - \lambda_j \right)"
    ),
    gradient_formula=r"\frac{1}{1 + e^{-z_i}} - x_i",
    symbols=r"z, x, \mu, \lambda, beta=\beta",
    convex=True,
    lipschitz=Bound(r"\lVert \max(x, 1 - x) \rVert_2", _steepest),
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    source=Source("D. P. Kingma, M. Welling", 2014, "Auto-Encoding Variational Bayes", "10.48550/arXiv.1312.6114"),
    elsewhere={},
)
def negative_elbo_bernoulli(
    logits: Annotated[ArrayLike, "real[n,m]"],
    targets: Annotated[ArrayLike, "probability[n,m]"],
    mean: Annotated[ArrayLike, "real[n,d]"],
    log_variance: Annotated[ArrayLike, "real[n,d]"],
    *,
    beta: Annotated[float, "nonnegative"] = 1.0,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The loss of a variational autoencoder of binary data: what it costs to tell the code and then the data.

    For a row of logits $z$ and its targets $x$, $m$ of each, a row of means $\mu$ and log-variances $\lambda$ of the
    code, in $d$ dimensions, and $\beta$ the term is

    $$ \sum_{i=1}^{m} \left( x_i \log(1 + e^{-z_i}) + (1 - x_i) \log(1 + e^{z_i}) \right) + \frac{\beta}{2}
    \sum_{j=1}^{d} \left( e^{\lambda_j} + \mu_j^2 - 1 - \lambda_j \right) $$

    and its derivative with respect to the logit $z_i$ is

    $$ \frac{1}{1 + e^{-z_i}} - x_i $$

    The derivative with respect to the mean $\mu_j$ is $\beta \mu_j$, with respect to the log-variance $\lambda_j$ it is
    $\frac{\beta}{2} (e^{\lambda_j} - 1)$: $\beta$ times those of `gaussian_kl`. With $\beta = 1$ the expected term,
    over codes drawn from the predicted distribution, is an upper bound of $-\log p(x)$; a larger $\beta$ asks for
    simpler codes. Pixels and dimensions are summed, the rows averaged.

    Parameters
    ----------
    logits : array_like, real, shape (..., m)
        Logits of the reconstructed data. What the gradient is taken of.
    targets : array_like, from 0 to 1, same shape
        The data.
    mean : array_like, real, shape (..., d)
        The means of the code.
    log_variance : array_like, real, shape (..., d)
        The logarithm of its variance in each dimension.
    beta : float, nonnegative
        How much the divergence of the code counts.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `logits` without its last axis for `reduction="none"`
        The loss, in nats.

    Raises
    ------
    ValueError
        If shapes differ, a target is not from 0 to 1, beta is negative or not finite, there is no pixel or no
        dimension, a weight is negative or infinite, the reduction is unknown, or "mean" has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes", ICLR, 2014. https://doi.org/10.48550/arXiv.1312.6114

    I. Higgins et al., "beta-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework", ICLR, 2017.

    Examples
    --------
    >>> negative_elbo_bernoulli([[0.0, 2.0]], [[1, 1]], [[1.0]], [[0.0]]).round(4)
    np.float64(1.3201)
    >>> negative_elbo_bernoulli.gradient([[0.0, 0.0]], [[1, 0]], [[1.0]], [[0.0]])
    array([[-0.5,  0.5]])
    """
    z, x = np.asarray(logits), np.asarray(targets)
    told = product(x, softplus(-z)) + product(1.0 - x, softplus(z))
    code = product(np.asarray(beta), _divergence(np.asarray(mean), np.asarray(log_variance)))
    return Terms(told.sum(axis=-1) + code, (1.0 - x) * sigmoid(z) - x * sigmoid(-z))


def _divergence(mean: Array, log_variance: Array) -> Array:
    """Of each row from the standard normal distribution."""
    terms: Array = expm1_surplus(log_variance) + mean**2
    return np.asarray(0.5 * terms.sum(axis=-1))
