"""Classes told by their number mean the same as rows that are 1 at the class."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from loss_draws import draw

import lossref

RNG = np.random.default_rng(0)
LOGITS, LABELS = RNG.normal(0, 3, (6, 4)), RNG.integers(4, size=6)
OPTIONS = [
    {},
    {"class_weights": [0.5, 0.0, 2.0, 3.0]},
    {"class_weights": [0.5, 1.0, 2.0, 3.0], "weights": [1, 2, 0, 1, 3, 0.5]},
    {"reduction": "sum"},
    {"reduction": "none", "weights": [1, 2, 0, 1, 3, 0.5]},
]


@pytest.mark.parametrize("options", OPTIONS)
def test_a_number_is_the_row_that_is_1_at_the_class(options: dict[str, Any]) -> None:
    found = lossref.softmax_cross_entropy_with_integer_labels.value_and_gradient(LOGITS, LABELS, **options)
    expected = lossref.softmax_cross_entropy.value_and_gradient(LOGITS, np.eye(4)[LABELS], **options)

    for part, right in zip(found, expected, strict=True):
        np.testing.assert_allclose(part, right, rtol=1e-14, atol=0)


def test_the_log_probability_of_the_class_gives_the_same() -> None:
    log_probs = LOGITS - np.log(np.exp(LOGITS).sum(axis=-1, keepdims=True))

    expected = lossref.softmax_cross_entropy_with_integer_labels(LOGITS, LABELS)
    assert lossref.nll(log_probs, LABELS) == pytest.approx(expected, rel=1e-14)


def test_labels_of_many_axes() -> None:
    flat = lossref.softmax_cross_entropy_with_integer_labels.value_and_gradient(LOGITS, LABELS, reduction="none")
    folded = lossref.softmax_cross_entropy_with_integer_labels.value_and_gradient(
        LOGITS.reshape(2, 3, 4), LABELS.reshape(2, 3), reduction="none"
    )

    np.testing.assert_array_equal(folded[0], flat[0].reshape(2, 3))
    np.testing.assert_array_equal(folded[1], flat[1].reshape(2, 3, 4))


def test_logits_in_the_order_of_columns() -> None:
    columns = np.asfortranarray(LOGITS)

    np.testing.assert_array_equal(
        lossref.softmax_cross_entropy_with_integer_labels.gradient(columns, LABELS),
        lossref.softmax_cross_entropy_with_integer_labels.gradient(LOGITS, LABELS),
    )


def test_targets_may_be_logarithms() -> None:
    log_predictions = np.log(RNG.dirichlet(np.ones(4), 6))
    targets = RNG.dirichlet(np.ones(4), 6)
    found = lossref.kl_divergence.value_and_gradient(log_predictions, np.log(targets), log_target=True)

    for part, right in zip(found, lossref.kl_divergence.value_and_gradient(log_predictions, targets), strict=True):
        np.testing.assert_allclose(part, right, rtol=1e-13, atol=0)


def test_a_regulariser_of_your_own() -> None:
    entropy = lossref.Regularizer(
        value=lambda q: np.asarray((q * np.log(q)).sum(axis=-1)),
        maximum=lambda s: (np.log(np.exp(s).sum(axis=-1)), np.exp(s) / np.exp(s).sum(axis=-1, keepdims=True)),
    )
    targets = RNG.dirichlet(np.ones(4), 6)
    found = lossref.fenchel_young.value_and_gradient(LOGITS, targets, regularizer=entropy)

    for part, right in zip(found, lossref.fenchel_young.value_and_gradient(LOGITS, targets), strict=True):
        np.testing.assert_allclose(part, right, rtol=1e-12)


OF_LABELS = [
    (name, argument.name)
    for name in lossref.names()
    for argument in lossref.get(name).arguments.values()
    if argument.domain == "label" and not argument.is_optional
]
OF_ANY_CLASS = [pair for pair in OF_LABELS if not lossref.get(pair[0]).arguments[pair[1]].classes]


@pytest.mark.parametrize("kind", [np.float64, np.bool_])
@pytest.mark.parametrize(("name", "labels"), OF_LABELS)
def test_a_class_is_told_by_an_integer(name: str, labels: str, kind: type[np.generic]) -> None:
    arguments = draw(name, np.random.default_rng(0))
    arguments[labels] = np.minimum(arguments[labels], 1)

    assert np.isfinite(lossref.get(name)(**arguments))
    with pytest.raises(TypeError, match=f"^{name}: {labels} must be integers"):
        lossref.get(name)(**arguments | {labels: arguments[labels].astype(kind)})


@pytest.mark.parametrize(("name", "labels"), OF_ANY_CLASS)
def test_large_numbers_of_classes_are_as_different_as_small_ones(name: str, labels: str) -> None:
    arguments = draw(name, np.random.default_rng(0))
    found = lossref.get(name).value_and_gradient(**arguments | {labels: arguments[labels] + 2**53})

    for part, right in zip(found, lossref.get(name).value_and_gradient(**arguments), strict=True):
        np.testing.assert_array_equal(part, right)


@pytest.mark.parametrize("name", lossref.names())
def test_what_names_a_class_is_no_amount(name: str) -> None:
    amounts = {argument.name for argument in lossref.get(name).arguments.values() if argument.domain == "count"}

    assert not amounts & {"labels", "groups", "actions", "classes"}


IGNORING = [name for name in lossref.names() if "ignore_index" in lossref.get(name).__signature__.parameters]


@pytest.mark.parametrize("index", [[0, 1], [2], np.array([1, 2]), "x", 1.5, True, np.nan])
@pytest.mark.parametrize("name", IGNORING)
def test_what_is_ignored_is_one_integer(name: str, index: Any) -> None:
    with pytest.raises(TypeError, match=f"^{name}: ignore_index is .*; accepted: one integer$"):
        lossref.get(name)(**draw(name, RNG), ignore_index=index)


@pytest.mark.parametrize("index", [2, np.int8(2), np.array(2), 2**70])
@pytest.mark.parametrize("name", IGNORING)
def test_the_integer_may_be_of_any_kind(name: str, index: Any) -> None:
    arguments = draw(name, np.random.default_rng(0))
    mass = np.not_equal(arguments["labels"], int(index))

    expected = lossref.get(name)(**arguments, weights=mass)
    assert lossref.get(name)(**arguments, ignore_index=index) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(("name", "labels"), OF_LABELS)
@pytest.mark.parametrize("ignored", [False, True])
def test_a_label_too_large_to_be_one_does_not_wrap_around(name: str, labels: str, ignored: bool) -> None:
    arguments = draw(name, RNG)
    wide = np.asarray(arguments[labels]).astype(np.uint64)
    wide[-1] = 2**64 - 1
    options = {"ignore_index": -1} if ignored and name in IGNORING else {}

    with pytest.raises(ValueError, match=f"^{name}: {labels} has 18446744073709551615 in it"):
        lossref.get(name)(**arguments | {labels: wide}, **options)


WEIGHING = [name for name in lossref.names() if "class_weights" in lossref.get(name).arguments]


@pytest.mark.parametrize("scale", [2.0**1020, 2.0**-1000, 1e300])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("name", WEIGHING)
def test_class_weights_weigh_as_their_ratios_in_the_mean(name: str, weighted: bool, scale: float) -> None:
    arguments = draw(name, np.random.default_rng(0))
    if weighted:
        arguments["weights"] = 2.0**1000 * np.arange(7.0)
    weights = np.array([1.0, 2.0, 0.0, 4.0])
    found = lossref.get(name).value_and_gradient(**arguments, class_weights=scale * weights)
    expected = lossref.get(name).value_and_gradient(**arguments, class_weights=weights)

    for part, right in zip(found, expected, strict=True):
        np.testing.assert_allclose(part, right, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("name", WEIGHING)
def test_one_large_class_weight_counts_alone(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0))
    labels = arguments["labels"]
    classes = labels if np.ndim(labels) == 1 else np.argmax(labels, axis=-1)
    if np.ndim(labels) == 2:
        arguments["labels"] = np.eye(4)[classes]

    for heavy in set(classes):
        weights = np.where(np.arange(4) == heavy, 1e308, 1e-10)
        expected = lossref.get(name)(**arguments, weights=classes == heavy)
        assert lossref.get(name)(**arguments, class_weights=weights) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("name", WEIGHING)
def test_the_mean_of_classes_without_weight_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}: the mean is undefined"):
        lossref.get(name)(**draw(name, RNG), class_weights=np.zeros(4))
