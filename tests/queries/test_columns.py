"""Tables fit into a terminal, whatever letters they hold."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory_notes import NOW, MemoryNotes

from notewright.cli import query as verb
from notewright.dataview.columns import cut, in_columns, shown_width


def test_without_a_width_nothing_is_broken() -> None:
    assert in_columns(["a", "b"], [["x" * 200, "1"]]).splitlines()[2] == "x" * 200 + "  1"


def test_long_cells_are_broken_between_words_and_cut_after_three_lines() -> None:
    assert in_columns(["Name", "Text"], [["one", "some words that go on and on without an end"]], 20).splitlines() == [
        "Name  Text",
        "────  ──────────────",
        "one   some words",
        "      that go on and",
        "      on without an…",
    ]


def test_numbers_are_aligned_to_the_right() -> None:
    assert in_columns(["n"], [["1"], ["100"]], numbers=[0]).splitlines() == ["  n", "───", "  1", "100"]


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("日本", 4), ("é", 1), ("e\u0301", 1), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("a\u200b", 1)],
)
def test_a_letter_is_as_wide_as_it_is_shown(text: str, width: int) -> None:
    assert shown_width(text) == width


def test_an_emoji_is_not_cut_in_two() -> None:
    assert cut("👨‍👩‍👧👨‍👩‍👧", 3) == ("👨‍👩‍👧", "👨‍👩‍👧")


@given(
    st.lists(st.lists(st.text("ab 日👍é\u0301", max_size=60), min_size=3, max_size=3), max_size=4), st.integers(30, 90)
)
def test_a_fitted_table_fits(rows: list[list[str]], width: int) -> None:
    lines = in_columns(["first", "second", "third"], rows, width).splitlines()

    assert all(shown_width(line) <= width for line in lines)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("out", "fits"), [(Terminal(), True), (io.StringIO(), False)])
def test_only_a_terminal_has_a_width(out: io.StringIO, fits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    import argparse

    monkeypatch.setenv("COLUMNS", "40")
    parser = argparse.ArgumentParser()
    verb.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["query", "--now", NOW.isoformat(), 'TABLE "word " * 40 AS words'])

    assert verb.run(arguments, MemoryNotes({"a.md": ""}), out, io.StringIO()) == 0
    assert (max(map(len, out.getvalue().splitlines())) <= 40) is fits
