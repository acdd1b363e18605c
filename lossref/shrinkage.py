"""What draws parameters towards 0 beside the steps down the slope: decay, and the threshold of the lasso."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Source
from lossref.rule import rule

__all__ = ["decayed_weights", "soft_threshold"]

Real = Annotated[ArrayLike, "real[n]"]
Positive = Annotated[float, "positive"]


@rule(
    formula=r"(1 - \eta \lambda) \theta_j",
    sets=r"\theta_j",
    symbols=r"\theta, rate=\eta, decay=\lambda",
    element="j",
    source=Source(
        "I. Loshchilov, F. Hutter", 2019, "Decoupled Weight Decay Regularization", "10.48550/arXiv.1711.05101"
    ),
)
def decayed_weights(
    params: Real,
    *,
    rate: Positive,
    decay: Annotated[float, "nonnegative"],
) -> Array:
    r"""The parameters, drawn towards 0 beside the gradient step and not through it: the decay of AdamW.

    For parameters $\theta$, the rate $\eta$ and the decay $\lambda$ a parameter becomes

    $$ (1 - \eta \lambda) \theta_j $$

    For gradient descent it is the same as an `l2_penalty` in the loss. For Adam it is not: the gradient of a penalty
    would be divided by the root of the squares like all the rest, so that parameters with large gradients would decay
    less.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters $\theta$.
    rate : float, positive
        The learning rate $\eta$.
    decay : float, nonnegative
        The strength $\lambda$ of the decay.

    Returns
    -------
    array, of the shape of `params`
        The new parameters.

    Raises
    ------
    ValueError
        If the rate is not a positive finite number or the decay negative or infinite.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", ICLR, 2019.
    https://doi.org/10.48550/arXiv.1711.05101

    Examples
    --------
    >>> decayed_weights([1.0, -2.0], rate=0.5, decay=0.5)
    array([ 0.75, -1.5 ])
    """
    return np.asarray((1.0 - rate * decay) * np.asarray(params))


@rule(
    formula=r"\operatorname{sign}(x_j) \max(\lvert x_j \rvert - \tau, 0)",
    sets=r"x_j",
    symbols=r"x, threshold=\tau",
    element="j",
    source=Source("D. L. Donoho", 1995, "De-noising by Soft-Thresholding", "10.1109/18.382009"),
)
def soft_threshold(
    x: Real,
    *,
    threshold: Annotated[float, "nonnegative"],
) -> Array:
    r"""Each number drawn towards 0 by a threshold, and no further: the proximal operator of the absolute value.

    For numbers $x$ and the threshold $\tau$ an element becomes

    $$ \operatorname{sign}(x_j) \max(\lvert x_j \rvert - \tau, 0) $$

    It is the $u$ that makes $\frac{1}{2} (u - x_j)^2 + \tau \lvert u \rvert$ least. After a `gradient_step` with the
    rate $\eta$, a threshold of $\eta \lambda$ makes a step of the proximal gradient method (ISTA) for the loss plus
    $\lambda$ times the sum of the parameters' absolute values: the lasso. It gives parameters that are exactly 0.

    Parameters
    ----------
    x : array_like, real, any shape
        The numbers.
    threshold : float, nonnegative
        The threshold $\tau$.

    Returns
    -------
    array, of the shape of `x`
        The numbers drawn towards 0.

    Raises
    ------
    ValueError
        If the threshold is negative or not finite.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. L. Donoho, "De-noising by Soft-Thresholding", IEEE Transactions on Information Theory 41, 1995.
    https://doi.org/10.1109/18.382009

    I. Daubechies, M. Defrise and C. De Mol, "An iterative thresholding algorithm for linear inverse problems with a
    sparsity constraint", Communications on Pure and Applied Mathematics 57, 2004. https://doi.org/10.1002/cpa.20042

    Examples
    --------
    >>> soft_threshold([3.0, -0.5, -2.0], threshold=1.0)
    array([ 2.,  0., -1.])
    """
    distance = np.abs(x)
    return np.asarray(np.sign(x) * np.maximum(distance - threshold, 0.0))
