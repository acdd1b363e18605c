"""Places in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.text import Position, Source

TEXT = Source("a.md", "ab\n\ncd")


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (6, (3, 3)), (99, (3, 3)), (-1, (1, 1))],
)
def test_an_offset_is_a_line_and_a_column(offset: int, place: tuple[int, int]) -> None:
    assert TEXT.position(offset) == Position(*place)


@pytest.mark.parametrize(
    ("line", "column", "offset"), [(1, 1, 0), (1, 2, 1), (2, 1, 3), (3, 2, 5), (9, 1, 6), (3, 99, 6), (0, 0, 0)]
)
def test_a_line_and_a_column_are_an_offset(line: int, column: int, offset: int) -> None:
    assert TEXT.offset(line, column) == offset


@pytest.mark.parametrize(("number", "line"), [(0, ""), (1, "ab"), (2, ""), (3, "cd"), (4, "")])
def test_a_line_is_without_its_end(number: int, line: str) -> None:
    assert TEXT.line(number) == line


def test_a_character_is_a_column_however_many_bytes_it_has() -> None:
    assert Source("a.md", "é😀x").position(2) == Position(1, 3)


def test_only_a_line_feed_ends_a_line() -> None:
    assert Source("a.md", "a\u2028b\x0cc\x85d").position(7) == Position(1, 8)


def test_an_empty_text_has_one_empty_line() -> None:
    empty = Source("a.md", "")

    assert (empty.position(0), empty.line(1), empty.offset(1)) == (Position(1, 1), "", 0)


@settings(max_examples=100, derandomize=True)
@given(st.text(alphabet="ab\n"), st.integers(0, 30))
def test_a_place_leads_back_to_its_offset(text: str, offset: int) -> None:
    source = Source("a.md", text)

    assert source.offset(*source.position(offset)) == min(offset, len(text))


@settings(max_examples=100, derandomize=True)
@given(st.text(alphabet="ab\n"))
def test_the_lines_are_the_text(text: str) -> None:
    source = Source("a.md", text)
    last = source.position(len(text)).line

    assert "\n".join(source.line(number) for number in range(1, last + 1)) == text
