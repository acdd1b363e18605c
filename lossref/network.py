"""A network of two layers that learns by back-propagation, small enough to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from lossref.arrays import Array, as_floats
from lossref.backpropagation import (
    affine,
    affine_biases_gradient,
    affine_inputs_gradient,
    affine_weights_gradient,
    tanh_gradient,
)
from lossref.objective import Objective
from lossref.registry import Loss

__all__ = ["TwoLayerNetwork"]


@dataclass(frozen=True, slots=True, eq=False)
class TwoLayerNetwork:
    r"""An affine layer, tanh, and another affine layer; a value, of which training makes new ones.

    For inputs $x$ the hidden numbers and the outputs are

    $$ h = \tanh(x W + b), \quad o = h V + c $$

    Back-propagation carries the derivatives of the loss from the outputs back to the weights, by one rule for each
    step: `affine_weights_gradient`, `affine_biases_gradient`, `affine_inputs_gradient` and `tanh_gradient`.

    Parameters
    ----------
    hidden_weights : array, shape (d, h)
        $W$.
    hidden_biases : array, shape (h,)
        $b$.
    output_weights : array, shape (h, k)
        $V$.
    output_biases : array, shape (k,)
        $c$.

    References
    ----------
    D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors", Nature
    323, 1986. https://doi.org/10.1038/323533a0

    Examples
    --------
    The network learns what no line separates: whether exactly one of two inputs is 1.

    >>> import lossref
    >>> inputs, targets = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    >>> network = TwoLayerNetwork.random(2, 4, 1, seed=0)
    >>> objective = network.objective(lossref.binary_cross_entropy_with_logits, inputs, targets)
    >>> path = lossref.minimise(objective, network.as_vector(), method="adam", rate=0.1, steps=200)
    >>> (network.with_vector(path.position).outputs(inputs) > 0).astype(int).ravel()
    array([0, 1, 1, 0])
    """

    hidden_weights: Array
    hidden_biases: Array
    output_weights: Array
    output_biases: Array

    @classmethod
    def random(cls, inputs: int, hidden: int, outputs: int, *, seed: int) -> Self:
        """A network to begin with, by the rule of Glorot and Bengio (2010): weights uniform, biases 0.

        Equal hidden units would stay equal for ever; the seed makes them differ in the same way each time.
        """
        generator = np.random.default_rng(seed)

        def layer(before: int, after: int) -> Array:
            bound = np.sqrt(6.0 / (before + after))
            return generator.uniform(-bound, bound, (before, after))

        return cls(layer(inputs, hidden), np.zeros(hidden), layer(hidden, outputs), np.zeros(outputs))

    def outputs(self, inputs: ArrayLike) -> Array:
        """A row of outputs for each row of inputs."""
        return self._forward(inputs)[1]

    def value_and_gradient(
        self, loss: Loss[...], inputs: ArrayLike, *args: Any, **options: Any
    ) -> tuple[float, TwoLayerNetwork]:
        """The loss of the outputs, and its derivatives by every weight and bias, in their places.

        A loss of rows, such as `softmax_cross_entropy`, gets the rows of outputs. A loss of numbers, such as
        `squared_error`, gets them too, with targets of the same shape (m, k); but a single output as an array of shape
        (m,).
        """
        hidden, outputs = self._forward(inputs)
        is_of_numbers = len(next(iter(loss.arguments.values())).axes) == 1
        predictions = outputs[:, 0] if is_of_numbers and outputs.shape[1] == 1 else outputs
        value, slope = loss.value_and_gradient(predictions, *args, **options)
        return float(value), self._backward(inputs, hidden, np.reshape(slope, outputs.shape))

    def objective(self, loss: Loss[...], inputs: ArrayLike, *args: Any, **options: Any) -> Objective:
        """The loss of networks of this shape, as a function of their parameters in one row, for `minimise`."""

        def objective(params: Array) -> tuple[float, Array]:
            value, gradient = self.with_vector(params).value_and_gradient(loss, inputs, *args, **options)
            return value, gradient.as_vector()

        return objective

    def as_vector(self) -> Array:
        """All weights and biases in one row."""
        return np.concatenate([part.ravel() for part in self._parts])

    def with_vector(self, params: ArrayLike) -> TwoLayerNetwork:
        """The network of this shape with these weights and biases, as `as_vector` gives them."""
        row, sizes = as_floats("params", params), [part.size for part in self._parts]
        if row.shape != (sum(sizes),):
            raise ValueError(f"TwoLayerNetwork: params has shape {row.shape}: it must be {(sum(sizes),)}")
        pieces = np.split(row, np.cumsum(sizes)[:-1])
        return TwoLayerNetwork(*(piece.reshape(part.shape) for piece, part in zip(pieces, self._parts, strict=True)))

    @property
    def _parts(self) -> tuple[Array, ...]:
        return self.hidden_weights, self.hidden_biases, self.output_weights, self.output_biases

    def _forward(self, inputs: ArrayLike) -> tuple[Array, Array]:
        hidden = np.tanh(affine(inputs, self.hidden_weights, self.hidden_biases))
        return hidden, affine(hidden, self.output_weights, self.output_biases)

    def _backward(self, inputs: ArrayLike, hidden: Array, slopes: Array) -> TwoLayerNetwork:
        inner = tanh_gradient(hidden, affine_inputs_gradient(slopes, self.output_weights))
        return TwoLayerNetwork(
            affine_weights_gradient(inputs, inner),
            affine_biases_gradient(inner),
            affine_weights_gradient(hidden, slopes),
            affine_biases_gradient(slopes),
        )
