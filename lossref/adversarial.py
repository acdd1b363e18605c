"""Examples moved so that a loss grows: what a model is tested against, or trained on."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.argument import hints_of, read_arguments
from lossref.arrays import Array
from lossref.checks import checked

__all__ = ["fgsm"]


def fgsm(
    inputs: Annotated[ArrayLike, "real[n]"],
    gradient: Annotated[ArrayLike, "real[n]"],
    *,
    epsilon: Annotated[float, "nonnegative"],
    clip: tuple[float, float] | None = None,
) -> Array:
    r"""The fast gradient sign method: inputs moved by one step of a fixed size, each number where the loss grows.

    For inputs $x$, the gradient $g$ of the loss with respect to them and $\epsilon$ an input becomes

    $$ x_i + \epsilon \operatorname{sign}(g_i) $$

    Of all changes of at most $\epsilon$ a number it is the one that raises the loss most, as far as its gradient tells.
    Where the gradient is 0, nothing moves.

    Parameters
    ----------
    inputs : array_like, real, any shape
        The examples.
    gradient : array_like, real, same shape
        The gradient of the loss with respect to the inputs: for a linear model with the weights $w$ it is $w$ times the
        gradient of the loss with respect to the score.
    epsilon : float, nonnegative
        How far each number may move.
    clip : (float, float), optional
        The least and the greatest number that an input may be, such as (0, 1) for pixels.

    Returns
    -------
    array, of the shape of `inputs`
        The moved inputs.

    Raises
    ------
    ValueError
        If shapes differ, epsilon is negative or not finite, or the first number of `clip` is not below the second.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    I. Goodfellow, J. Shlens, C. Szegedy, "Explaining and Harnessing Adversarial Examples", ICLR, 2015.
    https://doi.org/10.48550/arXiv.1412.6572

    Examples
    --------
    >>> import lossref
    >>> weights, x = np.array([2.0, -1.0]), np.array([0.3, 0.9])
    >>> slope = lossref.logistic_loss.gradient(weights @ x, 1.0)
    >>> fgsm(x, slope * weights, epsilon=0.25, clip=(0.0, 1.0))
    array([0.05, 1.  ])
    """
    given = {"inputs": inputs, "gradient": gradient, "epsilon": epsilon}
    try:
        values = checked(read_arguments(hints_of(fgsm)), given)
        moved: Array = values["inputs"] + values["epsilon"] * np.sign(values["gradient"])
        return moved if clip is None else _clipped(moved, *clip)
    except (TypeError, ValueError) as error:
        error.args = (f"fgsm: {error}",)
        raise


def _clipped(moved: Array, low: float, high: float) -> Array:
    if not low < high:
        raise ValueError(f"clip is {(low, high)}; accepted: two numbers, the first below the second")
    return np.clip(moved, low, high)
