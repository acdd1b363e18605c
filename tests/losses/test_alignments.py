"""Label sequences of a batch, of many lengths, and at lengths that no enumeration reaches."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

import lossref

RNG = np.random.default_rng(0)
LOGITS, LABELS = RNG.normal(0.0, 3.0, (5, 6, 4)), RNG.integers(1, 4, (5, 3))
FRAMES, COUNTS = np.array([6, 5, 3, 6, 1]), np.array([3, 2, 1, 0, 1])


def test_each_of_a_batch_is_what_it_is_alone() -> None:
    value, slope = lossref.ctc.value_and_gradient(
        LOGITS, LABELS, logit_lengths=FRAMES, label_lengths=COUNTS, reduction="none"
    )

    for i, (frames, count) in enumerate(zip(FRAMES, COUNTS, strict=True)):
        alone = lossref.ctc.value_and_gradient(
            LOGITS[i, :frames], LABELS[i, : max(count, 1)], label_lengths=min(count, 1) if count < 2 else None
        )
        np.testing.assert_allclose(value[i], alone[0], rtol=1e-14)
        np.testing.assert_allclose(slope[i, :frames], alone[1], rtol=1e-12, atol=1e-16)
        assert not slope[i, frames:].any()


def test_what_stands_beyond_the_lengths_does_not_count() -> None:
    lengths = {"logit_lengths": FRAMES, "label_lengths": COUNTS}
    logits, labels = LOGITS.copy(), LABELS.copy()
    for i in range(5):
        logits[i, FRAMES[i] :] = np.nan
        labels[i, COUNTS[i] :] = 0

    for other, same in zip(
        lossref.ctc.value_and_gradient(logits, labels, **lengths),
        lossref.ctc.value_and_gradient(LOGITS, LABELS, **lengths),
        strict=True,
    ):
        np.testing.assert_array_equal(other, same)


def test_no_label_at_all_is_a_blank_in_each_frame() -> None:
    alone = lossref.softmax_cross_entropy_with_integer_labels(LOGITS[0], np.zeros(6, dtype=int), reduction="sum")

    assert lossref.ctc(LOGITS[0], LABELS[0], label_lengths=0) == pytest.approx(alone, rel=1e-14)


def test_without_a_frame_there_is_nothing_to_say() -> None:
    value = lossref.ctc(LOGITS[:2], LABELS[:2], logit_lengths=[0, 0], label_lengths=[0, 1], reduction="none")

    assert list(value) == [0.0, np.inf]


@pytest.mark.parametrize("blank", range(4))
def test_any_class_may_be_the_blank(blank: int) -> None:
    order = [*range(1, blank + 1), 0, *range(blank + 1, 4)]  # where each class goes
    value, slope = lossref.ctc.value_and_gradient(LOGITS, LABELS)
    moved = lossref.ctc.value_and_gradient(LOGITS[..., order], np.argsort(order)[LABELS], blank=blank)

    np.testing.assert_allclose(moved[0], value, rtol=1e-14)
    np.testing.assert_allclose(moved[1], slope[..., order], rtol=1e-10, atol=1e-16)


def test_examples_may_have_many_axes() -> None:
    value, slope = lossref.ctc.value_and_gradient(LOGITS[:4], LABELS[:4], reduction="none")
    folded = lossref.ctc.value_and_gradient(
        LOGITS[:4].reshape(2, 2, 6, 4), LABELS[:4].reshape(2, 2, 3), weights=np.ones((2, 2)), reduction="none"
    )

    np.testing.assert_array_equal(folded[0], value.reshape(2, 2))
    np.testing.assert_array_equal(folded[1], slope.reshape(2, 2, 6, 4))


def test_all_label_sequences_together_are_certain() -> None:
    sequences = [y for count in range(5) for y in itertools.product([1, 2], repeat=count)]
    logits = RNG.normal(0.0, 2.0, (4, 3))
    padded = np.array([[*y, *[0] * (4 - len(y))] for y in sequences])
    surprisals = lossref.ctc(
        np.tile(logits, (len(sequences), 1, 1)),
        padded,
        label_lengths=[len(y) for y in sequences],
        reduction="none",
    )

    assert np.exp(-surprisals).sum() == pytest.approx(1.0, rel=1e-14)


@pytest.mark.parametrize("zero_infinity", [False, True])
def test_too_few_frames_pull_at_nothing(zero_infinity: bool) -> None:
    logits = RNG.normal(size=(2, 3, 3))
    value, slope = lossref.ctc.value_and_gradient(
        logits, [[1, 1], [1, 2]], logit_lengths=[2, 3], zero_infinity=zero_infinity, reduction="none"
    )

    assert value[0] == (0.0 if zero_infinity else np.inf)
    assert np.isfinite(value[1])
    assert not slope[0].any()
    assert slope[1].all()


def test_many_frames_neither_overflow_nor_vanish() -> None:
    frames, count = 1500, 200
    logits = 30.0 * RNG.normal(size=(frames, 30))
    value, slope = lossref.ctc.value_and_gradient(logits, 1 + np.arange(count) % 29)

    assert 1e4 < value < 1e6
    assert np.abs(slope).max() <= 1.0 + 1e-12
    np.testing.assert_allclose(slope.sum(axis=-1), 0.0, atol=1e-14)


def test_equal_paths_are_counted() -> None:
    # One label in T frames of even odds stands in any run of frames: T (T + 1) / 2 paths.
    frames = 900
    expected = frames * math.log(2) - math.log(frames * (frames + 1) / 2)

    assert lossref.ctc(np.zeros((frames, 2)), [1]) == pytest.approx(expected, rel=1e-14)


def test_the_peak_of_a_sure_sequence_has_all_digits() -> None:
    # The only other sequences of one frame are the two other classes.
    value, slope = lossref.ctc.value_and_gradient([[0.0, 300.0, -10.0]], [1])
    others: Any = math.exp(-300.0) * (1.0 + math.exp(-10.0))

    assert value == pytest.approx(others, rel=1e-13)
    np.testing.assert_allclose(slope, [[math.exp(-300.0), -others, math.exp(-310.0)]], rtol=1e-13)
