"""A predicted box beside its target: what they share and what they do not, each without a cancellation.

All areas and lengths are shares of the smallest box that encloses both, so that none overflows. The first axis of
lengths, and of slopes, is x and y.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lossref.arrays import Array
from lossref.checks import require
from lossref.domains import FINITE, Mask
from lossref.numerics import difference

_FORM = "(x1, y1, x2, y2) with x1 < x2 and y1 < y2; of a corner and sizes make (x, y, x + width, y + height)"


def require_boxes(name: str, boxes: Array) -> None:
    """ValueError that names the first row that is no box: its corners swapped, without an area, or infinite."""
    require(name, FINITE, boxes)
    # Written so that NaN is no fault.
    flat = np.asarray((boxes[..., 2:] <= boxes[..., :2]).any(axis=-1))
    if flat.any():
        index = tuple(int(i) for i in np.unravel_index(int(np.argmax(flat)), flat.shape))
        place = f"{name}[{', '.join(map(str, index))}]" if index else name
        raise ValueError(f"{place} is {tuple(boxes[index].tolist())}; accepted: {_FORM}")


@dataclass(frozen=True, slots=True)
class Slopes:
    """How a loss changes as an edge of the predicted box moves outwards, times the size of the enclosing box."""

    inner: Array
    """Where the target reaches further."""

    outer: Array
    """Where the target does not reach so far, so that it is an edge of the enclosing box."""

    def __add__(self, other: Slopes) -> Slopes:
        return Slopes(self.inner + other.inner, self.outer + other.outer)

    def times(self, factor: Array) -> Slopes:
        """The slopes of the loss times a number for each pair."""
        return Slopes(factor * self.inner, factor * self.outer)


@dataclass(frozen=True)
class BoxPair:
    """Pairs of boxes. Lengths are shares of the enclosing box, but for `enclosing`, `low` and `high`."""

    low: Array
    """Left and lower edge of the prediction less those of the target; its sign is exact."""

    high: Array
    """The same of the right and upper edge."""

    enclosing: Array
    """The sizes of the enclosing box."""

    size: Array
    target_size: Array
    shared: Array
    """What both cover: 0 where they are apart."""

    gap: Array
    """What lies between them: 0 where they are not apart."""

    excess: Array
    """What the prediction alone covers."""

    lack: Array
    """What the target alone covers."""

    shift: Array
    """How far the prediction's centre lies beyond the target's."""

    growth: Array
    """How much larger the prediction is, exact also where it hardly is."""

    @cached_property
    def is_apart(self) -> Mask:
        """Whether the boxes share no area; boxes that touch are apart."""
        return np.asarray((self.shared[0] == 0) | (self.shared[1] == 0))

    @cached_property
    def intersection(self) -> Array:
        """The shared area."""
        return area(self.shared)

    @cached_property
    def excess_area(self) -> Array:
        """The area that the prediction alone covers."""
        return np.asarray(self.excess[0] * self.size[1] + self.shared[0] * self.excess[1])

    @cached_property
    def lacking_area(self) -> Array:
        """The area that the target alone covers."""
        return np.asarray(self.lack[0] * self.target_size[1] + self.shared[0] * self.lack[1])

    @cached_property
    def error(self) -> Array:
        """The area that one box covers without the other."""
        return self.excess_area + self.lacking_area

    @cached_property
    def union(self) -> Array:
        """The area that any of them covers."""
        return self.intersection + self.error

    @cached_property
    def spare(self) -> Array:
        """The area of the enclosing box that none covers."""
        corners = self.excess[0] * self.lack[1] + self.lack[0] * self.excess[1]
        return np.where(self.is_apart, 1.0 - self.union, corners)

    @cached_property
    def distance(self) -> Array:
        """1 less the intersection over union."""
        return np.where(self.is_apart, 1.0, self.error / self.union)


def box_pair(boxes: Array, targets: Array) -> BoxPair:
    """The parts of each pair; ValueError where a row is no box. A NaN makes all parts of its pair NaN."""
    require_boxes("boxes", boxes)
    require_boxes("targets", targets)
    # With the edges first, so that each stands in one piece.
    edges, target_edges = np.moveaxis(boxes, -1, 0), np.moveaxis(targets, -1, 0)
    edges = np.where(np.isnan(edges).any(axis=0) | np.isnan(target_edges).any(axis=0), np.nan, edges)
    (start, end), (target_start, target_end) = np.split(edges, 2), np.split(np.ascontiguousarray(target_edges), 2)
    (low, low_lost), (high, high_lost) = difference(start, target_start), difference(end, target_end)
    enclosing = np.maximum(end, target_end) - np.minimum(start, target_start)
    reach = (np.minimum(end, target_end) - np.maximum(start, target_start)) / enclosing
    size, target_size = (end - start) / enclosing, (target_end - target_start) / enclosing
    is_off = reach <= 0
    outside = (np.maximum(-low, 0.0) + np.maximum(high, 0.0)) / enclosing
    inside = (np.maximum(low, 0.0) + np.maximum(-high, 0.0)) / enclosing
    return BoxPair(
        low=low,
        high=high,
        enclosing=enclosing,
        size=size,
        target_size=target_size,
        shared=np.maximum(reach, 0.0),
        gap=np.maximum(-reach, 0.0),
        excess=np.where(is_off, size, outside),
        lack=np.where(is_off, target_size, inside),
        shift=0.5 * ((low + high) + (low_lost + high_lost)) / enclosing,
        growth=((high - low) + (high_lost - low_lost)) / enclosing,
    )


def overlap_slopes(pair: BoxPair) -> Slopes:
    """Of the negative logarithm of the intersection over union; 0 for boxes apart."""
    union, is_apart = pair.union, pair.is_apart
    target = area(pair.target_size)
    inner = -(pair.excess * across(pair.size) + target) / union / pair.shared
    return Slopes(np.where(is_apart, 0.0, inner), np.where(is_apart, 0.0, across(pair.size) / union))


def distance_slopes(pair: BoxPair) -> Slopes:
    """Of 1 less the intersection over union; 0 for boxes apart."""
    union, is_apart = pair.union, pair.is_apart
    target = area(pair.target_size)
    inner = -((pair.excess * across(pair.size) + target) / union) * (across(pair.shared) / union)
    outer = (across(pair.size) / union) * (pair.intersection / union)
    return Slopes(np.where(is_apart, 0.0, inner), np.where(is_apart, 0.0, outer))


def spare_slopes(pair: BoxPair) -> Slopes:
    """Of the share of the enclosing box that no box covers."""
    inner = -np.where(pair.is_apart, across(pair.size), across(pair.excess))
    # What the target lacks, less what the enclosing box gains: of boxes that are nearly equal both are tiny.
    outer = pair.shared * across(pair.lack) - pair.lack * across(pair.growth) - across(pair.size) * pair.gap
    return Slopes(inner, outer)


def area(lengths: Array) -> Array:
    """Width times height."""
    return np.asarray(lengths[0] * lengths[1])


def across(lengths: Array) -> Array:
    """The lengths along the other axis."""
    return lengths[::-1]


def edge_gradient(pair: BoxPair, slopes: Slopes, drift: Array | float = 0.0) -> Array:
    """The derivatives by the edges x1, y1, x2, y2; `drift` is half of that by a move of the box as a whole.

    An edge that lies on the target's has two slopes; of them and all between the one nearest to 0 is given.
    """
    start = _chosen(pair.low, drift - slopes.outer, drift - slopes.inner)
    end = _chosen(pair.high, drift + slopes.inner, drift + slopes.outer)
    return np.ascontiguousarray(np.moveaxis(np.concatenate([start / pair.enclosing, end / pair.enclosing]), 0, -1))


def _chosen(offset: Array, below: Array, above: Array) -> Array:
    """The slope for an offset below 0, or above it; at 0 the number nearest to 0 that lies between them."""
    least = np.where(np.sign(below) * np.sign(above) < 0, 0.0, np.where(np.abs(below) < np.abs(above), below, above))
    return np.where(offset < 0, below, np.where(offset > 0, above, least))
