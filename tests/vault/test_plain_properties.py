"""Properties that are read without the loader of YAML are those that it would have read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notewright.vault import yaml12
from notewright.vault.plain_properties import PlainProperties, plain_properties

NAMES = st.sampled_from(["a", "b", "tags", "due-date", "_x", "été", "日", "1", "a b", '"a"', "true", "<<", "k" * 101])
SCALARS = "x yes no true Null ~ 12 -3 0x1F 0o17 1.5 .5 1e3 .inf .NaN 2024-01-02 10:30 https://x.org/a?b=c#d a/b x-y ١٢"
SIGNS = (
    "+ . / _ & * ! | > % @ ` ? = < - -- --- ... [ ] { } # : , a: a# #c : \u200b \ufeff \ufffe \ufdd0 \x7f \x01 日本 😀"
)
QUOTED = "\"q\" 'q' \"q 'q '' \"\" \"\\n\" \"a:b\" '#c' 'a''b' [] [a,b] [1,~] [a,] {a:b}"
SPACED = ["", "\t", "\u2028", "\x85", "\xa0", "\u3000", "[a, b]", '"a: b # c"', "- ", "# c", "1" * 301, "a" * 1100]
WORDS = st.sampled_from([*SCALARS.split(), *SIGNS.split(), *QUOTED.split(), *SPACED, "\ud800"])
VALUES = st.lists(WORDS, max_size=3).map(" ".join)
ENTRIES = st.builds(
    lambda name, gap, value: f"{name}:{gap}{value}", NAMES, st.sampled_from([" ", " ", "  ", ""]), VALUES
)
ITEMS = st.builds(lambda indentation, value: f"{indentation}- {value}", st.sampled_from(["", "  ", "    "]), VALUES)
LISTS = st.builds(lambda name, items: "\n".join([f"{name}:", *items]), NAMES, st.lists(ITEMS, max_size=3))
TEXTS = st.lists(ENTRIES | LISTS | ITEMS | VALUES, max_size=4).map("\n".join) | st.text(max_size=30)


def loaded(text: str) -> str:
    """What the loader reads: the values, whose types count, and the places of their names."""
    data, node = yaml12.load(text)
    return repr((data or {}, {key: (at.start_mark.index, at.end_mark.index) for key, at, _ in yaml12.keys(node)}))


def written(found: PlainProperties) -> str:
    return repr((found.data, {name: tuple(place) for name, place in found.places.items()}))


@given(TEXTS)
def test_they_are_the_ones_that_the_loader_reads(text: str) -> None:
    found = plain_properties(text, 0, len(text))

    assert found is None or written(found) == loaded(text)


@given(ENTRIES, ENTRIES)
def test_what_stands_around_them_does_not_count(before: str, text: str) -> None:
    whole = f"{before}\n{text}\n{before}"
    start = len(before) + 1
    found, alone = plain_properties(whole, start, start + len(text)), plain_properties(text, 0, len(text))

    assert (found is None) == (alone is None)
    assert found is None or alone is None or repr(found.data) == repr(alone.data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a:",
        "a: b c",
        "a: 12",
        "a: true",
        "a: https://x.org/#b",
        'a: "b: c"',
        "a: 'b'",
        "a: [b, c/d]",
        "tags:\n- a\n-",
        "a: 2024-01-02T10:30",
        "tags:\n  - x\n  - 'y z'\nb: été 😀",
    ],
)
def test_ordinary_ones_are_plain(text: str) -> None:
    found = plain_properties(text, 0, len(text))

    assert found is not None
    assert written(found) == loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\na: c",
        "a: b: c",
        "a: b #c",
        "a: [b",
        "a: {b: c}",
        "a: |\n  b",
        "a: b\n  c",
        "a: b\n- c",
        "a: *b",
        "a: !t b",
        "a:\n- b\n  - c",
        "a:\n  b: c",
        "a: 'b''c'",
        'a: "\\n"',
        "a:\tb",
        "a: " + "1" * 301,
        "# a",
        "- a",
        "a",
        "a\n: b",
    ],
)
def test_others_are_left_to_the_loader(text: str) -> None:
    assert plain_properties(text, 0, len(text)) is None
