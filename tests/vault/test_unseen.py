"""Places of a note are counted without what is hidden."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from notewright.text import Source, Span
from notewright.vault.unseen import Unseen, Visible

TEXT = "one\ntwo\nthree\nfour\n"
PARTS = st.lists(st.tuples(st.booleans(), st.text("ab \n", max_size=6)), max_size=8)


def visible(text: str, *sections: Span, names: tuple[Span, ...] = ()) -> Visible:
    return Visible(Source("note.md", text), Unseen(sections, names))


def test_where_nothing_is_hidden_all_places_stay() -> None:
    whole = visible(TEXT)

    assert [whole.place(offset) for offset in range(len(TEXT))] == list(range(len(TEXT)))
    assert [whole.line(line) for line in range(4)] == [0, 1, 2, 3]
    assert whole.end(Span(0, 4)) == 4


def test_lines_behind_a_section_move_up() -> None:
    assert visible(TEXT, Span(4, 13)).line(3) == 2


def test_a_name_takes_no_room() -> None:
    assert visible("a name b", names=(Span(2, 6),)).place(7) == 3


def test_an_item_ends_before_the_section_behind_it() -> None:
    assert visible("- one\nhidden", Span(6, 12)).end(Span(0, 12)) == 5
    assert visible("- one\nhidden", Span(6, 12)).lines(Span(0, 12)) == "- one"


def test_a_line_in_a_section_is_hidden_and_others_are_not() -> None:
    assert [visible(TEXT, Span(4, 13)).hides(line) for line in range(4)] == [False, True, True, False]


@given(PARTS)
def test_a_place_is_where_the_text_without_sections_has_it(parts: list[tuple[bool, str]]) -> None:
    text, shown, sections = "", "", []
    places: dict[int, int] = {}
    for is_hidden, words in parts:
        if is_hidden and words:
            sections.append(Span(len(text), len(text) + len(words)))
        else:
            places |= {len(text) + at: len(shown) + at for at in range(len(words))}
            shown += words
        text += words
    found = visible(text, *sections)

    assert found.shown.text == shown
    assert {offset: found.place(offset) for offset in places} == places
