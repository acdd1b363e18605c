"""What every loss accepts, refuses and returns."""

from __future__ import annotations

import ast
from typing import Any, get_type_hints

import numpy as np
import pytest
from cases import Case
from loss_draws import draw
from loss_kinds import is_reduced, required

import lossref

NAMES = lossref.names()
# Losses with a term for each element or row, which depends on no other.
REDUCED = [name for name in NAMES if is_reduced(name) and "n" in next(iter(lossref.get(name).arguments.values())).axes]
NAMESPACE = {name: lossref.get(name) for name in NAMES} | {"np": np, "inf": np.inf, "nan": np.nan}


def _call(text: str, part: str = "__call__", **options: Any) -> Any:
    call = ast.parse(text.strip(), mode="eval").body
    assert isinstance(call, ast.Call)
    arguments = [eval(ast.unparse(a), NAMESPACE) for a in call.args]  # the case's own text
    keywords = {str(k.arg): eval(ast.unparse(k.value), NAMESPACE) for k in call.keywords}
    return getattr(lossref.get(ast.unparse(call.func)), part)(*arguments, **keywords | options)


@pytest.mark.cases("cases/refusals.md")
def test_a_refusal_says_what_to_do(case: Case) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        _call(case["call"])

    assert f"{caught.type.__name__}: {caught.value}" == case["error"].strip()


@pytest.mark.cases("cases/refusals.md")
def test_the_gradient_refuses_the_same(case: Case) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        _call(case["call"], "gradient")

    assert f"{caught.type.__name__}: {caught.value}" == case["error"].strip()


@pytest.mark.cases("cases/limits.md")
def test_a_limit_is_exact(case: Case) -> None:
    value, slope = _call(case["call"], "value_and_gradient", reduction="none")

    np.testing.assert_allclose(value, eval(case["value"], NAMESPACE), rtol=1e-14, atol=0)
    np.testing.assert_allclose(slope, eval(case["gradient"], NAMESPACE), rtol=1e-14, atol=0)


@pytest.mark.parametrize("name", NAMES)
def test_the_three_ways_to_call_agree(name: str) -> None:
    loss, arguments = lossref.get(name), draw(name, np.random.default_rng(0))
    value, slope = loss.value_and_gradient(**arguments)

    assert value == loss(**arguments)
    np.testing.assert_array_equal(slope, loss.gradient(**arguments))


@pytest.mark.parametrize("name", NAMES)
def test_the_gradient_has_the_shape_of_argument_0(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0))

    assert np.shape(lossref.get(name).gradient(**arguments)) == np.shape(next(iter(arguments.values())))


@pytest.mark.parametrize("name", NAMES)
def test_the_arguments_are_left_as_they_were(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0))
    before = {key: np.copy(value) for key, value in arguments.items()}
    slope = lossref.get(name).gradient(**arguments)
    slope[...] = -1.0

    for key, value in arguments.items():
        np.testing.assert_array_equal(value, before[key])


@pytest.mark.parametrize("name", NAMES)
def test_float32_gives_float64(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0))
    is_wide = {key: np.ndim(value) > 0 and np.asarray(value).dtype == np.float64 for key, value in arguments.items()}
    narrow = {key: np.float32(value) if is_wide[key] else value for key, value in arguments.items()}
    value, slope = lossref.get(name).value_and_gradient(**narrow)

    assert value.dtype == slope.dtype == np.float64
    assert value == pytest.approx(lossref.get(name)(**arguments), rel=1e-4)


def _parameters(kind: Any) -> list[tuple[str, str]]:
    """Each loss with each of its parameters of this type."""
    hints = {name: get_type_hints(lossref.get(name).__wrapped__) for name in NAMES}
    return [(name, key) for name in NAMES for key, hint in hints[name].items() if hint is kind and key != "return"]


@pytest.mark.parametrize(("name", "flag"), _parameters(bool))
def test_a_flag_is_true_or_false(name: str, flag: str) -> None:
    with pytest.raises(TypeError, match=f"^{name}: {flag} must be True or False, not 'no'$"):
        lossref.get(name)(**draw(name, np.random.default_rng(0)) | {flag: "no"})


@pytest.mark.parametrize(("name", "parameter"), _parameters(float))
def test_a_number_is_no_flag(name: str, parameter: str) -> None:
    with pytest.raises(TypeError, match=f"^{name}: {parameter} must be a number, not True$"):
        lossref.get(name)(**draw(name, np.random.default_rng(0)) | {parameter: True})


@pytest.mark.parametrize("name", NAMES)
def test_a_number_beyond_float64_is_told(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0))
    first = next(iter(arguments))
    giant = np.array(arguments[first], dtype=object)
    giant[(0,) * giant.ndim] = 10**400

    with pytest.raises(ValueError, match=f"^{name}: {first} has a number beyond float64$"):
        lossref.get(name)(**arguments | {first: giant})


def test_integers_booleans_and_wide_numbers_become_float64() -> None:
    expected = lossref.squared_error([3.0, 1.0], [1.0, 0.0])

    assert lossref.squared_error([3, 1], [True, False]) == expected
    assert lossref.squared_error(np.array([3, 1], np.uint8), np.array([1, 0], np.int16)) == expected
    assert lossref.squared_error([2**100], [0]) == 2.0**200


def test_a_number_is_a_batch_of_no_axes() -> None:
    value, slope = lossref.huber.value_and_gradient(3.0, 1.0, reduction="none")

    assert isinstance(value, np.float64)
    assert isinstance(slope, np.float64)
    assert (value, slope) == (1.5, 1.0)


def test_a_batch_may_have_many_axes() -> None:
    z, q = draw("softmax_cross_entropy", np.random.default_rng(0), n=6).values()
    flat = lossref.softmax_cross_entropy(z, q, reduction="none")
    folded = lossref.softmax_cross_entropy(
        z.reshape(2, 3, 4), q.reshape(2, 3, 4), weights=np.ones((2, 3)), reduction="none"
    )

    np.testing.assert_array_equal(folded, flat.reshape(2, 3))


def _without_rows(name: str) -> dict[str, Any]:
    """Arguments of an empty batch: nothing along the axis of the weights."""
    loss, arguments = lossref.get(name), draw(name, np.random.default_rng(0))
    (batch,) = loss.arguments["weights"].axes
    axes = {key: loss.arguments[key].axes for key in arguments}
    return {
        key: np.take(value, np.arange(0), axis=axes[key].index(batch)) if batch in axes[key] else value
        for key, value in arguments.items()
    }


@pytest.mark.parametrize("name", [name for name in NAMES if "weights" in lossref.get(name).arguments])
def test_an_empty_batch_sums_to_0(name: str) -> None:
    arguments, loss = _without_rows(name), lossref.get(name)
    value, slope = loss.value_and_gradient(**arguments, reduction="sum")

    assert value == 0.0
    assert slope.shape == next(iter(arguments.values())).shape
    assert loss(**arguments, reduction="none").shape == (0,)
    with pytest.raises(ValueError, match=f"^{name}: the mean of no terms"):
        loss(**arguments)


@pytest.mark.parametrize("name", REDUCED)
def test_a_weight_counts_as_that_many_copies(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0), n=3)
    repeats = [2, 0, 3]
    loss = lossref.get(name)
    of_rows = {key for key, argument in loss.arguments.items() if "n" in argument.axes}
    copies = {key: np.repeat(value, repeats, axis=0) if key in of_rows else value for key, value in arguments.items()}

    for reduction in ("mean", "sum"):
        expected = loss(**copies, reduction=reduction)
        assert loss(**arguments, weights=repeats, reduction=reduction) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("name", REDUCED)
def test_weights_of_0_sum_to_0(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0), n=3)
    value, slope = lossref.get(name).value_and_gradient(**arguments, weights=[0, 0, 0], reduction="sum")

    assert value == 0.0
    assert not slope.any()


def _stand_alone(name: str) -> bool:
    """Whether each term depends on its own element or row alone."""
    arguments = draw(name, np.random.default_rng(0), n=3)
    with np.errstate(all="ignore"):
        return not callable(lossref.get(name).__wrapped__(**arguments).gradient)


def _has_floats_second(name: str) -> bool:
    return [argument.domain for argument in required(name)][1:2] not in ([], ["label"])


ALONE = [name for name in REDUCED if _stand_alone(name)]


@pytest.mark.parametrize("name", sorted(set(REDUCED) - set(ALONE)))
def test_nan_passes_through_where_terms_share_what_is_predicted(name: str) -> None:
    arguments = draw(name, np.random.default_rng(0), n=3)
    next(iter(arguments.values()))[1] = np.nan
    value, slope = lossref.get(name).value_and_gradient(**arguments)

    assert np.isnan(value)
    assert np.isnan(slope).any()


@pytest.mark.parametrize("length", [None, 1])
@pytest.mark.parametrize("name", ALONE)
def test_nan_passes_through_without_a_warning(name: str, length: int | None) -> None:
    # Also where a row is one number, of one class.
    axes = {} if length is None else dict.fromkeys(["C", "d", "m", "K"], length)
    arguments = draw(name, np.random.default_rng(0), n=3, **axes)
    first = next(iter(arguments))
    arguments[first][1] = np.nan
    loss = lossref.get(name)
    value, slope = loss.value_and_gradient(**arguments, reduction="none")

    assert list(np.isnan(value)) == [False, True, False]
    assert list(np.isnan(slope).reshape(3, -1).any(axis=1)) == [False, True, False]
    assert np.isnan(loss(**arguments))


@pytest.mark.parametrize("name", [name for name in ALONE if _has_floats_second(name)])
def test_nan_in_the_targets_is_not_outside_their_domain(name: str) -> None:
    arguments, loss = draw(name, np.random.default_rng(0), n=3), lossref.get(name)
    second = list(arguments)[1]
    other = arguments | {second: draw(name, np.random.default_rng(1), n=3)[second]}
    is_of_it = not np.array_equal(loss.gradient(**arguments), loss.gradient(**other))
    arguments[second][1] = np.nan
    value, slope = loss.value_and_gradient(**arguments, reduction="none")

    assert list(np.isnan(value)) == [False, True, False]
    # The slope of a sum of two parts knows nothing of the other part's argument.
    holes = list(np.isnan(slope).reshape(3, -1).any(axis=1))
    assert holes == [False, True, False] or (holes == [False] * 3 and not is_of_it)


def _is_of_it(name: str, arguments: dict[str, Any], key: str) -> bool:
    """Whether the gradient depends on the argument, which a part of a sum does not on another part's."""
    loss, gradient = lossref.get(name), lossref.get(name).gradient(**arguments)
    others = (draw(name, np.random.default_rng(seed))[key] for seed in (1, 2, 3))
    return any(not np.array_equal(loss.gradient(**arguments | {key: other}), gradient) for other in others)


FLOATS = [
    (name, argument.name)
    for name in NAMES
    for argument in lossref.get(name).arguments.values()
    if not argument.is_optional and not argument.is_scalar and argument.domain != "label"
]


@pytest.mark.parametrize(("name", "key"), FLOATS)
def test_where_an_argument_makes_the_value_nan_the_gradient_is_nan(name: str, key: str) -> None:
    loss, arguments = lossref.get(name), draw(name, np.random.default_rng(0))
    hole = np.array(arguments[key])
    hole[(1,) * hole.ndim if min(hole.shape) > 1 else (0,) * hole.ndim] = np.nan
    options = {"reduction": "none"} if is_reduced(name) else {}
    value, slope = loss.value_and_gradient(**arguments | {key: hole}, **options)

    assert np.isnan(value).any()
    if _is_of_it(name, arguments, key):
        assert np.isnan(slope).any()
        if name in ALONE:
            np.testing.assert_array_equal(np.isnan(slope).reshape(*value.shape, -1).any(axis=-1), np.isnan(value))


def test_a_term_of_weight_0_is_not_used_even_if_it_is_nan_or_infinite() -> None:
    value, slope = lossref.squared_error.value_and_gradient([1.0, np.nan, np.inf], [0.0, 0.0, 0.0], weights=[1, 0, 0])

    assert value == 1.0
    assert list(slope) == [2.0, 0.0, 0.0]


def test_a_mean_does_not_overflow_where_only_its_sum_does() -> None:
    assert lossref.absolute_error([1e308, 1.5e308], [0, 0]) == 1.25e308
    assert lossref.absolute_error([1e308, 1.5e308], [0, 0], weights=[1e300, 1e300]) == 1.25e308


def test_tiny_weights_weigh_as_their_ratios() -> None:
    tiny = [1e-320, 1e-320]

    assert lossref.absolute_error([1e-10, 3e-10], [0, 0], weights=tiny) == pytest.approx(2e-10, rel=1e-15)


def test_no_gradient_is_minus_zero() -> None:
    slope = lossref.hinge.gradient([2.0, 3.0], [1, 1])

    assert not np.signbit(slope).any()


def test_minus_zero_is_zero() -> None:
    assert lossref.binary_cross_entropy.gradient(-0.0, 1) == -np.inf
    assert lossref.poisson_nll.gradient(-0.0, 1, log_input=False) == -np.inf
