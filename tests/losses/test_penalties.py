"""What a penalty does not count does not cost, not even where it is infinite."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import lossref

ENDLESS: dict[str, dict[str, Any]] = {
    "l1_penalty": {"params": [np.inf, 1.0]},
    "l2_penalty": {"params": [np.inf, 1.0]},
    "elastic_net_penalty": {"params": [np.inf, 1.0]},
    "group_lasso_penalty": {"params": [np.inf, 1.0], "groups": [0, 1]},
    "ewc_penalty": {"params": [np.inf, 1.0], "anchor_params": [0.0, 0.0], "fisher": [2.0, 1.0]},
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_strength_of_0_asks_for_nothing(name: str) -> None:
    value, slope = lossref.get(name).value_and_gradient(**ENDLESS[name], strength=0.0)

    assert value == 0.0
    assert list(slope) == [0.0, 0.0]
    assert lossref.get(name)(**ENDLESS[name]) == np.inf


@pytest.mark.parametrize(("l1_ratio", "slopes"), [(1.0, [1.0, 1.0]), (0.0, [np.inf, 1.0]), (0.5, [np.inf, 1.0])])
def test_a_part_of_the_elastic_net_that_is_switched_off_has_no_slope(l1_ratio: float, slopes: list[float]) -> None:
    value, slope = lossref.elastic_net_penalty.value_and_gradient([np.inf, 1.0], l1_ratio=l1_ratio)

    assert value == np.inf
    assert list(slope) == slopes


def test_a_parameter_that_told_nothing_may_go_anywhere() -> None:
    value, slope = lossref.ewc_penalty.value_and_gradient([np.inf, 1.0], [0.0, 0.0], [0.0, 1.0])

    assert value == 0.5
    assert list(slope) == [0.0, 1.0]
