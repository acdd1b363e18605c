"""Delimited text is cut and typed as the app's own reader does it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewright.values import Date, Duration, Link, from_csv
from notewright.values.delimited import read_rows

soups = st.lists(st.sampled_from(['"', '"', ",", ";", "\n", "\r\n", "\r", "#", " ", "\t", "a", "1", "é"])).map("".join)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffa,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a\tb\n1\t2", [["a", "b"], ["1", "2"]]),
        ("a|b\n1|2", [["a", "b"], ["1", "2"]]),
        ("a\n1\n", [["a"], ["1"]]),
        ("", []),
        ("# comment, here\na,b\n#1,2\n1,#2\n", [["a", "b"], ["1", "#2"]]),
        ("a,b\n\n1,2\n \n", [["a", "b"], ["1", "2"], [" "]]),
        ('a,b\n"1,\n2","3 ""4"" 5"', [["a", "b"], ["1,\n2", '3 "4" 5']]),
        ('a,b\n"1"  ,"2"  \n3,4', [["a", "b"], ["1", "2"], ["3", "4"]]),
        ('a,b\n1"2,"3"4",5', [["a", "b"], ['1"2', '3"4', "5"]]),
        ('a,b\n1,"open\n2,3\n', [["a", "b"], ["1", "open\n2,3\n"]]),
        ("a,a,a\n1,2,3", [["a", "a_1", "a_2"], ["1", "2", "3"]]),
        ("a,a_1,a\n", [["a", "a_1", "a_1_1"]]),
        ('a,b\n"1",\n', [["a", "b"], ["1", ""]]),
    ],
)
def test_a_text_is_cut_into_rows(text: str, rows: list[list[str]]) -> None:
    assert list(read_rows(text)) == rows


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("", None),
        ("true", True),
        ("FALSE", False),
        ("True", "True"),
        ("yes", "yes"),
        ("1.50", 1.5),
        ("007", 7.0),
        (" 3 ", 3.0),
        (".5", 0.5),
        ("2.", 2.0),
        ("-2e3", -2000.0),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("9007199254740993", "9007199254740993"),
        ("٣", "٣"),
        ("2024-05-01", Date.of(2024, 5, 1)),
        ("2024-05-01T10:00", Date.of(2024, 5, 1, 10)),
        ("2024-05-01T10:00+02:00", Date.of(2024, 5, 1, 8)),
        ("2024-05-01T10:00:05.5Z", Date.of(2024, 5, 1, 10, 0, 5, 500)),
        ("2024-02-30T00:00Z", Date.of(2024, 3, 1)),
        ("2024-13-01T00:00Z", None),
        ("2024-13-01", "2024-13-01"),
        ("3 days", Duration(days=3)),
        ("[[Note]]", Link("Note")),
        ("see [[Note]]", "see [[Note]]"),
    ],
)
def test_a_cell_has_its_type(cell: str, value: object) -> None:
    (row,) = from_csv(f"k,z\n{cell},")

    assert row["k"] == value
    assert type(row["k"]) is type(value)


def test_a_field_has_its_name_and_the_one_that_queries_can_write() -> None:
    assert from_csv("Due Date,A,a\nx,1,2") == [{"Due Date": "x", "due-date": "x", "A": 1, "a": 2}]


def test_a_short_row_lacks_fields_and_a_long_one_has_more() -> None:
    assert from_csv("a,b\n1\n1,2,3,x") == [{"a": 1}, {"a": 1, "b": 2, "__parsed_extra": [3, "x"]}]


@given(soups)
def test_any_text_has_rows(text: str) -> None:
    rows = list(read_rows(text))

    assert from_csv(text) is not None
    assert len(from_csv(text)) == max(0, len(rows) - 1)
    assert [""] not in rows


@pytest.mark.parametrize(
    "make",
    [
        lambda count: "a,b\n" + 'x,"y, ""z"""\n' * count,
        lambda count: 'a,b\n"' + 'x" y' * count,
        lambda count: 'a\n"' + ('" ' + " " * 20) * count,
        lambda count: '"a",' * count,
        lambda count: "a," * count,
        lambda count: 'a\n"' + "x,\n" * count,
        lambda count: "#\n" * count + '"',
    ],
)
def test_a_text_that_is_eight_times_as_long_takes_about_eight_times_as_long(make: Callable[[int], str]) -> None:
    assert _seconds(make(24_000)) < 40 * _seconds(make(3_000)) + 0.1


def _seconds(text: str) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        from_csv(text)
        times.append(time.perf_counter() - start)
    return min(times)
