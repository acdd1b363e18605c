"""Penalties on parameters, added to a loss to keep them small, sparse or near others."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Equivalent, Source
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["l2_penalty"]


@loss(
    formula=r"\frac{\lambda}{2} \sum_{j=1}^{n} w_j^2",
    gradient_formula=r"\lambda w_j",
    symbols=r"w, strength=\lambda",
    element="j",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    source=Source(
        "A. E. Hoerl, R. W. Kennard",
        1970,
        "Ridge Regression: Biased Estimation for Nonorthogonal Problems",
        "10.1080/00401706.1970.10488634",
    ),
    elsewhere={
        "keras": Equivalent("keras.regularizers.L2(strength)(params)", 2.0, "no factor ½"),
        "sklearn": Equivalent(
            "sklearn.linear_model.Ridge(alpha=strength)", 2.0, "no factor ½; ElasticNet(l1_ratio=0) has it"
        ),
        "xgboost": Equivalent("reg_lambda=strength"),
        "torch": Equivalent(
            "torch.optim.SGD(parameters, weight_decay=strength)",
            note="adds the gradient, not the value; the decoupled decay of AdamW is something else",
        ),
    },
)
def l2_penalty(
    params: Annotated[ArrayLike, "real[n]"],
    *,
    strength: Annotated[float, "nonnegative"] = 1.0,
) -> Terms:
    r"""Half the squared Euclidean length of the parameters, times a strength: ridge, Tikhonov, weight decay.

    For parameters $w$ and the strength $\lambda$ the value is

    $$ \frac{\lambda}{2} \sum_{j=1}^{n} w_j^2 $$

    and its derivative with respect to the parameter $w_j$ is

    $$ \lambda w_j $$

    It is, but for a constant, the negative log of a Gaussian prior of variance $1 / \lambda$. The value is a sum over
    all the parameters: there is no mean and no weight.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters. What the gradient is taken of.
    strength : float, nonnegative
        How much the penalty counts.

    Returns
    -------
    float64
        The penalty; 0 for no parameters.

    Raises
    ------
    ValueError
        If the strength is negative or not finite.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    A. E. Hoerl and R. W. Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems", Technometrics 12,
    1970. https://doi.org/10.1080/00401706.1970.10488634
    A. N. Tikhonov, "Solution of incorrectly formulated problems and the regularization method", Soviet Mathematics
    Doklady 4, 1963.

    Examples
    --------
    >>> l2_penalty([3.0, -4.0], strength=0.5)
    np.float64(6.25)
    >>> l2_penalty.gradient([3.0, -4.0], strength=0.5)
    array([ 1.5, -2. ])
    """
    w = np.asarray(params)
    # Squares of numbers near 1, by a power of two that changes no digit: only the result may overflow, not its parts.
    exponent = np.frexp(np.max(np.abs(w), initial=0.0))[1]
    squares = np.ldexp(np.ravel(w), -exponent) ** 2
    return Terms(np.ldexp(0.5 * strength * np.sum(squares), 2 * exponent), strength * w)
