"""Penalties on parameters, added to a loss to keep them small, sparse or near others."""

from __future__ import annotations

import math
from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Equivalent, Source
from lossref.numerics import product
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["elastic_net_penalty", "l1_penalty", "l2_penalty"]


@loss(
    formula=r"\lambda \sum_{j=1}^{n} \lvert w_j \rvert",
    gradient_formula=r"\lambda \operatorname{sign}(w_j)",
    symbols=r"w, strength=\lambda",
    convex=True,
    lipschitz=Bound(r"\lambda \sqrt{n}", lambda params, strength: strength * math.sqrt(np.size(params))),
    smoothness="C0",
    optimal_prediction=None,
    element="j",
    source=Source(
        "R. Tibshirani", 1996, "Regression Shrinkage and Selection via the Lasso", "10.1111/j.2517-6161.1996.tb02080.x"
    ),
    elsewhere={
        "keras": Equivalent("keras.regularizers.L1(strength)(params)"),
        "sklearn": Equivalent(
            "sklearn.linear_model.Lasso(alpha=strength)",
            note="added to half the mean squared error; has no value of its own",
        ),
        "xgboost": Equivalent("reg_alpha=strength", note="of the weights of the leaves"),
        "lightgbm": Equivalent("lambda_l1=strength", note="of the weights of the leaves"),
    },
)
def l1_penalty(
    params: Annotated[ArrayLike, "real[n]"],
    *,
    strength: Annotated[float, "nonnegative"] = 1.0,
) -> Terms:
    r"""The sum of the sizes of the parameters, times a strength: lasso, which makes parameters 0.

    For $n$ parameters $w$ and the strength $\lambda$ the value is

    $$ \lambda \sum_{j=1}^{n} \lvert w_j \rvert $$

    and its derivative with respect to the parameter $w_j$ is

    $$ \lambda \operatorname{sign}(w_j) $$

    It is, but for a constant, the negative log of a Laplace prior. At $w_j = 0$ every number from $-\lambda$ to
    $\lambda$ is a subgradient; the one returned is 0, the smallest. A gradient step passes over the kink, so few
    parameters become 0; the proximal step, which moves each parameter by $\lambda$ towards 0 and stops there, makes
    them so.

    The value is a sum over all the parameters: there is no mean and no weight.

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
    R. Tibshirani, "Regression Shrinkage and Selection via the Lasso", Journal of the Royal Statistical Society B 58,
    1996. https://doi.org/10.1111/j.2517-6161.1996.tb02080.x

    Examples
    --------
    >>> l1_penalty([3.0, -4.0, 0.0], strength=0.5)
    np.float64(3.5)
    >>> l1_penalty.gradient([3.0, -4.0, 0.0], strength=0.5)
    array([ 0.5, -0.5,  0. ])
    """
    w = np.asarray(params)
    return Terms(np.asarray(np.sum(product(np.asarray(strength), np.ravel(np.abs(w))))), strength * np.sign(w))


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
        "torch": Equivalent(
            "torch.optim.SGD([params], lr=1.0, weight_decay=strength)",
            note="adds the gradient, not the value; the decoupled decay of AdamW is something else",
        ),
        "keras": Equivalent("keras.regularizers.L2(strength)(params)", 2.0, "no factor ½"),
        "sklearn": Equivalent(
            "sklearn.linear_model.Ridge(alpha=strength)",
            2.0,
            note=(
                "no factor ½; added to the sum of squared errors, not to their mean; ElasticNet(l1_ratio=0) is as ours"
            ),
        ),
        "xgboost": Equivalent("reg_lambda=strength", note="of the weights of the leaves"),
        "lightgbm": Equivalent("lambda_l2=strength", note="of the weights of the leaves"),
    },
)
def l2_penalty(
    params: Annotated[ArrayLike, "real[n]"],
    *,
    strength: Annotated[float, "nonnegative"] = 1.0,
) -> Terms:
    r"""Half the squared Euclidean length of the parameters, times a strength: ridge, Tikhonov, weight decay.

    For $n$ parameters $w$ and the strength $\lambda$ the value is

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
    return Terms(_half_squares(strength, w), product(np.asarray(strength), w))


@loss(
    formula=r"\lambda \left( \rho \sum_{j=1}^{n} \lvert w_j \rvert + \frac{1 - \rho}{2} \sum_{j=1}^{n} w_j^2 \right)",
    gradient_formula=r"\lambda \left( \rho \operatorname{sign}(w_j) + (1 - \rho) w_j \right)",
    symbols=r"w, strength=\lambda, l1_ratio=\rho",
    convex=True,
    lipschitz=None,
    smoothness="C0",
    optimal_prediction=None,
    element="j",
    claims_vary_with=("l1_ratio",),
    source=Source(
        "H. Zou, T. Hastie",
        2005,
        "Regularization and Variable Selection via the Elastic Net",
        "10.1111/j.1467-9868.2005.00503.x",
    ),
    elsewhere={
        "keras": Equivalent(
            "keras.regularizers.L1L2(l1=strength * l1_ratio, l2=strength * (1 - l1_ratio) / 2)(params)",
            note="its L2 has no factor ½",
        ),
        "sklearn": Equivalent(
            "sklearn.linear_model.ElasticNet(alpha=strength, l1_ratio=l1_ratio)",
            note="added to half the mean squared error",
        ),
        "xgboost": Equivalent(
            "reg_alpha=strength * l1_ratio, reg_lambda=strength * (1 - l1_ratio)", note="of the weights of the leaves"
        ),
        "lightgbm": Equivalent(
            "lambda_l1=strength * l1_ratio, lambda_l2=strength * (1 - l1_ratio)", note="of the weights of the leaves"
        ),
    },
)
def elastic_net_penalty(
    params: Annotated[ArrayLike, "real[n]"],
    *,
    strength: Annotated[float, "nonnegative"] = 1.0,
    l1_ratio: Annotated[float, "probability"] = 0.5,
) -> Terms:
    r"""A mixture of the L1 and the L2 penalty, which makes parameters 0 and keeps groups of like ones together.

    For $n$ parameters $w$, the strength $\lambda$ and the share $\rho$ of the L1 penalty the value is

    $$ \lambda \left( \rho \sum_{j=1}^{n} \lvert w_j \rvert + \frac{1 - \rho}{2} \sum_{j=1}^{n} w_j^2 \right) $$

    and its derivative with respect to the parameter $w_j$ is

    $$ \lambda \left( \rho \operatorname{sign}(w_j) + (1 - \rho) w_j \right) $$

    With $\rho = 1$ it is `l1_penalty`, with $\rho = 0$ it is `l2_penalty` with its factor ½. At $w_j = 0$ every number
    from $-\lambda \rho$ to $\lambda \rho$ is a subgradient; the one returned is 0, the smallest. The value is a sum
    over all the parameters: there is no mean and no weight.

    Parameters
    ----------
    params : array_like, real, any shape
        The parameters. What the gradient is taken of.
    strength : float, nonnegative
        How much the penalty counts.
    l1_ratio : float, from 0 to 1
        The share $\rho$ of the L1 penalty.

    Returns
    -------
    float64
        The penalty; 0 for no parameters.

    Raises
    ------
    ValueError
        If the strength is negative or not finite, or the ratio is not from 0 to 1.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    H. Zou, T. Hastie, "Regularization and Variable Selection via the Elastic Net", Journal of the Royal Statistical
    Society B 67, 2005. https://doi.org/10.1111/j.1467-9868.2005.00503.x

    Examples
    --------
    >>> elastic_net_penalty([3.0, -4.0], l1_ratio=0.5)
    np.float64(9.75)
    >>> elastic_net_penalty.gradient([3.0, -4.0], l1_ratio=0.5)
    array([ 2. , -2.5])
    """
    w, l1, l2 = np.asarray(params), strength * l1_ratio, strength * (1.0 - l1_ratio)
    absolute = np.sum(product(np.asarray(l1), np.ravel(np.abs(w))))
    return Terms(absolute + _half_squares(l2, w), l1 * np.sign(w) + product(np.asarray(l2), w))


def _half_squares(strength: float, w: Array) -> Array:
    """Half the sum of the squares, times the strength."""
    # Squares of numbers near 1, by a power of two that changes no digit: only the result may overflow, not its parts.
    exponent = np.frexp(np.max(np.abs(w), initial=0.0))[1]
    squares = np.ldexp(np.ravel(w), -exponent) ** 2
    return np.asarray(np.ldexp(product(np.asarray(0.5 * strength), np.sum(squares)), 2 * exponent))
