"""Inline fields in lines. What whole notes have is in `tests/queries/cases/data`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from notewright.text import Span
from notewright.vault.field import Field, bracket_fields, keys_and_values, line_fields, text_fields

SIGNS = st.sampled_from(
    ["[", "]", "(", ")", "::", ":", "\\", " ", "a", "b c", "é", "🎉", "\n", "**", "_", "\t", "\ufeff"]
)
texts = st.lists(SIGNS, max_size=30).map("".join)
lines = texts.map(lambda text: text.replace("\n", " "))


def closing(line: str, start: int, opening: str) -> int | None:
    """Where the value that begins at `start` is closed: every bracket from there on is looked at."""
    depth, at = 0, start
    while at < len(line):
        if line[at] == "\\":
            at += 2
            continue
        depth += (line[at] == opening) - (line[at] == {"[": "]", "(": ")"}[opening])
        if depth < 0:
            return at
        at += 1
    return None


def fields_one_by_one(line: str, opening: str) -> Iterator[tuple[int, int]]:
    """The fields in one kind of brackets, each looked for from the last one on."""
    at = line.find(opening)
    while at >= 0:
        separator = line.find("::", at + 1)
        end = None
        if separator >= 0 and not set(line[at + 1 : separator]) & set("[]()"):
            end = closing(line, separator + 2, opening)
        if end is not None:
            yield at, end + 1
        at = line.find(opening, at + 1 if end is None else end + 1)


@given(lines)
def test_brackets_are_matched_as_if_each_were_looked_for_alone(line: str) -> None:
    alone = sorted([*fields_one_by_one(line, "["), *fields_one_by_one(line, "(")])

    assert [tuple(field.span) for field in bracket_fields(line)] == alone


@given(texts)
def test_a_span_holds_key_and_value(text: str) -> None:
    for field in text_fields(text):
        written = text[slice(*field.span)]
        assert field.key.strip("\ufeff") in written
        assert field.value in text[field.value_start : field.span.end]
        assert field.span.start < field.value_start <= field.span.end <= len(text)
        assert "\n" not in written


@given(texts)
def test_fields_of_a_line_do_not_touch(text: str) -> None:
    fields = list(text_fields(text))

    assert all(one.span.end < other.span.start for one, other in pairwise(fields))


@given(texts)
def test_the_short_way_finds_the_same(text: str) -> None:
    assert list(keys_and_values(text)) == [(field.key, field.value) for field in text_fields(text)]


def test_lines_that_are_passed_over_have_no_fields() -> None:
    text = "a:: 1\nb:: 2\nc:: 3\nd:: 4"

    assert [key for key, _ in keys_and_values(text, [Span(6, 17)])] == ["a", "d"]
    assert [field.key for field in text_fields(text, [Span(0, 5), Span(18, 23)])] == ["b", "c"]


def test_a_line_is_read_up_to_a_length() -> None:
    assert list(keys_and_values("a:: " + "x" * 32_764))
    assert not list(keys_and_values("a:: " + "x" * 32_765))
    assert [key for key, _ in keys_and_values("a:: " + "x" * 40_000 + "\nb:: 1")] == ["b"]


def test_a_field_knows_its_place_in_the_note() -> None:
    assert line_fields("- *x* [a:: 1] (b:: 2)", 10) == [
        Field("a", "1", Span(16, 23), 20, "square"),
        Field("b", "2", Span(24, 31), 28, "round"),
    ]
    assert line_fields("  **a**:: 1 ", 10) == [Field("a", "1", Span(12, 21), 19, "line")]
