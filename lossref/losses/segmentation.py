"""Losses of soft masks against masks, by their overlap: values of a whole mask, not means over its pixels."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Equivalent, Source
from lossref.overlap import steepest_tversky, tversky_terms
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["dice", "soft_jaccard"]


def _steepest_dice(targets: ArrayLike, smooth: float = 0.0) -> float:
    return steepest_tversky(targets, 0.5, 0.5, 0.5 * smooth)


def _steepest_jaccard(targets: ArrayLike, smooth: float = 0.0) -> float:
    """Where the prediction is the mask; of an empty mask without smooth the value is 1 wherever there is one."""
    size = np.sum(targets) + smooth
    return 0.0 if size == 0 else float(np.sqrt(np.size(targets)) / size)


@loss(
    formula=r"1 - \frac{2 \sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j + s}",
    gradient_formula=(
        r"\frac{2 \sum_{j=1}^{n} p_j t_j + s - 2 t_i \left( \sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j + s "
        r"\right)}{\left( \sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j + s \right)^2}"
    ),
    symbols=r"p, t, smooth=s",
    convex=False,
    lipschitz=Bound(r"\max_p \lVert \nabla \ell(p) \rVert_2", _steepest_dice),
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    source=Source(
        "F. Milletari, N. Navab, S.-A. Ahmadi",
        2016,
        "V-Net: Fully Convolutional Neural Networks for Volumetric Medical Image Segmentation",
        "10.1109/3DV.2016.79",
    ),
    elsewhere={
        "optax": Equivalent(
            "optax.losses.dice_loss(jax.scipy.special.logit(probs)[None, :, None], targets[None, :, None], "
            "smooth=smooth / 2)[0]",
            note=(
                "takes logits; pixels stand on the middle axes, images and classes before and behind them; its smooth "
                "is half of ours, and 1 unless told"
            ),
        ),
        "keras": Equivalent("keras.losses.Dice()(targets, probs)", note="targets first; adds 1e-7"),
    },
)
def dice(
    probs: Annotated[ArrayLike, "probability[n]"],
    targets: Annotated[ArrayLike, "binary[n]"],
    *,
    smooth: Annotated[float, "nonnegative"] = 0.0,
) -> Terms:
    r"""One less the Dice coefficient of a soft mask: the share of foreground on which prediction and mask differ.

    For probabilities $p$, a mask $t$ of $n$ pixels and the smoothing $s$ the value is

    $$ 1 - \frac{2 \sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j + s} $$

    and its derivative with respect to the probability $p_i$ is

    $$ \frac{2 \sum_{j=1}^{n} p_j t_j + s - 2 t_i \left( \sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j + s
    \right)}{\left( \sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j + s \right)^2} $$

    Where foreground is rare it counts as much as where it is common, which the cross-entropy of pixels does not do. It
    is a value of the whole mask, not a mean over pixels: for a mean over images, call it for each. It is not convex.
    With all numbers 0 and no `smooth` there is no ratio, which is an error.

    Parameters
    ----------
    probs : array_like, from 0 to 1, any shape
        The probability of foreground at each pixel, $p$. What the gradient is taken of.
    targets : array_like, 0 or 1, same shape
        The mask, $t$.
    smooth : float, nonnegative
        What is added to numerator and denominator, $s$; 0 leaves the ratio as it is.

    Returns
    -------
    float64
        The loss, from 0 to 1.

    Raises
    ------
    ValueError
        If shapes differ, a probability is not from 0 to 1, a target is neither 0 nor 1, smooth is negative or infinite,
        or mask and prediction are empty, so that there is no ratio.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    F. Milletari, N. Navab, S.-A. Ahmadi, "V-Net: Fully Convolutional Neural Networks for Volumetric Medical Image
    Segmentation", 3DV, 2016. https://doi.org/10.1109/3DV.2016.79

    Examples
    --------
    >>> dice([1.0, 0.5, 0.0], [1, 1, 0])
    np.float64(0.14285714285714285)
    >>> dice.gradient([1.0, 0.0], [1, 0])
    array([-0.5,  0.5])
    """
    # A Tversky loss that counts half of each error counts half of `smooth`.
    return tversky_terms(np.asarray(probs), np.asarray(targets), 0.5, 0.5, 0.5 * smooth)


@loss(
    formula=(
        r"1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j - \sum_{j=1}^{n} p_j t_j "
        r"+ s}"
    ),
    gradient_formula=(
        r"-\frac{t_i \left( \sum_{j=1}^{n} (p_j + t_j - p_j t_j) + s \right) - (1 - t_i) \left( \sum_{j=1}^{n} "
        r"p_j t_j + s \right)}{\left( \sum_{j=1}^{n} (p_j + t_j - p_j t_j) + s \right)^2}"
    ),
    symbols=r"p, t, smooth=s",
    convex=False,
    lipschitz=Bound(r"\frac{\sqrt{n}}{\sum_{j=1}^{n} t_j + s}", _steepest_jaccard),
    smoothness="C∞",
    optimal_prediction=None,
    element="i",
    source=Source(
        "M. A. Rahman, Y. Wang",
        2016,
        "Optimizing Intersection-Over-Union in Deep Neural Networks for Image Segmentation",
        "10.1007/978-3-319-50835-1_22",
    ),
    elsewhere={},
)
def soft_jaccard(
    probs: Annotated[ArrayLike, "probability[n]"],
    targets: Annotated[ArrayLike, "binary[n]"],
    *,
    smooth: Annotated[float, "nonnegative"] = 0.0,
) -> Terms:
    r"""One less the intersection over union of a soft mask.

    For probabilities $p$, a mask $t$ of $n$ pixels and the smoothing $s$ the value is

    $$ 1 - \frac{\sum_{j=1}^{n} p_j t_j + s}{\sum_{j=1}^{n} p_j + \sum_{j=1}^{n} t_j - \sum_{j=1}^{n} p_j t_j + s} $$

    and its derivative with respect to the probability $p_i$ is

    $$ -\frac{t_i \left( \sum_{j=1}^{n} (p_j + t_j - p_j t_j) + s \right) - (1 - t_i) \left( \sum_{j=1}^{n} p_j
    t_j + s \right)}{\left( \sum_{j=1}^{n} (p_j + t_j - p_j t_j) + s \right)^2} $$

    With the Dice loss $D$ (and no `smooth`) it is $2 D / (1 + D)$, so both have the same best prediction.

    Parameters
    ----------
    probs : array_like, from 0 to 1, any shape
        The probability of foreground at each pixel, $p$. What the gradient is taken of.
    targets : array_like, 0 or 1, same shape
        The mask, $t$.
    smooth : float, nonnegative
        What is added to numerator and denominator, $s$; 0 leaves the ratio as it is.

    Returns
    -------
    float64
        The loss, from 0 to 1.

    Raises
    ------
    ValueError
        If shapes differ, a probability is not from 0 to 1, a target is neither 0 nor 1, smooth is negative or infinite,
        or mask and prediction are empty, so that there is no ratio.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    M. A. Rahman, Y. Wang, "Optimizing Intersection-Over-Union in Deep Neural Networks for Image Segmentation", ISVC,
    2016. https://doi.org/10.1007/978-3-319-50835-1_22

    Examples
    --------
    >>> soft_jaccard([1.0, 0.5, 0.0], [1, 1, 0])
    np.float64(0.25)
    >>> soft_jaccard.gradient([1.0, 0.0], [1, 0])
    array([-1.,  1.])
    """
    return tversky_terms(np.asarray(probs), np.asarray(targets), 1.0, 1.0, smooth)
