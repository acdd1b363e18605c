"""The forward and backward rules of an affine layer and of tanh, of which back-propagation is made.

A slope is the derivative of the loss by a number: `slopes` those by what a layer gives, which the rules carry back to
what the layer was given and made of.
"""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Source
from lossref.rule import rule

__all__ = [
    "affine",
    "affine_biases_gradient",
    "affine_inputs_gradient",
    "affine_weights_gradient",
    "tanh_gradient",
]


@rule(
    formula=r"b_k + \sum_{j=1}^{d} x_{i,j} W_{j,k}",
    sets=r"a_{i,k}",
    symbols=r"x, W, b",
    element="i,k",
    source=Source(
        "D. E. Rumelhart, G. E. Hinton, R. J. Williams",
        1986,
        "Learning representations by back-propagating errors",
        "10.1038/323533a0",
    ),
)
def affine(
    inputs: Annotated[ArrayLike, "real[m,d]"],
    weights: Annotated[ArrayLike, "real[d,h]"],
    biases: Annotated[ArrayLike, "real[h]"],
) -> Array:
    r"""What an affine layer gives: weighted sums of its inputs, and biases.

    For inputs $x$, weights $W$ and biases $b$ the output $k$ of the sample $i$ is

    $$ b_k + \sum_{j=1}^{d} x_{i,j} W_{j,k} $$

    Parameters
    ----------
    inputs : array_like, real, shape (m, d)
        A row $x_i$ of numbers for each sample.
    weights : array_like, real, shape (d, h)
        The weights $W$.
    biases : array_like, real, shape (h,)
        The biases $b$.

    Returns
    -------
    array, shape (m, h)
        The outputs.

    Raises
    ------
    ValueError
        If shapes do not fit.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors", Nature
    323, 1986. https://doi.org/10.1038/323533a0

    Examples
    --------
    >>> affine([[1.0, 2.0]], [[1.0, 0.0], [0.5, -1.0]], [0.0, 10.0])
    array([[2., 8.]])
    """
    return np.asarray(np.asarray(inputs) @ np.asarray(weights) + np.asarray(biases))


@rule(
    formula=r"\sum_{i=1}^{m} x_{i,j} \delta_{i,k}",
    sets=r"\partial L / \partial W_{j,k}",
    symbols=r"x, \delta",
    element="j,k",
    source=Source(
        "D. E. Rumelhart, G. E. Hinton, R. J. Williams",
        1986,
        "Learning representations by back-propagating errors",
        "10.1038/323533a0",
    ),
)
def affine_weights_gradient(
    inputs: Annotated[ArrayLike, "real[m,d]"],
    slopes: Annotated[ArrayLike, "real[m,h]"],
) -> Array:
    r"""The derivatives of the loss by the weights of an affine layer.

    For inputs $x$ and the derivatives $\delta$ of the loss by the outputs, the derivative by $W_{j,k}$ is

    $$ \sum_{i=1}^{m} x_{i,j} \delta_{i,k} $$

    Parameters
    ----------
    inputs : array_like, real, shape (m, d)
        A row $x_i$ of numbers for each sample.
    slopes : array_like, real, shape (m, h)
        The derivatives $\delta$ of the loss by the layer's outputs.

    Returns
    -------
    array, shape (d, h)
        The gradient.

    Raises
    ------
    ValueError
        If shapes do not fit.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors", Nature
    323, 1986. https://doi.org/10.1038/323533a0

    Examples
    --------
    >>> affine_weights_gradient([[1.0, 2.0]], [[3.0, -1.0]])
    array([[ 3., -1.],
           [ 6., -2.]])
    """
    return np.asarray(np.asarray(inputs).T @ np.asarray(slopes))


@rule(
    formula=r"\sum_{i=1}^{m} \delta_{i,k}",
    sets=r"\partial L / \partial b_k",
    symbols=r"\delta",
    element="k",
    source=Source(
        "D. E. Rumelhart, G. E. Hinton, R. J. Williams",
        1986,
        "Learning representations by back-propagating errors",
        "10.1038/323533a0",
    ),
)
def affine_biases_gradient(
    slopes: Annotated[ArrayLike, "real[m,h]"],
) -> Array:
    r"""The derivatives of the loss by the biases of an affine layer.

    For the derivatives $\delta$ of the loss by the outputs, the derivative by $b_k$ is

    $$ \sum_{i=1}^{m} \delta_{i,k} $$

    Parameters
    ----------
    slopes : array_like, real, shape (m, h)
        The derivatives $\delta$ of the loss by the layer's outputs.

    Returns
    -------
    array, shape (h,)
        The gradient.

    Raises
    ------
    ValueError
        If shapes do not fit.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors", Nature
    323, 1986. https://doi.org/10.1038/323533a0

    Examples
    --------
    >>> affine_biases_gradient([[3.0, -1.0], [1.0, 1.0]])
    array([4., 0.])
    """
    return np.asarray(np.asarray(slopes).sum(axis=0))


@rule(
    formula=r"\sum_{k=1}^{h} \delta_{i,k} W_{j,k}",
    sets=r"\partial L / \partial x_{i,j}",
    symbols=r"\delta, W",
    element="i,j",
    source=Source(
        "D. E. Rumelhart, G. E. Hinton, R. J. Williams",
        1986,
        "Learning representations by back-propagating errors",
        "10.1038/323533a0",
    ),
)
def affine_inputs_gradient(
    slopes: Annotated[ArrayLike, "real[m,h]"],
    weights: Annotated[ArrayLike, "real[d,h]"],
) -> Array:
    r"""The derivatives of the loss by the inputs of an affine layer, which the layer before it is waiting for.

    For the derivatives $\delta$ of the loss by the outputs and the weights $W$, the derivative by $x_{i,j}$ is

    $$ \sum_{k=1}^{h} \delta_{i,k} W_{j,k} $$

    Parameters
    ----------
    slopes : array_like, real, shape (m, h)
        The derivatives $\delta$ of the loss by the layer's outputs.
    weights : array_like, real, shape (d, h)
        The weights $W$.

    Returns
    -------
    array, shape (m, d)
        The gradient.

    Raises
    ------
    ValueError
        If shapes do not fit.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors", Nature
    323, 1986. https://doi.org/10.1038/323533a0

    Examples
    --------
    >>> affine_inputs_gradient([[3.0, -1.0]], [[1.0, 0.0], [0.5, -1.0]])
    array([[3. , 2.5]])
    """
    return np.asarray(np.asarray(slopes) @ np.asarray(weights).T)


@rule(
    formula=r"(1 - h_j^2) \delta_j",
    sets=r"\partial L / \partial a_j",
    symbols=r"h, \delta",
    element="j",
    source=Source(
        "D. E. Rumelhart, G. E. Hinton, R. J. Williams",
        1986,
        "Learning representations by back-propagating errors",
        "10.1038/323533a0",
    ),
)
def tanh_gradient(
    activations: Annotated[ArrayLike, "real[n]"],
    slopes: Annotated[ArrayLike, "real[n]"],
) -> Array:
    r"""The derivatives of the loss by what tanh was given.

    For the values $h$ that tanh gave and the derivatives $\delta$ of the loss by them, the derivative is

    $$ (1 - h_j^2) \delta_j $$

    The product $(1 - h) (1 + h)$ keeps the digits that $1 - h^2$ would lose where tanh is near 1.

    Parameters
    ----------
    activations : array_like, real, any shape
        The values $h$ of tanh.
    slopes : array_like, real, same shape
        The derivatives $\delta$ by them.

    Returns
    -------
    array, of the shape of `activations`
        The gradient.

    Raises
    ------
    ValueError
        If shapes differ.
    TypeError
        If an argument does not hold real numbers.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors", Nature
    323, 1986. https://doi.org/10.1038/323533a0

    Examples
    --------
    >>> tanh_gradient([0.5, 0.0], [1.0, 2.0])
    array([0.75, 2.  ])
    """
    h = np.asarray(activations)
    return np.asarray((1.0 - h) * (1.0 + h) * np.asarray(slopes))
