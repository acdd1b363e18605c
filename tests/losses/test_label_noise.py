"""What the losses for noisy labels and rare classes become where there is no noise and no class is rare."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import lossref

RNG = np.random.default_rng(0)
LOGITS, LABELS = RNG.normal(0, 3, (6, 4)), RNG.integers(4, size=6)
CROSS_ENTROPIES: list[tuple[str, dict[str, Any]]] = [
    ("generalized_cross_entropy", {"q": 1e-15}),
    ("symmetric_cross_entropy", {"alpha": 1.0, "beta": 0.0}),
    ("soft_bootstrap", {"beta": 1.0}),
    ("forward_corrected_cross_entropy", {"transition": np.eye(4)}),
    ("logit_adjusted_cross_entropy", {"priors": np.full(4, 0.25)}),
    ("logit_adjusted_cross_entropy", {"priors": [0.5, 0.25, 0.125, 0.125], "tau": 0.0}),
]


def _assert_equal(found: Any, expected: Any) -> None:
    for part, right in zip(found, expected, strict=True):
        np.testing.assert_allclose(part, right, rtol=1e-13, atol=0)


@pytest.mark.parametrize(("name", "options"), CROSS_ENTROPIES)
def test_where_nothing_is_corrected_it_is_the_cross_entropy(name: str, options: dict[str, Any]) -> None:
    found = lossref.get(name).value_and_gradient(LOGITS, LABELS, **options)

    _assert_equal(found, lossref.softmax_cross_entropy_with_integer_labels.value_and_gradient(LOGITS, LABELS))


def test_the_power_1_is_half_the_absolute_errors() -> None:
    value, slope = lossref.generalized_cross_entropy.value_and_gradient(LOGITS, LABELS, q=1.0)

    _assert_equal((2 * value, 2 * slope), lossref.unhinged_mae_softmax.value_and_gradient(LOGITS, LABELS))


def test_classes_that_are_mistaken_for_each_other_change_places() -> None:
    swap = np.eye(4)[[1, 0, 2, 3]]
    found = lossref.forward_corrected_cross_entropy.value_and_gradient(LOGITS, LABELS, transition=swap)

    clean = np.array([1, 0, 2, 3])[LABELS]
    _assert_equal(found, lossref.softmax_cross_entropy_with_integer_labels.value_and_gradient(LOGITS, clean))


def test_a_label_that_tells_nothing_teaches_nothing() -> None:
    value, slope = lossref.forward_corrected_cross_entropy.value_and_gradient(
        LOGITS, LABELS, transition=np.full((4, 4), 0.25)
    )

    assert value == pytest.approx(np.log(4), rel=1e-15)
    assert not slope.any()


def test_the_likeliest_adjusted_class_is_that_of_the_balanced_error() -> None:
    # The frequent class 0 has the larger share, the rare class 1 more than its prior.
    shares, priors = np.array([0.75, 0.25]), np.array([0.875, 0.125])
    labels = np.repeat([0, 1], [3, 1])

    def slope(logits: Any) -> Any:
        rows = np.tile(logits, (4, 1))
        return lossref.logit_adjusted_cross_entropy.gradient(rows, labels, priors=priors).sum(axis=0)

    best = np.log(shares / priors)
    assert best[1] > best[0]
    np.testing.assert_allclose(slope(best), 0.0, atol=1e-15)
