"""The items of lists as a tree. What queries make of them is in `tests/queries/cases/data/items.md`."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markdown_texts import documents, soups

from notewright.text import Source
from notewright.vault import Note, read_note

TEXTS = soups | documents | st.lists(documents, max_size=3).map("\n\n- x\n\n".join)
MARKER = re.compile(r"[-+*]|\d{1,9}[.)]")


def note(text: str) -> Note:
    return read_note(Source("a.md", text))


def outline(text: str) -> list[tuple[int, int, int | None]]:
    """First and last line of each item, and where the item begins that holds it."""
    return [(item.line, item.last_line, item.parent) for item in note(text).lists.items]


@given(TEXTS)
def test_lines_rise_and_what_holds_an_item_begins_above_it(text: str) -> None:
    items = note(text).lists.items
    lines = [item.line for item in items]

    assert lines == sorted(set(lines))
    assert all(item.parent in lines and item.parent < item.line for item in items if item.parent is not None)


@given(TEXTS)
def test_an_item_begins_with_its_marker_and_ends_in_the_note(text: str) -> None:
    for item in note(text).lists.items:
        assert MARKER.match(text, item.span.start)
        assert item.span.start < item.span.end <= len(text) or item.span.start == item.span.end
        assert item.last_line - item.line == text.count("\n", *item.span)


@given(TEXTS)
def test_every_item_lies_in_a_stretch_of_lists(text: str) -> None:
    lists = note(text).lists

    assert all(one.end < other.start for one, other in pairwise(lists.stretches))
    for item in lists.items:
        assert any(stretch.start <= item.span.start <= item.span.end <= stretch.end for stretch in lists.stretches)


def test_a_note_without_lists_has_none() -> None:
    assert outline("a\n\n    - code\n") == []


def test_an_item_holds_those_that_are_indented() -> None:
    assert outline("- a\n  b\n  - c\n\n  d\n- e\n") == [(0, 1, None), (2, 2, 0), (5, 5, None)]


def test_a_list_in_a_quote_in_an_item_is_a_part_of_its_text() -> None:
    assert outline("- a\n  > - b\n  > c\n") == [(0, 2, None), (1, 2, 0)]


def test_the_last_of_several_items_on_a_line_is_kept() -> None:
    assert outline("- - a\n  - b\n") == [(0, 0, None), (1, 1, 0)]
