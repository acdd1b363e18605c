"""Oracles of the losses of `lossref.losses.box_overlap` and `box_distance`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf
from oracle import Rowwise, slopes

Box = list[Any]

EDGES: list[tuple[Box, Box]] = [
    ([0.0, 0.0, 2.0, 2.0], [1.0, 0.5, 3.0, 2.5]),  # corners overlap
    ([1.0, 1.0, 2.0, 2.5], [0.0, 0.0, 4.0, 4.0]),  # inside
    ([0.0, 0.0, 4.0, 4.0], [1.0, 1.0, 2.0, 2.5]),  # outside
    ([0.0, 1.0, 4.0, 2.0], [1.0, 0.0, 2.0, 4.5]),  # a cross
    ([0.0, 0.0, 1.0, 1.0], [1e-9, -2e-9, 1.0 + 3e-9, 1.0 + 1e-9]),
    ([0.3, 0.7, 1.9, 2.3], [0.3 + 1e-12, 0.7 + 1e-9, 1.9 - 1e-14, 2.3 - 3e-9]),
    ([1e9, 1e9, 1e9 + 1.0, 1e9 + 2.0], [1e9 + 1e-6, 1e9 - 1e-6, 1e9 + 1.5, 1e9 + 3.0]),
    ([-3.0, 0.2, 3.0, 0.7], [0.0, -5.0, 1e-9, 5.0]),
    ([0.0, 0.0, 1.0, 1.0], [1.0 - 1e-9, 1.0 - 2e-9, 3.0, 7.0]),  # nearly apart
    ([-1e150, -2e150, 1e150, 1e150], [-1e-150, -1e-150, 2e-150, 3e-150]),
    ([-1e150, -1e-150, 1e150, 2e-150], [-1e-150, -1e150, 3e-150, 2e150]),
    ([1e-150, 1e-150, 3e-150, 4e-150], [2e-150, 2e-150, 5e-150, 5e-150]),
    ([1e150, 1e150, 3e150, 4e150], [2e150, 2e150, 5e150, 5e150]),
]

APART: list[tuple[Box, Box]] = [
    ([0.0, 0.0, 1.0, 1.5], [2.0, 0.5, 4.0, 3.0]),  # beside each other
    ([0.0, 5.0, 1.0, 6.5], [0.25, 0.5, 4.0, 3.0]),  # above each other
    ([0.0, 0.0, 1.0, 1.5], [2.0, 3.5, 4.0, 5.0]),
    ([0.0, 0.0, 1.0, 2.0], [3.0, 1e-9, 4.0, 2.0 + 1e-9]),  # centres nearly level, and of one shape
    ([0.0, 0.0, 1e-9, 3e-9], [1.0, 1.0, 1.0 + 1e-9, 1.0 + 1e-9]),
    ([1e150, 0.0, 2e150, 1e-150], [-2e150, 3e-150, -1e150, 4e-150]),
    ([1e9, 1e9, 1e9 + 1.0, 1e9 + 2.0], [-1e9, 1e9 + 0.5, 0.0, 1e9 + 3.0]),
]


def _area(x1: Any, y1: Any, x2: Any, y2: Any) -> Any:
    return max(mpf(x2) - x1, mpf(0)) * max(mpf(y2) - y1, mpf(0))


def _areas(a: Box, b: Box) -> tuple[Any, Any]:
    """Of intersection and union."""
    a, b = [mpf(x) for x in a], [mpf(x) for x in b]
    shared = _area(max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return shared, _area(*a) + _area(*b) - shared


def _sides(a: Box, b: Box) -> tuple[Any, Any]:
    """Of the box that encloses both."""
    return max(mpf(a[2]), mpf(b[2])) - min(mpf(a[0]), mpf(b[0])), max(mpf(a[3]), mpf(b[3])) - min(mpf(a[1]), mpf(b[1]))


def _distance(a: Box, b: Box) -> Any:
    shared, union = _areas(a, b)
    return 1 - shared / union


def _log(a: Box, b: Box) -> Any:
    shared, union = _areas(a, b)
    return mpmath.log(union / shared)


def _generalized(a: Box, b: Box) -> Any:
    width, height = _sides(a, b)
    return _distance(a, b) + 1 - _areas(a, b)[1] / (width * height)


def _of_centres(a: Box, b: Box) -> Any:
    width, height = _sides(a, b)
    across, up = (mpf(a[i]) + a[i + 2] - mpf(b[i]) - b[i + 2] for i in (0, 1))
    return _distance(a, b) + (across**2 + up**2) / (4 * (width**2 + height**2))


def _pull(a: Box, b: Box) -> tuple[Any, Any]:
    """The larger slope of the distance of the centres, whose two parts may cancel."""
    width, height = _sides(a, b)
    return 0, max(abs(mpf(a[i]) + a[i + 2] - mpf(b[i]) - b[i + 2]) for i in (0, 1)) / (2 * (width**2 + height**2))


def _shape(a: Box, b: Box) -> Any:
    angles = [mpmath.atan((mpf(x2) - x1) / (mpf(y2) - y1)) for x1, y1, x2, y2 in (a, b)]
    return (2 * (angles[0] - angles[1]) / mpmath.pi) ** 2


def _weight(a: Box, b: Box) -> Any:
    shape = _shape(a, b)
    return shape / (_distance(a, b) + shape) if shape else mpf(0)


def _complete(a: Box, b: Box) -> Any:
    return _of_centres(a, b) + _weight(a, b) * _shape(a, b)


def _complete_slopes(a: Box, b: Box) -> list[Any]:
    constant = _weight(a, b)
    return slopes(lambda x, y: _of_centres(x, y) + constant * _shape(x, y), a, b)


def _draw(rng: np.random.Generator, sizes: Any) -> dict[str, Any]:
    """All boxes hold the origin, also when they are scaled, and leave room for a left edge up to 5."""

    def boxes(count: int) -> np.ndarray:
        low, high = -rng.uniform(0.2, 4.0, (count, 2)), rng.uniform(6.0, 9.0, (count, 2))
        return np.concatenate([low, high], axis=-1)

    targets = boxes(sizes["n"])
    mixed = rng.choice([1e-3, 0.3, 1.0], (sizes["n"], 1))
    return {"boxes": targets + mixed * (boxes(sizes["n"]) - targets), "targets": targets}


def _oracle(term: Callable[[Box, Box], Any], edges: list[tuple[Box, Box]], **options: Any) -> Rowwise:
    return Rowwise(term=term, edges=edges, draw=_draw, **options)


ORACLES = {
    "iou": _oracle(_distance, EDGES + APART),
    "log_iou": _oracle(_log, EDGES),
    "giou": _oracle(_generalized, EDGES + APART),
    "diou": _oracle(_of_centres, EDGES + APART, scale=_pull),
    "ciou": _oracle(_complete, EDGES + APART, scale=_pull, slopes=_complete_slopes),
}
