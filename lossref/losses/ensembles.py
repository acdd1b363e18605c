"""Losses of several models that predict together."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.facts import Source
from lossref.reduce import Terms
from lossref.registry import loss

__all__ = ["negative_correlation"]


@loss(
    formula=(
        r"\sum_{m=1}^{M} \sum_{i=1}^{n} \left( \frac{1}{2} (f_{mi} - y_i)^2 - \lambda (f_{mi} - \bar{f}_i)^2 "
        r"\right)"
    ),
    gradient_formula=r"f_{mi} - y_i - 2 \lambda (f_{mi} - \bar{f}_i)",
    symbols=r"f, y, strength=\lambda",
    convex=True,
    lipschitz=None,
    smoothness="C∞",
    optimal_prediction=None,
    element="m,i",
    where=r"\bar{f}_i = \frac{1}{M} \sum_{k=1}^{M} f_{ki}",
    claims_vary_with=("strength",),
    source=Source(
        "Y. Liu, X. Yao", 1999, "Ensemble Learning via Negative Correlation", "10.1016/S0893-6080(99)00073-8"
    ),
    elsewhere={},
)
def negative_correlation(
    member_predictions: Annotated[ArrayLike, "real[M,n]"],
    targets: Annotated[ArrayLike, "real[n]"],
    *,
    strength: Annotated[float, "nonnegative"] = 0.5,
) -> Terms:
    r"""The squared errors of the members of an ensemble, less what they are apart from their mean.

    For the predictions $f$ of $M$ members for $n$ targets $y$, with the means $\bar{f}_i$ over the members, and the
    strength $\lambda$ the value is

    $$ \sum_{m=1}^{M} \sum_{i=1}^{n} \left( \frac{1}{2} (f_{mi} - y_i)^2 - \lambda (f_{mi} - \bar{f}_i)^2 \right) $$

    and its derivative with respect to the prediction $f_{mi}$ is

    $$ f_{mi} - y_i - 2 \lambda (f_{mi} - \bar{f}_i) $$

    This is the exact derivative, in which the ensemble mean moves with each member. The original paper holds $\bar{f}$
    constant, and so has $f_{mi} - y_i - \lambda (f_{mi} - \bar{f}_i)$: its strength is twice this one. With $\lambda =
    0$ each member learns alone; with $\lambda = \frac{1}{2}$ the value is $\frac{M}{2} \sum_i (\bar{f}_i - y_i)^2$, the
    error of the ensemble as a whole (the ambiguity decomposition). Up to $\frac{1}{2}$, the default, it is
    convex; beyond, it has no lower bound.

    The value is a sum over members and targets: there is no mean and no weight.

    Parameters
    ----------
    member_predictions : array_like, real, shape (M, ...)
        The predictions of each member, the members along the first axis. What the gradient is taken of.
    targets : array_like, real, shape (...)
        What was observed.
    strength : float, nonnegative
        How much the members are driven apart.

    Returns
    -------
    float64
        The value; 0 for no targets.

    Raises
    ------
    ValueError
        If the members predict for another number of targets, there is no member, or the strength is negative or not
        finite.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    Y. Liu, X. Yao, "Ensemble Learning via Negative Correlation", Neural Networks 12, 1999.
    https://doi.org/10.1016/S0893-6080(99)00073-8

    G. Brown, J. L. Wyatt, P. Tiňo, "Managing Diversity in Regression Ensembles", Journal of Machine Learning Research
    6, 2005.

    Examples
    --------
    >>> negative_correlation([[1.0], [3.0]], [1.0], strength=0.25)
    np.float64(1.5)
    >>> negative_correlation.gradient([[1.0], [3.0]], [1.0], strength=0.25)
    array([[0.5],
           [1.5]])
    """
    f = np.asarray(member_predictions)
    residual, apart = f - np.asarray(targets), f - f.mean(axis=0)
    value = np.sum(np.ravel(0.5 * residual**2 - strength * apart**2))
    return Terms(np.asarray(value), residual - 2.0 * strength * apart)
