"""All values have one order."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise

import pytest
from cases import Case
from hypothesis import given
from hypothesis import strategies as st

from notewright.values import Date, Duration, Link, Value, compare, compare_texts, equal, from_yaml, order_key
from notewright.values.zone import Zone

LEAVES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=False, width=16),
    st.text(st.sampled_from("aAbBéz1 -_“"), max_size=4),
    st.builds(Date, st.integers(0, 3)),
    # Of one unit: 24 hours and 1 day are neither equal nor in order, which is the app's own flaw.
    st.builds(Duration, hours=st.integers(0, 40)),
    st.builds(Link, st.sampled_from(["a", "b/A"]), st.sampled_from([None, "x"]), st.sampled_from([None, "h"])),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abc"), inner, max_size=2)),
    max_leaves=6,
)


@given(VALUES, VALUES, VALUES)
def test_the_order_is_total(one: Value, two: Value, three: Value) -> None:
    assert compare(one, one) == 0
    assert compare(one, two) == -compare(two, one)
    if compare(one, two) <= 0 and compare(two, three) <= 0:
        assert compare(one, three) <= 0


@given(VALUES, VALUES)
def test_equality_and_keys_agree_with_the_order(one: Value, two: Value) -> None:
    assert equal(one, two) == (compare(one, two) == 0)
    assert (order_key(one) < order_key(two)) == (compare(one, two) < 0)


def test_null_comes_first_and_then_types_by_name() -> None:
    kinds: list[Value] = ["a", {"a": 1}, 5, Link("a"), Duration(), Date(0), True, [9], None]

    assert sorted(kinds, key=order_key) == kinds[::-1]


def test_links_are_equal_when_they_lead_to_one_place() -> None:
    paths = {"note": "folder/Note.md", "folder/Note.md": "folder/Note.md"}

    assert equal(Link("note", "shown"), Link("folder/Note.md", embed=True), lambda path: paths[path])
    assert not equal(Link("note"), Link("note", subpath="h", kind="header"))


def test_durations_are_ordered_by_length_but_equal_by_their_units() -> None:
    day, hours = Duration(days=1), Duration(hours=24)

    assert not equal(day, hours)
    assert compare(day, hours) == compare(hours, day) == 1


def test_dates_are_equal_only_in_one_zone() -> None:
    assert not equal(Date(0), Date(0, Zone("fixed", 60)))
    assert equal(Date(0), from_yaml("1970-01-01"))


_TEXT = re.compile(r'(= )?("(?:[^"\\]|\\.)*")')


@pytest.mark.cases("cases/order.md")
def test_texts_are_in_the_order_of_a_dictionary(case: Case) -> None:
    texts = [(json.loads(text), 0 if equals else -1) for equals, text in _TEXT.findall(case["texts"])]

    assert [
        (one, two, compare_texts(one, two))
        for (one, _), (two, expected) in pairwise(texts)
        if compare_texts(one, two) != expected
    ] == []


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_the_order_of_texts_is_total(one: str, two: str, three: str) -> None:
    assert compare_texts(one, two) == -compare_texts(two, one)
    if compare_texts(one, two) <= 0 and compare_texts(two, three) <= 0:
        assert compare_texts(one, three) <= 0


@given(st.text(max_size=12))
def test_how_accents_are_stored_does_not_count(text: str) -> None:
    assert compare_texts(unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)) == 0
