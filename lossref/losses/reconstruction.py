"""Squared distances of whole rows: what autoencoders and diffusion models minimise."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import loss

__all__ = ["denoising_score_matching", "reconstruction"]


@loss(
    formula=r"\sum_{k=1}^{d} (\hat{x}_k - x_k)^2",
    gradient_formula=r"2 (\hat{x}_k - x_k)",
    symbols=r"\hat{x}, x",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean of the targets",
    element="k",
    symmetric=True,
    source=Source(
        "G. E. Hinton, R. R. Salakhutdinov",
        2006,
        "Reducing the Dimensionality of Data with Neural Networks",
        "10.1126/science.1127647",
    ),
    elsewhere={
        "torch": Equivalent("torch.nn.functional.mse_loss(predictions, targets, reduction='sum') / len(targets)")
    },
)
def reconstruction(
    predictions: Annotated[ArrayLike, "real[n,d]"],
    targets: Annotated[ArrayLike, "real[n,d]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared distance of an example and what an autoencoder makes of it.

    For a row of predictions $\hat{x}$ and the row $x$ that was to be reconstructed, each of $d$ numbers, the term is

    $$ \sum_{k=1}^{d} (\hat{x}_k - x_k)^2 $$

    and its derivative with respect to the prediction $\hat{x}_k$ is

    $$ 2 (\hat{x}_k - x_k) $$

    It is `squared_error` with the features summed and the rows averaged; for data of zeros and ones the same sum of
    `binary_cross_entropy_with_logits` is taken. The best linear autoencoder spans the principal components.

    Parameters
    ----------
    predictions : array_like, real, shape (..., d)
        The reconstructions. What the gradient is taken of.
    targets : array_like, real, same shape
        The examples.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` without its last axis for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, there is no dimension, a weight is negative or infinite, the reduction is unknown, or "mean"
        has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    G. E. Hinton, R. R. Salakhutdinov, "Reducing the Dimensionality of Data with Neural Networks", Science 313, 2006.
    https://doi.org/10.1126/science.1127647

    Examples
    --------
    >>> reconstruction([[1.0, 2.0], [0.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]], reduction="none")
    array([4., 1.])
    >>> reconstruction.gradient([[1.0, 2.0]], [[1.0, 0.0]])
    array([[0., 4.]])
    """
    residual = np.subtract(predictions, targets)
    return Terms((residual**2).sum(axis=-1), 2.0 * residual)


@loss(
    formula=r"\sum_{k=1}^{d} (\hat{\epsilon}_k - \epsilon_k)^2",
    gradient_formula=r"2 (\hat{\epsilon}_k - \epsilon_k)",
    symbols=r"\hat{\epsilon}, \epsilon",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction="the mean of the targets",
    element="k",
    symmetric=True,
    source=Source(
        "P. Vincent", 2011, "A Connection Between Score Matching and Denoising Autoencoders", "10.1162/NECO_a_00142"
    ),
    elsewhere={},
)
def denoising_score_matching(
    predictions: Annotated[ArrayLike, "real[n,d]"],
    targets: Annotated[ArrayLike, "real[n,d]"],
    *,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    r"""The squared distance of the noise that was added to an example and the noise that a network finds in it.

    For a row of predicted noise $\hat{\epsilon}$ and the noise $\epsilon$ that was added, each of $d$ numbers, the term
    is

    $$ \sum_{k=1}^{d} (\hat{\epsilon}_k - \epsilon_k)^2 $$

    and its derivative with respect to the prediction $\hat{\epsilon}_k$ is

    $$ 2 (\hat{\epsilon}_k - \epsilon_k) $$

    It is `squared_error` on the noise, with the dimensions summed and the rows averaged: what diffusion models minimise
    in the simple form, all noise levels weighted alike. The best prediction is the mean of the noise, given the noisy
    example: the score, the slope of its log-density, times minus the standard deviation of the noise.

    Parameters
    ----------
    predictions : array_like, real, shape (..., d)
        The noise that is predicted from the noisy examples. What the gradient is taken of.
    targets : array_like, real, same shape
        The noise that was added.
    weights : array_like, nonnegative, shape (...), optional
        One weight for each row. A row of weight 0 is not used.
    reduction : {"mean", "sum", "none"}
        "mean" is $\sum w\ell / \sum w$ over the rows, "sum" is $\sum w\ell$, "none" the array of $w\ell$.

    Returns
    -------
    float64, or an array of the shape of `predictions` without its last axis for `reduction="none"`
        The loss.

    Raises
    ------
    ValueError
        If shapes differ, there is no dimension, a weight is negative or infinite, the reduction is unknown, or "mean"
        has nothing to use.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    P. Vincent, "A Connection Between Score Matching and Denoising Autoencoders", Neural Computation 23, 2011.
    https://doi.org/10.1162/NECO_a_00142

    J. Ho, A. Jain, P. Abbeel, "Denoising Diffusion Probabilistic Models", NeurIPS, 2020.
    https://doi.org/10.48550/arXiv.2006.11239

    Examples
    --------
    >>> denoising_score_matching([[0.5, -1.0]], [[1.0, -1.0]])
    np.float64(0.25)
    >>> denoising_score_matching.gradient([[0.5, -1.0]], [[1.0, -1.0]])
    array([[-1.,  0.]])
    """
    residual = np.subtract(predictions, targets)
    return Terms((residual**2).sum(axis=-1), 2.0 * residual)
