"""What `lossref.plot` draws."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pytest
from loss_kinds import NAMES, OF_CLASSES, OF_REALS, span_of

import lossref


@pytest.fixture(autouse=True)
def _unseen() -> Iterator[None]:
    mpl.use("agg")
    yield
    sys.modules["matplotlib.pyplot"].close("all")


def _span(name: str) -> tuple[float, float] | None:
    return None if span_of(name)[0] == -np.inf else (span_of(name)[0] + 0.1, 4.0)


@pytest.mark.parametrize("name", sorted({*OF_CLASSES, *OF_REALS}))
def test_the_curves_are_the_loss_and_its_gradient(name: str) -> None:
    figure = lossref.plot(lossref.get(name), span=_span(name))
    value, gradient = figure.axes

    assert (value.get_ylabel(), gradient.get_ylabel()) == ("value", "gradient")
    for of_value, of_gradient in zip(value.lines, gradient.lines, strict=True):
        x, y = of_value.get_data()
        rises = np.diff(y) / np.diff(x)
        slopes = of_gradient.get_ydata()
        low, high = np.minimum(slopes[1:], slopes[:-1]), np.maximum(slopes[1:], slopes[:-1])
        if np.shape(lossref.get(name).arguments[next(iter(lossref.get(name).arguments))].axes) == (1,):
            is_between = (rises >= low - 0.05 * (1 + abs(low))) & (rises <= high + 0.05 * (1 + abs(high)))
            assert np.mean(is_between) > 0.99  # a jump is drawn as a steep line


def test_an_option_with_many_values_has_a_curve_for_each() -> None:
    axes = lossref.plot(lossref.huber, delta=[0.5, 1.0, 2.0]).axes[0]

    assert [line.get_label() for line in axes.lines] == ["delta = 0.5", "delta = 1", "delta = 2"]


def test_each_class_has_a_curve() -> None:
    axes = lossref.plot(lossref.hinge).axes[0]

    assert [line.get_label() for line in axes.lines] == ["label 1", "label -1"]


def test_a_dark_page_has_light_ink() -> None:
    dark, light = (lossref.plot(lossref.huber, theme=theme).axes[0] for theme in ("dark", "light"))

    assert (dark.xaxis.label.get_color(), light.xaxis.label.get_color()) == ("white", "black")


def test_two_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="margin and weights are lists"):
        lossref.plot(lossref.hinge, margin=[1.0], weights=[1.0])


def test_a_loss_without_a_target_is_refused() -> None:
    with pytest.raises(ValueError, match="l2_penalty is no loss of a prediction and a target"):
        lossref.plot(lossref.l2_penalty)


def test_a_helper_is_no_loss() -> None:
    assert "plot" not in NAMES
