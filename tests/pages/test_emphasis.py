"""Emphasis in a paragraph that embeds take apart."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewright.build.emphasis import apart

PIECES = st.sampled_from(["a", " ", "*", "**", "***", "_", "__", "~~", "==", "`", "\\", "|", "b c"])


def parts(text: str) -> list[str]:
    """The parts around every bar."""
    return list(apart(text, [(at, at + 1) for at, sign in enumerate(text) if sign == "|"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a | b**", ["**a**", "**b**"]),
        ("*a **b | c** d*", ["*a **b***", "***c** d*"]),
        ("**|**", ["", ""]),
        ("**| a** b", ["", "**a** b"]),
        ("==a | b | c==", ["==a==", "==b==", "==c=="]),
        ("*a* | *b*", ["*a*", "*b*"]),
        ("a*b | c", ["a*b", "c"]),
        ("2 * 3 | 4 * 5", ["2 * 3", "4 * 5"]),
        ("a_b | c_d", ["a_b", "c_d"]),
        ("`*` a | b*", ["`*` a", "b*"]),
        ("\\*a | b*", ["\\*a", "b*"]),
    ],
)
def test_emphasis_ends_before_a_place_and_begins_again_behind_it(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@given(st.lists(PIECES).map("".join))
def test_no_word_is_lost_or_moved(text: str) -> None:
    found = parts(text)

    assert len(found) == text.count("|") + 1
    assert [words(part) for part in found] == [words(part) for part in text.split("|")]


def words(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [lambda n: "*a | b* " * n, lambda n: "**a " + "| *b " * n + "**", lambda n: "`" * n + "|"]
)
def test_time_grows_with_the_text(make: object) -> None:
    assert callable(make)
    small, large = (min(_seconds(make(size)) for _ in range(3)) for size in (2_000, 8_000))

    assert large < 12 * max(small, 0.001)


def _seconds(text: str) -> float:
    start = process_time()
    parts(text)
    return process_time() - start
