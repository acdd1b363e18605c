"""What is done to labels before a loss sees them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array, as_floats, as_integers
from lossref.checks import require, require_flags, told_by
from lossref.domains import label_fault

__all__ = ["class_weights", "label_smoothing"]


@told_by("label_smoothing")
def label_smoothing(labels: ArrayLike, *, epsilon: float = 0.1, binary: bool = False) -> Array:
    r"""Labels of which a share is spread over all classes, so that no prediction has to be sure.

    A label distribution $q$ over $C$ classes becomes $(1 - \varepsilon) q + \varepsilon / C$, and with `binary` the
    probability $t$ of class 1 becomes $(1 - \varepsilon) t + \varepsilon / 2$. The gradient of a cross-entropy by the
    logits is then $p - q'$, and the best prediction $(1 - \varepsilon) \eta + \varepsilon / C$, not the true $\eta$.

    Parameters
    ----------
    labels : array_like, distributions, shape (..., C)
        Probabilities that sum to 1 along the last axis; of classes as integers pass `np.eye(C)[labels]`. With `binary`
        the classes 0 and 1, or the probabilities of class 1, in any shape.
    epsilon : float, from 0 to 1
        The share $\varepsilon$.
    binary : bool
        Whether each number is a label of its own.

    Returns
    -------
    array of float64, of the shape of `labels`
        The smoothed labels.

    Raises
    ------
    ValueError
        If epsilon is not from 0 to 1, or the labels are no distributions, or with `binary` no probabilities.
    TypeError
        If an argument does not hold real numbers, or binary is not True or False.

    References
    ----------
    C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna, "Rethinking the Inception Architecture for Computer
    Vision", CVPR, 2016. https://doi.org/10.1109/CVPR.2016.308

    R. Müller, S. Kornblith, G. Hinton, "When Does Label Smoothing Help?", NeurIPS, 2019.

    Examples
    --------
    >>> label_smoothing([[0, 1, 0, 0]], epsilon=0.2)
    array([[0.05, 0.85, 0.05, 0.05]])
    >>> label_smoothing([0, 1], epsilon=0.2, binary=True)
    array([0.1, 0.9])
    """
    require_flags(["binary"], {"binary": binary})
    given = as_floats("labels", labels)
    require("epsilon", "probability", as_floats("epsilon", epsilon))
    if not binary and given.ndim == 0:
        raise ValueError("labels has shape (), but needs an axis of classes; pass binary=True for labels 0 and 1")
    if binary:
        require("labels", "probability", given)
    else:
        reason = "such as np.eye(C)[labels] of classes as integers (for labels that are each 0 or 1 pass binary=True)"
        require("labels", "simplex", given, reason)
    count = 2 if binary else given.shape[-1]
    return np.asarray((1.0 - epsilon) * given + epsilon / count)


@told_by("class_weights")
def class_weights(labels: ArrayLike, *, classes: int, beta: float | None = None) -> Array:
    r"""One weight for each class, the higher the rarer it is among the labels: for the `class_weights` of a loss.

    Of $n$ labels over $C$ classes, $n_k$ of class $k$, the weight of class $k$ is the balanced one, $n / (C n_k)$: each
    class counts as much as any other, and a row 1 on average. With `beta` it is $(1 - \beta) / (1 - \beta^{n_k})$, one
    over the effective number of examples, which grows ever slower; its limits are 1 for $\beta = 0$ and $1 / n_k$ for
    $\beta \to 1$.

    A weighted loss is least for other probabilities than the true $\eta$: those in proportion to $w_k \eta_k$.

    Parameters
    ----------
    labels : array_like, integers from 0 to C - 1, any shape
        The classes of the examples. Each class must have one: a class that none has, has no weight.
    classes : int
        The number of classes, $C$.
    beta : float, from 0 to below 1, optional
        How much each further example of a class counts less than the one before, as a factor.

    Returns
    -------
    array of float64, shape (C,)
        The weights.

    Raises
    ------
    ValueError
        If a label is no class, a class has no label, or beta is not from 0 to below 1.
    TypeError
        If the labels are not integers.

    References
    ----------
    G. King, L. Zeng, "Logistic Regression in Rare Events Data", Political Analysis 9, 2001.
    https://doi.org/10.1093/oxfordjournals.pan.a004868

    Y. Cui, M. Jia, T.-Y. Lin, Y. Song, S. Belongie, "Class-Balanced Loss Based on Effective Number of Samples", CVPR,
    2019. https://doi.org/10.1109/CVPR.2019.00949

    Examples
    --------
    >>> class_weights([0, 0, 0, 1], classes=2).round(4)
    array([0.6667, 2.    ])
    >>> class_weights([0, 0, 0, 1], classes=2, beta=0.5).round(4)
    array([0.5714, 1.    ])
    """
    given = as_integers("labels", labels)
    fault = label_fault("labels", given, classes, None)
    if fault is not None:
        raise ValueError(fault)
    counts = np.bincount(given.ravel(), minlength=classes)
    if not counts.all():
        raise ValueError(f"no label is {int(np.argmin(counts))}: a class without examples has no weight")
    if beta is None:
        return np.asarray(given.size / (classes * counts))
    if not 0.0 <= beta < 1.0:
        raise ValueError(f"beta is {beta!r}; accepted: a number from 0 to below 1")
    # 1 - beta^n, exact also for a beta near 1: log(beta) of the exact 1 - beta.
    return np.asarray((1.0 - beta) / -np.expm1(counts * np.log1p(beta - 1.0))) if beta else np.ones(classes)
