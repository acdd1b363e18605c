"""What `lossref.plot` draws."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pytest
from loss_kinds import NAMES, span_of

import lossref


@pytest.fixture(autouse=True)
def _unseen() -> Iterator[None]:
    mpl.use("agg")
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def _span(name: str) -> tuple[float, float] | None:
    return None if span_of(name)[0] == -np.inf else (span_of(name)[0] + 0.1, 4.0)


# Matrices that have no usual numbers.
GIVEN = {
    "cost_sensitive_expected_cost": {"cost": np.array([[0.0, 1.0, 2.0], [1.0, 0.0, 5.0], [2.0, 1.0, 0.0]])},
    "forward_corrected_cross_entropy": {"transition": np.full((3, 3), 0.1) + 0.7 * np.eye(3)},
}
NOT_ALONE = {"ciou", "ctc", "diou", "giou", "iou", "log_iou", "total_variation_penalty"}
CONSTANT = {"circle", "cox_partial_likelihood", "demographic_parity_covariance", "info_nce", "nt_xent"}
DRAWN = sorted(set(NAMES) - NOT_ALONE - CONSTANT - {"generalized_dice"})


@pytest.mark.parametrize("name", DRAWN)
def test_the_curves_are_the_loss_and_its_gradient(name: str) -> None:
    figure = lossref.plot(name, span=_span(name), **GIVEN.get(name, {}))
    value, gradient = figure.axes

    assert (value.get_ylabel(), gradient.get_ylabel()) == ("value", "gradient")
    for of_value, of_gradient in zip(value.lines, gradient.lines, strict=True):
        x, y = of_value.get_data()
        rises = np.diff(y) / np.diff(x)
        slopes = of_gradient.get_ydata()
        low, high = np.minimum(slopes[1:], slopes[:-1]), np.maximum(slopes[1:], slopes[:-1])
        moving = next(iter(lossref.get(name).arguments.values()))
        # Of a distribution the other probabilities move too.
        if len(moving.axes) == 1 or moving.domain == "real":
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


@pytest.mark.parametrize("name", sorted(NOT_ALONE))
def test_corners_and_frames_do_not_move_alone(name: str) -> None:
    with pytest.raises(ValueError, match=f"no number of {name}'s .* moves alone"):
        lossref.plot(name)


@pytest.mark.parametrize("name", sorted(CONSTANT))
def test_one_example_alone_has_nothing_to_be_compared_with(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} has one value wherever a number moves alone"):
        lossref.plot(name)


@pytest.mark.parametrize(("name", "matrix"), [("cost_sensitive_expected_cost", "cost")])
def test_a_matrix_must_be_given(name: str, matrix: str) -> None:
    with pytest.raises(ValueError, match=f"pass {matrix} as a NumPy array"):
        lossref.plot(name)


def test_what_a_mask_of_one_pixel_cannot_have_is_refused_in_the_words_of_the_loss() -> None:
    with pytest.raises(ValueError, match="generalized_dice: class 1 is in no pixel"):
        lossref.plot("generalized_dice")


def test_other_arguments_stay_as_the_options_say() -> None:
    wide, narrow = lossref.plot("gaussian_nll", variance=[4.0, 1.0]).axes[0].lines

    assert [wide.get_label(), narrow.get_label()] == ["variance = 4", "variance = 1"]
    np.testing.assert_allclose(narrow.get_ydata(), narrow.get_xdata() ** 2 / 2)


def test_where_the_loss_refuses_a_number_the_curve_has_a_hole() -> None:
    x, y = lossref.plot("squared_log_error").axes[0].lines[0].get_data()

    np.testing.assert_array_equal(np.isnan(y), x <= -1.0)


def test_an_option_that_is_refused_is_not_drawn_as_a_hole() -> None:
    with pytest.raises(ValueError, match=r"huber: delta is -1\.0"):
        lossref.plot("huber", delta=-1.0)


def test_a_helper_is_refused() -> None:
    with pytest.raises(TypeError, match=r"accepted: a loss such as lossref\.huber, or its name"):
        lossref.plot(lossref.fgsm)  # type: ignore[arg-type]


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="theme is 'x'; accepted: 'light' or 'dark'"):
        lossref.plot("huber", theme="x")  # type: ignore[arg-type]


def test_a_helper_is_no_loss() -> None:
    assert "plot" not in NAMES
