"""The Dice loss of several classes."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Bound, Source
from lossref.overlap import steepest_ratio
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["generalized_dice"]


def _steepest(targets: ArrayLike) -> float:
    """The largest norm of the gradient over all predictions: where no other foreground is predicted than that of the
    masks, and none of it, or nearly all, is found."""
    t = np.asarray(targets, dtype=np.float64)
    axes = tuple(range(t.ndim - 1))
    size, missed = t.sum(axis=axes), (1.0 - t).sum(axis=axes)
    least, most = float(np.sum(1.0 / size)), float(np.sum((size + missed) / size**2))
    of_foreground, of_rest = float(np.sum(size**-3.0)), float(np.sum(missed * size**-4.0))
    return 2.0 * steepest_ratio(of_foreground, of_rest, 1.0, (0.0, least), (least, most))


@loss(
    formula=(
        r"1 - 2 \frac{\sum_{c=1}^{C} w_c \sum_{i=1}^{n} p_{ic} t_{ic}}{\sum_{c=1}^{C} w_c \sum_{i=1}^{n} (p_{ic} "
        r"+ t_{ic})}"
    ),
    gradient_formula=(
        r"w_c \frac{2 \sum_{k} w_k \sum_{j} p_{jk} t_{jk} - 2 t_{ic} \sum_{k} w_k \sum_{j} (p_{jk} + "
        r"t_{jk})}{\left( \sum_{k} w_k \sum_{j} (p_{jk} + t_{jk}) \right)^2}"
    ),
    symbols=None,
    convex=False,
    lipschitz=Bound(r"\max_p \lVert \nabla \ell(p) \rVert_2", _steepest),
    smoothness="C∞",
    optimal_prediction=None,
    element="c",
    source=Source(
        "C. H. Sudre, W. Li, T. Vercauteren, S. Ourselin, M. J. Cardoso",
        2017,
        "Generalised Dice Overlap as a Deep Learning Loss Function for Highly Unbalanced Segmentations",
        "10.1007/978-3-319-67558-9_28",
    ),
    elsewhere={},
)
def generalized_dice(
    probs: Annotated[ArrayLike, "probability[n,C]"],
    targets: Annotated[ArrayLike, "binary[n,C]"],
) -> Terms:
    r"""The Dice loss of several classes, each weighed by one over the square of its size.

    For probabilities $p$ and masks $t$ of $C$ classes at $n$ pixels, with the weights $w_c = G_c^{-2}$ by the sizes
    $G_c = \sum_i t_{ic}$ of the masks, the value is

    $$ 1 - 2 \frac{\sum_{c=1}^{C} w_c \sum_{i=1}^{n} p_{ic} t_{ic}}{\sum_{c=1}^{C} w_c \sum_{i=1}^{n} (p_{ic} +
    t_{ic})} $$

    and its derivative with respect to the probability $p_{ic}$ is

    $$ w_c \frac{2 \sum_{k} w_k \sum_{j} p_{jk} t_{jk} - 2 t_{ic} \sum_{k} w_k \sum_{j} (p_{jk} +
    t_{jk})}{\left( \sum_{k} w_k \sum_{j} (p_{jk} + t_{jk}) \right)^2} $$

    A class that is in no pixel of the mask would weigh infinitely much, so it is an error: leave it out.
    `multiclass_generalized_dice_loss` of optax is another loss: the mean of the Dice losses of the classes, weighed
    like this.

    Parameters
    ----------
    probs : array_like, from 0 to 1, shape (..., C)
        The probability of each class at each pixel. What the gradient is taken of.
    targets : array_like, 0 or 1, same shape
        The masks.

    Returns
    -------
    float64
        The loss, from 0 to 1.

    Raises
    ------
    ValueError
        If shapes differ, a probability is not from 0 to 1, a target is neither 0 nor 1, or a class is in no pixel of
        the mask.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    C. H. Sudre, W. Li, T. Vercauteren, S. Ourselin, M. J. Cardoso, "Generalised Dice Overlap as a Deep Learning Loss
    Function for Highly Unbalanced Segmentations", DLMIA, 2017. https://doi.org/10.1007/978-3-319-67558-9_28

    Examples
    --------
    >>> generalized_dice([[0.5, 0.5], [0.0, 1.0], [0.0, 1.0]], [[1, 0], [0, 1], [0, 1]]).round(4)
    np.float64(0.2381)
    >>> generalized_dice.gradient([[0.5, 0.5], [0.0, 1.0], [0.0, 1.0]], [[1, 0], [0, 1], [0, 1]]).round(4)
    array([[-0.4717,  0.0726],
           [ 0.2902, -0.1179],
           [ 0.2902, -0.1179]])
    """
    p, t = np.asarray(probs), np.asarray(targets)
    axes = tuple(range(p.ndim - 1))
    size = t.sum(axis=axes)
    if not np.all((size > 0) | np.isnan(size)):
        raise ValueError(f"class {int(np.argmax(size == 0))} is in no pixel of targets; leave it out")
    w = 1.0 / size**2
    shared = 2.0 * np.sum(w * np.sum(p * t, axis=axes))
    differing = np.sum(w * np.sum(p * (1.0 - t) + t * (1.0 - p), axis=axes))
    both = shared + differing
    slope = w * ((1.0 - t) * shared - t * (both + differing)) / both**2
    return Terms(np.asarray(differing / both), slope)
