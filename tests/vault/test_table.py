"""The cells of a row are those that markdown-it parts, whatever is in it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from notewright.text import Span
from notewright.vault.table import cells

_JUDGE = MarkdownIt("zero").enable("table")
_SIGNS = st.sampled_from(["|", "\\|", "\\", "`", "a", " ", "[[", "]]", "$", "%", "<", "-"])
ROWS = st.lists(_SIGNS, min_size=1, max_size=15).map("".join).filter(lambda row: row.strip() and "%%" not in row)
WIDEST = 20


def judged(row: str) -> list[str]:
    """The cells of a row below a header that is wider than any, as markdown-it sees them."""
    tokens = _JUDGE.parse("|a" * WIDEST + "\n" + "|-" * WIDEST + f"\n|{row}")
    return [token.content for before, token in pairwise(tokens) if before.type == "td_open"]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ROWS)
def test_the_cells_of_a_row_are_those_of_gfm(row: str) -> None:
    found = [f"|{row}"[cell.start : cell.end].replace("\\|", "|") for cell in cells(f"|{row}", Span(0, len(row) + 1))]

    assert [*found, *[""] * (WIDEST - len(found))] == judged(row)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ROWS)
def test_cells_follow_each_other_and_bars_stand_between_them(row: str) -> None:
    at = 0
    for cell in cells(row, Span(0, len(row))):
        assert set(row[at : cell.start]) <= set("| \t")
        assert at <= cell.start <= cell.end <= len(row)
        at = cell.end
