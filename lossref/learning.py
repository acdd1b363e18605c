"""What was learned, and from when on it was learned by heart: the loss of training beside that of validation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lossref.arrays import Array
from lossref.descent import Descent
from lossref.objective import objective_of

__all__ = ["learning_curve"]


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """Two losses along the path of a descent: entry k is after k steps."""

    training: Array
    validation: Array

    @property
    def best_step(self) -> int:
        """The first step at which the validation loss is least: where to stop early."""
        return int(np.nanargmin(self.validation))

    @property
    def gap(self) -> Array:
        """Validation less training."""
        return self.validation - self.training

    def stopped(self, patience: int) -> int:
        """The step at which one stops who waits for so many steps without a new least validation loss.

        The last step where that never happens.
        """
        if patience < 1:
            raise ValueError(f"patience is {patience}; accepted: an integer from 1")
        best = 0
        for step, value in enumerate(self.validation):
            if value < self.validation[best]:
                best = step
            if step - best >= patience:
                return step
        return len(self.validation) - 1


def learning_curve(path: Descent, validation: Callable[[Array], tuple[float, Array]]) -> LearningCurve:
    """The loss of training and of validation at each position of a descent.

    Parameters
    ----------
    path : Descent
        What `minimise` returned for the loss of training.
    validation : callable
        The loss on other data, as a function of the same parameters that returns value and gradient
        (`linear_objective`, `TwoLayerNetwork.objective`).

    Returns
    -------
    LearningCurve
        `training` and `validation`, arrays with an entry for the start and one for each step; `gap`; `best_step`,
        where the validation loss is least; `stopped(patience)`, where early stopping would have ended.

    Raises
    ------
    ValueError
        If the validation loss gives no single value, or refuses a position.

    References
    ----------
    L. Prechelt, "Early Stopping - But When?", Neural Networks: Tricks of the Trade, 1998.
    https://doi.org/10.1007/3-540-49430-8_3

    Examples
    --------
    >>> import lossref
    >>> training = lossref.linear_objective(lossref.half_squared_error, [[1.0]], [2.0])
    >>> validation = lossref.linear_objective(lossref.half_squared_error, [[1.0]], [1.0])
    >>> curve = lossref.learning_curve(lossref.minimise(training, [0.0], rate=0.5, steps=3), validation)
    >>> curve.training
    array([2.     , 0.5    , 0.125  , 0.03125])
    >>> curve.validation, curve.best_step
    (array([0.5    , 0.     , 0.125  , 0.28125]), 1)
    """
    objective = objective_of(validation, (), {})
    return LearningCurve(path.values, np.array([objective(position)[0] for position in path.positions]))
