"""What an author may have meant by a name that nothing bears."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewright.build.spelling import Spelling

NAMES = ["Robust loss", "Huber loss", "Gradient descent", "損失関数", "勾配降下法", "Потеря", "C#", "x.png"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Robust losss", ["Robust loss"]),
        ("huber los", ["Huber loss"]),
        ("GRADIENT DECENT", ["Gradient descent"]),
        ("損失函数", ["損失関数"]),
        ("Потери", ["Потеря"]),
        ("x.jpg", ["x.png"]),
        ("something else", []),
        ("", []),
    ],
)
def test_a_slip_is_understood(word: str, near: list[str]) -> None:
    assert Spelling(NAMES).near(word) == near


def test_the_answer_does_not_depend_on_the_order_of_names() -> None:
    names = [f"note {number}" for number in range(100)]

    assert Spelling(names).near("note 1x") == Spelling(reversed(names)).near("note 1x")


@given(st.lists(st.text("abcde ", min_size=1, max_size=12), max_size=15), st.text("abcde ", min_size=1, max_size=12))
def test_with_few_names_nothing_near_is_missed(names: list[str], word: str) -> None:
    names = sorted(set(names))

    found = difflib.get_close_matches(word, names, 1, 0.75)
    assert bool(Spelling(names).near(word, 1)) == bool(found)
