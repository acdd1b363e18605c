"""Large arrays are not copied without need, and what belongs to the caller stays so."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest
from loss_draws import draw

import lossref
from lossref.arrays import as_floats, as_result, has_negative_zero
from lossref.blocks import in_blocks, in_blocks_of_rows

COUNT = 300_000
RNG = np.random.default_rng(0)
LOGITS = 3.0 * RNG.normal(size=COUNT)
TARGETS = (RNG.random(COUNT) < 0.5).astype(float)


def arrays_in(arguments: dict[str, Any]) -> list[np.ndarray]:
    return [value for value in arguments.values() if isinstance(value, np.ndarray)]


@pytest.mark.parametrize("name", lossref.names())
def test_arguments_are_neither_written_to_nor_returned(name: str) -> None:
    arguments = draw(name, np.random.default_rng(1))
    before = [array.copy() for array in arrays_in(arguments)]
    results = [np.asarray(result) for result in lossref.get(name).value_and_gradient(**arguments)]

    for array, copy in zip(arrays_in(arguments), before, strict=True):
        assert array.flags.writeable
        np.testing.assert_array_equal(array, copy)
        assert not any(np.shares_memory(array, result) for result in results)
    assert not np.shares_memory(*results)


@pytest.mark.parametrize("name", lossref.names())
def test_a_result_belongs_to_the_caller(name: str) -> None:
    arguments = draw(name, np.random.default_rng(1))
    options = {"reduction": "none"} if "reduction" in lossref.get(name).__signature__.parameters else {}
    for _ in range(2):
        value, slope = (np.asarray(result) for result in lossref.get(name).value_and_gradient(**arguments, **options))
        first = value.copy(), slope.copy()
        if value.ndim:
            value[...] = np.nan
        assert not np.isnan(slope).any()
        if slope.ndim:
            slope[...] = np.nan
    again = lossref.get(name).value_and_gradient(**arguments, **options)

    np.testing.assert_array_equal(again[0], first[0])
    np.testing.assert_array_equal(again[1], first[1])


def peak_of(name: str, *arguments: np.ndarray) -> float:
    """The most that is allocated at one time, in arrays of the size of the first argument."""
    lossref.get(name).value_and_gradient(*arguments)
    tracemalloc.start()
    lossref.get(name).value_and_gradient(*arguments)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found / arguments[0].nbytes


def test_the_binary_cross_entropy_of_logits_needs_little_more_than_its_results() -> None:
    assert peak_of("binary_cross_entropy_with_logits", LOGITS, TARGETS) < 2.0


@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_the_cross_entropy_of_rows_of_logits_needs_little_more_than_its_results(classes: int) -> None:
    rows = np.tile(LOGITS, 4).reshape(-1, classes)

    assert peak_of("softmax_cross_entropy_with_integer_labels", rows, RNG.integers(classes, size=len(rows))) < 3.0


@pytest.mark.parametrize("name", ["squared_error", "huber", "log_cosh", "pinball"])
def test_an_elementwise_loss_needs_few_arrays(name: str) -> None:
    assert peak_of(name, LOGITS, TARGETS) < 9.0


def test_a_whole_is_its_blocks() -> None:
    logits = LOGITS.copy()
    logits[[5, 40_000, 299_999]] = np.inf, -np.inf, np.nan
    loss = lossref.binary_cross_entropy_with_logits
    value, slope = loss.value_and_gradient(logits, TARGETS, reduction="none", pos_weight=3.0, label_smoothing=0.0)

    for start in range(0, COUNT, 7_001):
        part = slice(start, start + 7_001)
        few = loss.value_and_gradient(logits[part], TARGETS[part], reduction="none", pos_weight=3.0)
        np.testing.assert_array_equal(value[part], few[0])
        np.testing.assert_array_equal(slope[part], few[1])


@pytest.mark.parametrize("options", [{}, {"label_smoothing": 0.1}, {"class_weights": np.arange(1.0, 4.0)}])
def test_whole_rows_are_their_blocks(options: dict[str, Any]) -> None:
    logits = LOGITS.reshape(-1, 3).copy()
    logits[[5, 40_000, 99_999], [0, 1, 2]] = np.inf, -np.inf, np.nan
    loss, labels = lossref.softmax_cross_entropy_with_integer_labels, RNG.integers(3, size=len(logits))
    value, slope = loss.value_and_gradient(logits, labels, reduction="none", **options)

    for start in range(0, len(logits), 7_001):
        part = slice(start, start + 7_001)
        few = loss.value_and_gradient(logits[part], labels[part], reduction="none", **options)
        np.testing.assert_array_equal(value[part], few[0])
        np.testing.assert_array_equal(slope[part], few[1])


@pytest.mark.parametrize("classes", [1, 127, 128, 129, 70_000])
def test_a_class_that_nobody_can_choose_changes_nothing(classes: int) -> None:
    rows, labels = LOGITS[: 3 * classes].reshape(3, classes), np.array([0, classes - 1, classes // 2])
    loss = lossref.softmax_cross_entropy_with_integer_labels
    value, slope = loss.value_and_gradient(rows, labels, reduction="none")
    wider = np.append(rows, np.full((3, 1), -np.inf), axis=1)
    again, slopes = loss.value_and_gradient(wider, labels, reduction="none")

    np.testing.assert_allclose(again, value, rtol=1e-13)
    np.testing.assert_allclose(slopes, np.append(slope, np.zeros((3, 1)), axis=1), rtol=1e-13)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_sums_of_blocks_are_the_sum_of_the_values(reduction: str) -> None:
    loss, options = lossref.binary_cross_entropy_with_logits, {"pos_weight": 2.0}
    values, slopes = loss.value_and_gradient(LOGITS, TARGETS, reduction="none", **options)
    count = COUNT if reduction == "mean" else 1
    value, slope = loss.value_and_gradient(LOGITS, TARGETS, reduction=reduction, **options)

    np.testing.assert_allclose(value, np.sum(values) / count, rtol=1e-14)
    np.testing.assert_array_equal(slope, slopes / count)


def test_a_mean_is_finite_where_the_sum_of_blocks_is_not() -> None:
    logits = np.full(COUNT, 1e308)

    assert lossref.binary_cross_entropy_with_logits(logits, np.zeros(COUNT)) == pytest.approx(1e308, rel=1e-12)
    assert lossref.binary_cross_entropy_with_logits(logits, np.zeros(COUNT), reduction="sum") == np.inf


def test_blocks_of_rows_keep_the_shape_and_the_order_of_arrays_that_are_not_contiguous() -> None:
    x, y = LOGITS.reshape(5, 300, 200).T, TARGETS[:60_000].reshape(300, 200).T
    value, slope = in_blocks_of_rows(lambda a, b: (a.sum(axis=-1) * b, a - b[:, np.newaxis]), x, y)

    np.testing.assert_allclose(value, x.sum(axis=-1) * y, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(slope, x - y[..., np.newaxis])


def test_blocks_keep_the_shape_and_the_order_of_arrays_that_are_not_contiguous() -> None:
    x, y = LOGITS.reshape(500, 600).T, TARGETS.reshape(600, 500)
    terms = in_blocks(lambda a, b: (a + b, a - b), x, y)

    np.testing.assert_array_equal(terms.value, x + y)
    np.testing.assert_array_equal(terms.gradient, x - y)


@pytest.mark.parametrize(
    ("numbers", "found"), [([1.0, -0.0], True), ([0.0, -1.0, np.nan, -np.nan, -np.inf], False), ([], False)]
)
def test_a_negative_zero_is_found_among_all_numbers(numbers: list[float], found: bool) -> None:
    assert has_negative_zero(np.array(numbers)) is found


def test_an_array_of_floats_is_not_copied_and_cannot_be_written_to() -> None:
    array = as_floats("x", LOGITS)

    assert np.shares_memory(array, LOGITS)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0


def test_an_array_with_a_negative_zero_is_copied_and_loses_it() -> None:
    given = np.array([1.0, -0.0])

    assert not has_negative_zero(np.asarray(as_floats("x", given)))
    assert has_negative_zero(given)


@pytest.mark.parametrize("given", [LOGITS[::-3], LOGITS.astype(">f8"), LOGITS.astype(np.float32), LOGITS > 0])
def test_arrays_of_every_layout_are_read(given: np.ndarray) -> None:
    np.testing.assert_array_equal(as_floats("x", given), given.astype(float))


def test_a_result_that_is_the_callers_own_array_is_copied() -> None:
    assert not np.shares_memory(np.asarray(as_result(as_floats("x", LOGITS))), LOGITS)


PAIRED = [name for name in lossref.names() if "d" in next(iter(lossref.get(name).arguments.values())).axes]


@pytest.mark.parametrize("name", PAIRED)
def test_the_steps_between_all_pairs_of_rows_are_not_held_at_once(name: str) -> None:
    count, dimension = 100, 200
    arguments = draw(name, np.random.default_rng(0), **dict.fromkeys("nmNMK", count), d=dimension)
    if name == "kmeans_distortion":  # its own draw is of two centres
        arguments = {key: RNG.normal(size=(count, dimension)) for key in arguments}
    steps = 8 * count**2 * dimension

    lossref.get(name).value_and_gradient(**arguments)
    tracemalloc.start()
    lossref.get(name).value_and_gradient(**arguments)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found < 0.25 * steps
