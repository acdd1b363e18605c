"""Adversarial examples raise the loss as much as a step of that size can, where the loss is linear in it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

import lossref
from notewright.formulas import Formula, parse_binding, verify


def test_no_corner_of_the_box_costs_more() -> None:
    weights, x = np.array([2.0, -1.0, 0.5]), np.array([0.3, 0.9, -0.2])
    slope = lossref.logistic_loss.gradient(weights @ x, -1.0) * weights
    corners = [x + 0.1 * np.array(signs) for signs in itertools.product([-1, 0, 1], repeat=3)]
    costs = [float(lossref.logistic_loss(weights @ corner, -1.0)) for corner in corners]

    found = lossref.fgsm(x, slope, epsilon=0.1)
    assert float(lossref.logistic_loss(weights @ found, -1.0)) == max(costs)


def test_where_the_loss_is_flat_nothing_moves() -> None:
    np.testing.assert_array_equal(lossref.fgsm([1.0, 2.0], [0.0, -3.0], epsilon=0.5), [1.0, 1.5])


def test_nan_stays() -> None:
    np.testing.assert_array_equal(lossref.fgsm([np.nan, 2.0], [1.0, 1.0], epsilon=0.5, clip=(0.0, 1.0)), [np.nan, 1.0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"epsilon": -1.0}, "^fgsm: epsilon is -1.0; accepted: 0 or a number above it$"),
        ({"epsilon": 0.1, "clip": (1.0, 0.0)}, r"^fgsm: clip is \(1.0, 0.0\); accepted: two numbers, the first below"),
    ],
)
def test_a_wrong_option_is_refused(options: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lossref.fgsm([1.0], [1.0], **options)


def test_shapes_must_be_equal() -> None:
    with pytest.raises(ValueError, match=r"^fgsm: gradient has shape \(2, 1\), inputs shape \(2,\): reshape gradient"):
        lossref.fgsm([1.0, 2.0], [[1.0], [2.0]], epsilon=0.1)


def test_its_formula_is_verified() -> None:
    binding = parse_binding(r"lossref.fgsm(x, g, epsilon=\epsilon) per i")
    formula = Formula("note.md", 1, 1, r"x_i + \epsilon \operatorname{sign}(g_i)", "latex", binding)

    assert verify(formula, ("lossref",)).state == "verified"
