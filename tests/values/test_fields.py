"""What fields are read as."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from cases import Case
from hypothesis import given
from hypothesis import strategies as st

from notewright.values import canonical_key, from_datetime, from_inline, from_yaml, heading_anchor, to_json


def fields(case: Case) -> Iterator[tuple[str, object]]:
    for line in case["fields"].splitlines():
        text, _, value = line.partition(" → ")
        yield text, json.loads(value)


@pytest.mark.cases("cases/inline.md")
def test_an_inline_field_is_read_as_the_app_does(case: Case) -> None:
    assert {text: to_json(from_inline(text)) for text, _ in fields(case)} == dict(fields(case))


@pytest.mark.cases("cases/yaml.md")
def test_front_matter_is_read_as_the_app_does(case: Case) -> None:
    assert {text: to_json(from_yaml(json.loads(text))) for text, _ in fields(case)} == dict(fields(case))


def test_an_empty_inline_field_is_null() -> None:
    assert from_inline("") is None
    assert from_inline(" \t") is None


@given(st.text(max_size=30))
def test_any_text_is_an_inline_field(text: str) -> None:
    to_json(from_inline(text))


def test_a_date_that_the_loader_has_made_is_a_date() -> None:
    assert from_yaml(date(2024, 5, 15)) == from_yaml("2024-05-15")
    assert from_yaml(datetime(2024, 5, 15, 10, 30)) == from_yaml("2024-05-15T10:30")
    assert from_datetime(datetime(2024, 5, 15, 10, 30)) == from_yaml("2024-05-15T10:30")


def test_a_number_too_large_for_the_app_is_rounded_as_it_does() -> None:
    assert from_yaml(2**53 + 1) == float(2**53)
    assert from_yaml(10**400) == float("inf")


def test_what_is_no_yaml_is_null() -> None:
    assert from_yaml(object()) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Two  Words", "two-words"),
        ("**bold** (x)", "bold-x"),
        ("emoji 🎉 k", "emoji-🎉-k"),
        ("Ⅷ²x_é É", "x_é-é"),
        ("x–y", "xy"),
    ],
)
def test_a_canonical_key(name: str, key: str) -> None:
    assert canonical_key(name) == key


def test_a_heading_in_a_link_has_no_marks() -> None:
    assert heading_anchor("What: is  *this*?") == "What is this"
