"""What the frame does for a loss, shown on losses written here as a stranger would write them."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import pytest
from numpy.typing import ArrayLike

from lossref.arrays import Array
from lossref.facts import Bound, Equivalent, Source
from lossref.reduce import Reduction, Terms, Weights
from lossref.registry import Loss, loss

FACTS = loss(
    formula="x",
    gradient_formula="1",
    symbols=None,
    convex=True,
    lipschitz=Bound("c", lambda c: c),
    smoothness="C∞",
    optimal_prediction=None,
    source=Source("A. Stranger", 2024, "A Loss"),
    elsewhere={"none": Equivalent("none")},
)


@FACTS
def picked(
    scores: Annotated[ArrayLike, "real[n,C]"],
    labels: Annotated[ArrayLike, "label(C)[n]"],
    *,
    class_weights: Annotated[ArrayLike | None, "nonnegative[C]"] = None,
    ignore_index: int | None = None,
    weights: Weights = None,
    reduction: Reduction = "mean",
) -> Terms:
    """The score of the label, as a loss with classes sees it."""
    z, y = np.asarray(scores), np.asarray(labels)
    used = np.ones(y.shape, dtype=bool) if ignore_index is None else y != ignore_index
    chosen = np.where(used, y, 0)
    mass = used * (1.0 if class_weights is None else np.asarray(class_weights)[chosen])
    hot = np.eye(z.shape[-1])[chosen]
    return Terms((z * hot).sum(axis=-1), hot, mass)


@FACTS
def distance_to_mean(
    points: Annotated[ArrayLike, "real[m]"],
    *,
    weights: Annotated[ArrayLike | None, "nonnegative[m]"] = None,
    reduction: Reduction = "mean",
) -> Terms:
    """Half the squared distance of each point to the mean of all: each term depends on every point."""
    x = np.asarray(points)
    r = x - x.mean()

    def pull(u: Array) -> Array:
        return u * r - (u * r).sum() / len(x)

    return Terms(0.5 * r**2, pull)


@FACTS
def boxed(boxes: Annotated[ArrayLike, "real[n,4]"], matrix: Annotated[ArrayLike, "real[C,C]"]) -> Terms:
    """A value of the whole batch, of an axis of fixed length and a square matrix."""
    x = np.asarray(boxes)
    return Terms(np.asarray(x.sum() * np.sum(matrix)), np.ones(x.shape) * np.sum(matrix))


@FACTS
def identity(
    scores: Annotated[ArrayLike, "real[n]"], *, weights: Weights = None, reduction: Reduction = "mean"
) -> Terms:
    """A value that is its own slope, as one array."""
    x = np.asarray(scores)
    return Terms(x, x)


@FACTS
def doubled(
    scores: Annotated[ArrayLike, "real[n]"], *, weights: Weights = None, reduction: Reduction = "mean"
) -> Terms:
    """The same, as an array of its own."""
    x = 2.0 * np.asarray(scores)
    return Terms(x, x)


SCORES = [[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]]


def test_integer_labels_pick_their_class() -> None:
    assert list(picked(SCORES, [2, 0], reduction="none")) == [4.0, 8.0]


@pytest.mark.parametrize(("labels", "place"), [([0, 3], r"labels\[1\] is 3"), ([-1, 0], r"labels\[0\] is -1")])
def test_a_label_beyond_the_classes_is_refused(labels: list[int], place: str) -> None:
    with pytest.raises(ValueError, match=f"^picked: {place}; accepted: an integer from 0 to 2$"):
        picked(SCORES, labels)


@pytest.mark.parametrize("labels", [[0.0, 1.0], [True, False]])
def test_a_label_that_is_no_integer_is_refused(labels: list[float]) -> None:
    with pytest.raises(TypeError, match=r"^picked: labels must be integers, not"):
        picked(SCORES, labels)


def test_an_ignored_label_is_in_no_denominator() -> None:
    value, slope = picked.value_and_gradient(SCORES, [2, -100], ignore_index=-100)

    assert value == 4.0
    np.testing.assert_array_equal(slope, [[0, 0, 1], [0, 0, 0]])


def test_another_label_is_not_ignored() -> None:
    with pytest.raises(ValueError, match=r"accepted: an integer from 0 to 2, or ignore_index=-100"):
        picked(SCORES, [2, -1], ignore_index=-100)


def test_the_mean_of_ignored_labels_names_ignore_index() -> None:
    with pytest.raises(ValueError, match="every label is ignore_index"):
        picked(SCORES, [-1, -1], ignore_index=-1)


def test_class_weights_divide_the_mean() -> None:
    # (1·3·4 + 2·1·8) / (1·3 + 2·1)
    assert picked(SCORES, [2, 0], class_weights=[1, 2, 3], weights=[1, 2]) == pytest.approx(28 / 5)


def test_rows_that_interact_give_their_gradient_as_a_function_of_the_weights() -> None:
    x, w = np.array([1.0, 4.0, -2.0]), np.array([1.0, 0.0, 3.0])

    for options in ({}, {"weights": w}, {"weights": w, "reduction": "sum"}, {"reduction": "none"}):
        slope = distance_to_mean.gradient(x, **options)
        for i in range(3):
            step = 1e-6 * np.eye(3)[i]
            rise = np.sum(distance_to_mean(x + step, **options)) - np.sum(distance_to_mean(x - step, **options))
            assert slope[i] == pytest.approx(rise / 2e-6, abs=1e-8)


def test_a_value_of_the_whole_batch_has_no_reduction() -> None:
    value, slope = boxed.value_and_gradient([[1, 2, 3, 4]], [[1, 0], [0, 1]])

    assert value == 20.0
    assert slope.shape == (1, 4)
    with pytest.raises(TypeError, match=r"^boxed: got an unexpected keyword argument 'reduction'"):
        boxed([[1, 2, 3, 4]], [[1]], reduction="sum")


def test_an_axis_may_have_a_fixed_length() -> None:
    with pytest.raises(ValueError, match=r"boxes has shape \(1, 5\): boxes must have shape \(1, 4\)"):
        boxed([[1, 2, 3, 4, 5]], [[1]])


def test_an_axis_named_twice_must_agree_with_itself() -> None:
    with pytest.raises(ValueError, match=r"matrix has shape \(1, 2\): its axes C must have one length"):
        boxed([[1, 2, 3, 4]], [[1, 2]])


def test_only_the_batch_may_have_more_axes() -> None:
    with pytest.raises(ValueError, match=r"points has shape \(1, 2\), but has only the axes \[m\]"):
        distance_to_mean([[1, 2]])


def test_a_misspelt_domain_fails_where_it_is_written() -> None:
    def misspelt(x: Annotated[ArrayLike, "reel[n]"]) -> Terms:
        return Terms(np.asarray(x), np.asarray(x))

    with pytest.raises(ValueError, match=r"^misspelt: x has domain 'reel'; known: real, positive"):
        FACTS(misspelt)


def test_an_annotation_that_is_none_fails_where_it_is_written() -> None:
    def odd(x: Annotated[ArrayLike, "real [n"]) -> Terms:
        return Terms(np.asarray(x), np.asarray(x))

    with pytest.raises(ValueError, match="is no domain; write for example"):
        FACTS(odd)


def test_a_bound_is_of_the_parameters() -> None:
    assert isinstance(picked, Loss)
    assert isinstance(picked.lipschitz, Bound)
    assert picked.lipschitz.of(c=3.0) == 3.0


@pytest.mark.parametrize("twice", [identity, doubled])
@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
def test_value_and_gradient_are_arrays_of_their_own(twice: Loss[...], reduction: str) -> None:
    scores = np.array([1.0, 2.0, 4.0])
    value, slope = (np.asarray(result) for result in twice.value_and_gradient(scores, reduction=reduction))

    assert not np.shares_memory(value, slope)
    assert not np.shares_memory(slope, scores)
    factor = (2.0 if twice is doubled else 1.0) / (3.0 if reduction == "mean" else 1.0)
    np.testing.assert_array_equal(scores, [1.0, 2.0, 4.0])
    np.testing.assert_array_equal(slope, factor * scores)
