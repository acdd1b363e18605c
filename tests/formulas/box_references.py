"""The losses of boxes, of numbers that a domain can draw: no domain says that one corner lies beyond the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from numpy.typing import ArrayLike

import lossref

Corners = Annotated[ArrayLike, "real[n,4]"]
"""Of which the first two numbers are used: x1 and y1."""

Sizes = Annotated[ArrayLike, "positive[n,4]"]
"""Of which the last two numbers are used: the width and the height."""


@dataclass(frozen=True)
class OfSizes:
    """A loss of boxes given by corners and sizes.

    A tenth keeps edges that are drawn from a grid from lying on each other, where there are kinks.
    """

    name: str

    def value(self, corners: Corners, sizes: Sizes, target_corners: Corners, target_sizes: Sizes) -> Any:
        boxes, targets = _boxes(corners + 0.1, sizes), _boxes(target_corners, target_sizes)
        return lossref.get(self.name)(boxes, targets, reduction="none")

    def slope(self, corners: Corners, sizes: Sizes, target_corners: Corners, target_sizes: Sizes) -> Any:
        boxes, targets = _boxes(corners + 0.1, sizes), _boxes(target_corners, target_sizes)
        if (boxes == targets).any():
            raise ValueError("an edge that lies on the target's has no one derivative")
        return lossref.get(self.name).gradient(boxes, targets, reduction="sum")


def _boxes(corners: Any, sizes: Any) -> Any:
    return np.concatenate([corners[:, :2], corners[:, :2] + sizes[:, 2:]], axis=-1)


iou, log_iou, giou, diou, ciou = (OfSizes(name) for name in ("iou", "log_iou", "giou", "diou", "ciou"))
