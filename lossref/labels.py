"""Integer labels: the class of each row, its weight, and which rows are not used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lossref.arrays import Array
from lossref.numerics import Softmax


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of rows, each a place along the last axis of an array with one axis more."""

    classes: NDArray[np.int64]
    """The class of each row; some class where the label is ignored."""

    mass: Array | None
    """What each row counts: the weight of its class, 0 where it is ignored; None where every row counts 1."""

    def take(self, rows: Array) -> Array:
        """The number that each row has at its class."""
        return np.take_along_axis(rows, self.classes[..., np.newaxis], axis=-1)[..., 0]

    def put(self, rows: Array, values: Array) -> Array:
        """The rows with other numbers at their classes."""
        changed = rows.copy()
        np.put_along_axis(changed, self.classes[..., np.newaxis], values[..., np.newaxis], axis=-1)
        return changed

    def one_hot(self, count: int) -> Array:
        """Rows of `count` numbers: 1 at the class, else 0."""
        hot: Array = (np.arange(count) == self.classes[..., np.newaxis]).astype(np.float64)
        return hot

    def residuals(self, p: Softmax) -> Array:
        """Predicted probabilities less the rows that are 1 at the class; exact also where all but sure of it."""
        return self.put(p.powers / p.total, -self.take(p.others / p.total))


def read_labels(labels: ArrayLike, class_weights: ArrayLike | None = None, ignored: int | None = None) -> Labels:
    """Labels that `checks` has found to be classes or `ignored`."""
    classes = np.asarray(labels)
    if ignored is None:
        return Labels(classes, None if class_weights is None else np.asarray(class_weights)[classes])
    used = classes != ignored
    classes = np.where(used, classes, 0)
    return Labels(classes, used * (1.0 if class_weights is None else np.asarray(class_weights)[classes]))
