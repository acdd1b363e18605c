"""What a diagnostic tells, and how it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.text import Diagnostic, Severity, Source, Span
from notewright.text.diagnostic import excerpt


def at(text: str, start: int, end: int) -> Diagnostic:
    return Diagnostic.at(Source("a/b.md", text), Span(start, end), "NOTE001", Severity.ERROR, "it is wrong; mend it")


def test_a_diagnostic_shows_its_line_and_a_caret() -> None:
    assert str(at("one\ntwo three\n", 8, 13)).split("\n") == [
        "a/b.md:2:5: NOTE001 it is wrong; mend it",
        "two three",
        "    ^^^^^",
    ]


def test_without_an_excerpt_it_is_one_line() -> None:
    assert str(Diagnostic("a.md", 1, 1, "X", Severity.INFO, "m")) == "a.md:1:1: X m"


def test_carets_stay_on_the_first_line() -> None:
    assert at("one\ntwo", 1, 6).excerpt == "one\n ^^"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (7, 7), (90, 99)])
def test_an_empty_or_distant_stretch_has_one_caret(start: int, end: int) -> None:
    assert at("one\ntwo", start, end).excerpt.count("^") == 1


def test_the_end_of_a_note_has_a_place() -> None:
    found = at("one\n", 4, 4)

    assert (found.line, found.column, found.excerpt) == (2, 1, "")


def test_of_a_long_line_only_the_surroundings_are_shown() -> None:
    shown, carets = at("a" * 500 + "X" + "b" * 500, 500, 501).excerpt.split("\n")

    assert shown == "…" + "a" * 50 + "X" + "b" * 49 + "…"
    assert shown[carets.index("^")] == "X"


def test_a_tab_is_one_column_wide() -> None:
    assert at("\ta\tX", 3, 4).excerpt == " a X\n   ^"


@pytest.mark.parametrize("severity", list(Severity))
def test_a_severity_is_its_name(severity: Severity) -> None:
    assert severity == severity.name.lower()


def test_diagnostics_sort_by_place() -> None:
    places = [("b.md", 1, 1), ("a.md", 2, 1), ("a.md", 1, 9), ("a.md", 1, 10)]
    found = [Diagnostic(path, line, column, "X", Severity.INFO, "m") for path, line, column in places]

    assert [(d.path, d.line, d.column) for d in sorted(found, key=lambda d: d.order)] == [
        ("a.md", 1, 9),
        ("a.md", 1, 10),
        ("a.md", 2, 1),
        ("b.md", 1, 1),
    ]


@settings(max_examples=200, derandomize=True)
@given(st.text(alphabet="ab\t", max_size=300), st.integers(1, 300), st.integers(1, 50))
def test_the_caret_stands_below_its_character(line: str, column: int, length: int) -> None:
    column = min(column, len(line) + 1)
    shown, carets = excerpt(line, column, length).split("\n")
    under = shown[carets.index("^") : carets.index("^") + 1]

    assert under in {line[column - 1 : column].replace("\t", " "), "…" if column > len(line) else ""} | {
        under * (not line[column - 1 :])
    }
    assert len(shown) <= 102


def test_a_terminal_obeys_no_sign_of_a_note() -> None:
    assert excerpt("a\x1b[31m\x9b\tb", 2) == "a\ufffd[31m\ufffd b\n ^"
