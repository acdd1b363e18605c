"""What holds for all losses of boxes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import lossref

NAMES = ("iou", "log_iou", "giou", "diou", "ciou")
TARGET = np.array([0.0, 0.0, 10.0, 1.0])


def boxes_beside(rng: np.random.Generator, count: int) -> Any:
    """Boxes that share an area with the target, and its right edge."""
    low, high = rng.uniform(-4.0, 0.4, (count, 2)), rng.uniform(0.6, 5.0, (count, 2))
    low[:, 0], high[:, 0] = rng.uniform(0.0, 9.5, count), TARGET[2]
    return np.concatenate([low, high], axis=-1)


def slopes_of_right_edge(name: str, boxes: Any, step: float = 0.0) -> Any:
    moved = boxes + np.array([0.0, 0.0, step, 0.0])
    return lossref.get(name).gradient(moved, np.tile(TARGET, (len(boxes), 1)), reduction="sum")[:, 2]


@pytest.mark.parametrize("name", NAMES)
def test_an_edge_on_that_of_the_target_has_of_all_slopes_the_one_nearest_to_0(name: str) -> None:
    boxes = boxes_beside(np.random.default_rng(0), 200)
    sides = np.sort([slopes_of_right_edge(name, boxes, step) for step in (-1e-9, 1e-9)], axis=0)
    nearest = np.clip(0.0, *sides)

    np.testing.assert_allclose(slopes_of_right_edge(name, boxes), nearest, rtol=1e-6, atol=1e-7)
    assert (nearest == 0).any()


def test_a_slope_nearest_to_0_need_not_be_0() -> None:
    assert (slopes_of_right_edge("giou", boxes_beside(np.random.default_rng(0), 200)) != 0).any()


@pytest.mark.parametrize("name", NAMES)
def test_a_scale_that_is_a_power_of_two_changes_no_digit(name: str) -> None:
    boxes = boxes_beside(np.random.default_rng(1), 20)
    loss, targets = lossref.get(name), np.tile(TARGET, (20, 1))
    value, slope = loss.value_and_gradient(boxes, targets)

    for scale in (2.0**-400, 2.0**400):
        scaled = loss.value_and_gradient(scale * boxes, scale * targets)
        assert scaled[0] == value
        np.testing.assert_array_equal(scaled[1] * scale, slope)


@pytest.mark.parametrize("name", NAMES)
def test_mirrored_boxes_cost_the_same(name: str) -> None:
    boxes, targets = boxes_beside(np.random.default_rng(2), 20), np.tile(TARGET, (20, 1))
    value, slope = lossref.get(name).value_and_gradient(boxes, targets)
    mirrored = lossref.get(name).value_and_gradient(-boxes[:, [2, 3, 0, 1]], -targets[:, [2, 3, 0, 1]])

    assert mirrored[0] == value
    np.testing.assert_array_equal(mirrored[1], -slope[:, [2, 3, 0, 1]])
