"""What is inside each domain and what is not."""

from __future__ import annotations

import numpy as np
import pytest

from lossref.domains import DOMAINS

INSIDE = {
    "real": [-np.inf, -1.5, 0.0, np.inf],
    "positive": [5e-324, 1.0, np.inf],
    "nonnegative": [0.0, 1.0, np.inf],
    "nonpositive": [-np.inf, -1.0, 0.0],
    "nonzero": [-1.0, 5e-324],
    "unit": [1e-300, 0.5, 1 - 2**-53],
    "probability": [0.0, 0.5, 1.0],
    "binary": [0.0, 1.0],
    "sign": [-1.0, 1.0],
    "count": [0.0, 1.0, 1e15],
    "simplex": [0.25, 0.75],
    "onehot": [0.0, 1.0, 0.0],
}
OUTSIDE = {
    "positive": [0.0, -1.0],
    "nonnegative": [-5e-324],
    "nonpositive": [5e-324],
    "nonzero": [0.0],
    "unit": [0.0, 1.0],
    "probability": [-0.1, 1.1],
    "binary": [0.5, -1.0, 2.0],
    "sign": [0.0, 0.5, 2.0],
    "count": [0.5, -1.0, 1e-300],
    "simplex": [-0.1, 1.1],
    "onehot": [0.5],
}
ROWS_OUTSIDE = {"simplex": [0.5, 0.25], "onehot": [1.0, 1.0]}


def test_every_domain_is_here() -> None:
    assert set(INSIDE) == set(DOMAINS)


@pytest.mark.parametrize("name", INSIDE)
def test_a_member_is_inside(name: str) -> None:
    assert DOMAINS[name].fault("x", np.array(INSIDE[name])) is None


@pytest.mark.parametrize("name", INSIDE)
def test_nan_is_inside_every_domain(name: str) -> None:
    assert DOMAINS[name].fault("x", np.array([*INSIDE[name], np.nan])) is None


@pytest.mark.parametrize(("name", "number"), [(name, x) for name, numbers in OUTSIDE.items() for x in numbers])
def test_a_stranger_is_named_with_its_place(name: str, number: float) -> None:
    found = DOMAINS[name].fault("x", np.array([INSIDE[name][0], number]))

    assert found == f"x[1] is {number}; accepted: {DOMAINS[name].accepted}"


@pytest.mark.parametrize("name", ROWS_OUTSIDE)
def test_a_row_of_members_may_be_a_stranger(name: str) -> None:
    row = np.array(ROWS_OUTSIDE[name])

    assert DOMAINS[name].fault("x", np.array([row])) == f"x[0] sums to {row.sum()}; accepted: {DOMAINS[name].accepted}"


def test_a_sum_that_float32_rounded_is_still_1() -> None:
    thirds = np.float32([1 / 3, 1 / 3, 1 / 3]).astype(float)

    assert thirds.sum() != 1.0
    assert DOMAINS["simplex"].fault("x", thirds) is None


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_stranger_is_found_behind_nan(name: str) -> None:
    found = DOMAINS[name].fault("x", np.array([np.nan, -np.nan, INSIDE[name][0], OUTSIDE[name][0]]))

    assert found == f"x[3] is {OUTSIDE[name][0]}; accepted: {DOMAINS[name].accepted}"


def test_integers_are_no_bits_of_floats() -> None:
    assert DOMAINS["probability"].fault("x", np.array([0, 1, 5])) is not None
    assert DOMAINS["probability"].fault("x", np.array([0, 1])) is None
