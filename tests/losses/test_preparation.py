"""What is done to labels, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import lossref


def test_smoothed_labels_give_the_loss_its_own_smoothing() -> None:
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(5, 3)), rng.integers(3, size=5)
    smoothed = lossref.label_smoothing(np.eye(3)[y], epsilon=0.2)

    expected = lossref.softmax_cross_entropy_with_integer_labels(z, y, label_smoothing=0.2)
    assert lossref.softmax_cross_entropy(z, smoothed) == pytest.approx(expected, rel=1e-14)


def test_balanced_weights_let_each_class_count_the_same() -> None:
    labels = np.array([0, 0, 0, 1, 2, 2])
    weights = lossref.class_weights(labels, classes=3)

    np.testing.assert_allclose(weights * np.bincount(labels), 2.0, rtol=1e-15)


@pytest.mark.parametrize(("beta", "expected"), [(0.0, [1.0, 1.0]), (1 - 1e-12, [1 / 3, 1.0])])
def test_effective_numbers_go_from_1_to_the_counts(beta: float, expected: list[float]) -> None:
    np.testing.assert_allclose(lossref.class_weights([0, 0, 0, 1], classes=2, beta=beta), expected, rtol=1e-11)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: lossref.class_weights([0, 2], classes=3),
            "^class_weights: no label is 1: a class without examples has no weight$",
        ),
        (
            lambda: lossref.class_weights([0, 3], classes=3),
            r"^class_weights: labels\[1\] is 3; accepted: an integer from 0 to 2$",
        ),
        (
            lambda: lossref.class_weights([0], classes=1, beta=1.0),
            "^class_weights: beta is 1.0; accepted: a number from 0 to below 1$",
        ),
        (
            lambda: lossref.label_smoothing([0, 1, 1]),
            r"^label_smoothing: labels sums to 2.0; accepted: probabilities that sum to 1 along the last axis, such as "
            r"np.eye\(C\)\[labels\] of classes as integers \(for labels that are each 0 or 1 pass binary=True\)$",
        ),
        (
            lambda: lossref.label_smoothing([1.0], epsilon=2),
            "^label_smoothing: epsilon is 2.0; accepted: a probability, from 0 to 1$",
        ),
        (lambda: lossref.label_smoothing(1.0), "pass binary=True for labels 0 and 1"),
    ],
)
def test_what_is_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_a_word_is_no_flag() -> None:
    with pytest.raises(TypeError, match=r"^label_smoothing: binary must be True or False, not 'no'$"):
        lossref.label_smoothing([0, 1], binary="no")
