"""Losses of soft masks that price false and missed foreground apart."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.overlap import steepest_tversky, tversky_terms
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["focal_tversky", "tversky"]


def _steepest(targets: ArrayLike, alpha: float = 0.5, beta: float = 0.5, smooth: float = 0.0) -> float:
    """The constant of a mask: infinite where it may be missed for free, and nothing else keeps the whole above 0."""
    return steepest_tversky(targets, alpha, beta, smooth)


@loss(
    formula=(
        r"1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + "
        r"\beta \sum_{j=1}^{n} (1 - p_j) t_j + s}"
    ),
    gradient_formula=(
        r"\frac{\alpha (1 - t_i) \left( \sum_{j=1}^{n} p_j t_j + s \right) - t_i \left( \beta \left( "
        r"\sum_{j=1}^{n} p_j t_j + s \right) + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + \beta \sum_{j=1}^{n} (1 - "
        r"p_j) t_j \right)}{\left( \sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + \beta "
        r"\sum_{j=1}^{n} (1 - p_j) t_j + s \right)^2}"
    ),
    symbols=r"p, t, alpha=\alpha, beta=\beta, smooth=s",
    convex=False,
    lipschitz=Bound(r"\max_p \lVert \nabla \ell(p) \rVert_2", _steepest),
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    claims_vary_with=("alpha",),
    source=Source(
        "S. S. M. Salehi, D. Erdogmus, A. Gholipour",
        2017,
        "Tversky Loss Function for Image Segmentation Using 3D Fully Convolutional Deep Networks",
        "10.1007/978-3-319-67389-9_44",
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.dice_loss(jax.scipy.special.logit(probs)[None, :, None], targets[None, :, None], "
            "alpha=alpha, beta=beta, smooth=smooth)[0]",
            note=(
                "takes logits; pixels stand on the middle axes, images and classes before and behind them; its smooth "
                "is 1 unless told"
            ),
        ),
        "keras": Equivalent(
            "keras.losses.Tversky(alpha=beta, beta=alpha)(targets, probs)",
            note="targets first; alpha and beta change places; adds 1e-7",
        ),
    },
)
def tversky(
    probs: Annotated[ArrayLike, "probability[n]"],
    targets: Annotated[ArrayLike, "binary[n]"],
    *,
    alpha: Annotated[float, "nonnegative"] = 0.5,
    beta: Annotated[float, "nonnegative"] = 0.5,
    smooth: Annotated[float, "nonnegative"] = 0.0,
) -> Terms:
    r"""The Dice loss with a price of its own for false and for missed foreground.

    For probabilities $p$, a mask $t$ of $n$ pixels, the costs $\alpha$ and $\beta$ of false and of missed pixels and
    the smoothing $s$ the value is

    $$ 1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - t_j) +
    \beta \sum_{j=1}^{n} (1 - p_j) t_j + s} $$

    and its derivative with respect to the probability $p_i$ is

    $$ \frac{\alpha (1 - t_i) \left( \sum_{j=1}^{n} p_j t_j + s \right) - t_i \left( \beta \left( \sum_{j=1}^{n}
    p_j t_j + s \right) + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + \beta \sum_{j=1}^{n} (1 - p_j) t_j
    \right)}{\left( \sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + \beta \sum_{j=1}^{n} (1 -
    p_j) t_j + s \right)^2} $$

    With $\alpha = \beta = \frac{1}{2}$ it is the Dice loss (whose `smooth` counts half), with $\alpha = \beta = 1$ the
    Jaccard loss. A larger $\beta$ finds more of what is rare. (Keras up to 3.15.1 has the two the other way round.)

    Parameters
    ----------
    probs : array_like, from 0 to 1, any shape
        The probability of foreground at each pixel, $p$. What the gradient is taken of.
    targets : array_like, 0 or 1, same shape
        The mask, $t$.
    alpha : float, nonnegative
        What false foreground costs, $\alpha$.
    beta : float, nonnegative
        What missed foreground costs, $\beta$.
    smooth : float, nonnegative
        What is added to numerator and denominator, $s$; 0 leaves the ratio as it is.

    Returns
    -------
    float64
        The loss, from 0 to 1.

    Raises
    ------
    ValueError
        If shapes differ, a probability is not from 0 to 1, a target is neither 0 nor 1, alpha, beta or smooth is
        negative or infinite, or mask and prediction are empty, so that there is no ratio.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. Tversky, "Features of Similarity", Psychological Review 84, 1977. https://doi.org/10.1037/0033-295X.84.4.327

    S. S. M. Salehi, D. Erdogmus, A. Gholipour, "Tversky Loss Function for Image Segmentation Using 3D Fully
    Convolutional Deep Networks", MLMI, 2017. https://doi.org/10.1007/978-3-319-67389-9_44

    Examples
    --------
    >>> tversky([1.0, 0.5, 0.0], [1, 1, 0], alpha=0.3, beta=0.7)
    np.float64(0.18918918918918917)
    >>> tversky.gradient([1.0, 0.0], [1, 0], alpha=0.5, beta=0.5)
    array([-0.5,  0.5])
    """
    return tversky_terms(np.asarray(probs), np.asarray(targets), alpha, beta, smooth)


@loss(
    formula=(
        r"\left( 1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - "
        r"t_j) + \beta \sum_{j=1}^{n} (1 - p_j) t_j + s} \right)^{\gamma}"
    ),
    gradient_formula=(
        r"\gamma \left( 1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j "
        r"(1 - t_j) + \beta \sum_{j=1}^{n} (1 - p_j) t_j + s} \right)^{\gamma - 1} \frac{\alpha (1 - t_i) \left( "
        r"\sum_{j=1}^{n} p_j t_j + s \right) - t_i \left( "
        r"\beta \left( \sum_{j=1}^{n} p_j t_j + s \right) + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + \beta "
        r"\sum_{j=1}^{n} (1 - p_j) t_j \right)}{\left( \sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - "
        r"t_j) + \beta \sum_{j=1}^{n} (1 - p_j) t_j + s \right)^2}"
    ),
    symbols=r"p, t, alpha=\alpha, beta=\beta, gamma=\gamma, smooth=s",
    convex=False,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    claims_vary_with=("beta", "gamma"),
    source=Source(
        "N. Abraham, N. M. Khan",
        2019,
        "A Novel Focal Tversky Loss Function with Improved Attention U-Net for Lesion Segmentation",
        "10.1109/ISBI.2019.8759329",
    ),
    elsewhere={},
)
def focal_tversky(
    probs: Annotated[ArrayLike, "probability[n]"],
    targets: Annotated[ArrayLike, "binary[n]"],
    *,
    alpha: Annotated[float, "nonnegative"] = 0.3,
    beta: Annotated[float, "nonnegative"] = 0.7,
    gamma: Annotated[float, "positive"] = 0.75,
    smooth: Annotated[float, "nonnegative"] = 0.0,
) -> Terms:
    r"""A power of the Tversky loss, which says where between hard and easy masks the pull is strongest.

    For probabilities $p$, a mask $t$ of $n$ pixels, the costs $\alpha$ and $\beta$ of false and of missed pixels, the
    power $\gamma$ and the smoothing $s$ the value is

    $$ \left( 1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - t_j)
    + \beta \sum_{j=1}^{n} (1 - p_j) t_j + s} \right)^{\gamma} $$

    and its derivative with respect to the probability $p_i$ is

    $$ \gamma \left( 1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 -
    t_j) + \beta \sum_{j=1}^{n} (1 - p_j) t_j + s} \right)^{\gamma - 1} \frac{\alpha (1 - t_i) \left(
    \sum_{j=1}^{n} p_j t_j + s \right) - t_i \left( \beta
    \left( \sum_{j=1}^{n} p_j t_j + s \right) + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + \beta \sum_{j=1}^{n} (1
    - p_j) t_j \right)}{\left( \sum_{j=1}^{n} p_j t_j + \alpha \sum_{j=1}^{n} p_j (1 - t_j) + \beta
    \sum_{j=1}^{n} (1 - p_j) t_j + s \right)^2} $$

    With $\gamma < 1$ a mask that is nearly right still pulls, and the
    gradient grows without bound as the loss falls to 0; with $\gamma > 1$ hard masks pull most.

    Parameters
    ----------
    probs : array_like, from 0 to 1, any shape
        The probability of foreground at each pixel, $p$. What the gradient is taken of.
    targets : array_like, 0 or 1, same shape
        The mask, $t$.
    alpha : float, nonnegative
        What false foreground costs, $\alpha$.
    beta : float, nonnegative
        What missed foreground costs, $\beta$.
    gamma : float, positive
        The power $\gamma$.
    smooth : float, nonnegative
        What is added to numerator and denominator, $s$; 0 leaves the ratio as it is.

    Returns
    -------
    float64
        The loss, from 0 to 1.

    Raises
    ------
    ValueError
        If shapes differ, a probability is not from 0 to 1, a target is neither 0 nor 1, alpha, beta or smooth is
        negative or infinite, gamma is not a positive finite number, or mask and prediction are empty, so that there is
        no ratio.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    N. Abraham, N. M. Khan, "A Novel Focal Tversky Loss Function with Improved Attention U-Net for Lesion Segmentation",
    ISBI, 2019. https://doi.org/10.1109/ISBI.2019.8759329

    Examples
    --------
    >>> focal_tversky([1.0, 0.5, 0.0], [1, 1, 0], gamma=0.5).round(4)
    np.float64(0.435)
    >>> focal_tversky.gradient([1.0, 0.0], [1, 1], gamma=2.0).round(4)
    array([-0.3989, -0.3989])
    """
    inner = tversky_terms(np.asarray(probs), np.asarray(targets), alpha, beta, smooth)
    return Terms(inner.value**gamma, gamma * inner.value ** (gamma - 1.0) * np.asarray(inner.gradient))
