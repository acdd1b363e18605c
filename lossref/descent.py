"""The path that a descent took, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from lossref.arrays import Array

Outcome = Literal["converged", "stopped", "diverged"]


@dataclass(frozen=True, slots=True)
class Descent:
    """The path of a descent: entry 0 is the start, entry k is after k steps."""

    positions: Array
    values: Array
    """What is minimised, at each position."""

    gradients: Array
    """The gradient of the loss, at each position."""

    outcome: Outcome
    """Whether it came to rest, used up its steps, or left the finite numbers."""

    message: str
    """The outcome in words."""

    @property
    def steps(self) -> int:
        """How many steps were made."""
        return len(self.values) - 1

    @property
    def position(self) -> Array:
        """Where the descent ended."""
        return np.asarray(self.positions[-1])

    @property
    def value(self) -> float:
        """The value there."""
        return float(self.values[-1])
