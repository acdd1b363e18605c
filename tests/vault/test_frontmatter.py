"""Properties that were written to break their reader."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.text import Source
from notewright.vault.frontmatter import FrontMatter, read_frontmatter

TRICKS = {
    "brackets": "a: " + "[" * 10_000,
    "closed brackets": "a: " + "[" * 5_000 + "]" * 5_000,
    "braces": "a: " + "{a: " * 10_000,
    "hyphens": "a:\n  " + "- " * 10_000 + "b",
    "indentation": "a:\n" + "".join(" " * depth + "b:\n" for depth in range(1, 1_000)),
    "question marks": "? " * 10_000,
    "a bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "an alias of itself": "a: &a [*a]",
    "a forced integer": "a: !!int x",
    "a forced number": "a: !!float x",
    "a forced truth": "a: !!bool x",
    "a forced list": "a: !!seq x",
    "a forced mapping": "a: !!map x",
    "a date of YAML 1.1": "a: !!timestamp 2024-01-02",
    "bytes": "a: !!binary YQ==",
    "a set": "a: !!set {b}",
    "an object of Python": "a: !!python/object/apply:os.system [ls]",
    "a long integer": "a: " + "1" * 5_000,
    "a null byte": "a: \x00",
    "half a character": "a: \ud800",
    "two documents": "a: 1\n--- b",
    "a directive": "%YAML 1.1",
}


def read(yaml: str) -> FrontMatter:
    return read_frontmatter(Source("a.md", f"---\n{yaml}\n---\nbody"))


@pytest.mark.parametrize("yaml", TRICKS.values(), ids=TRICKS.keys())
def test_a_trick_is_an_error_with_a_place_and_the_body_stays(yaml: str) -> None:
    found = read(yaml)
    (diagnostic,) = found.diagnostics

    assert (diagnostic.code, diagnostic.severity) == ("NOTE001", "error")
    assert diagnostic.line >= 2
    assert found.data == {}
    assert len(f"---\n{yaml}\n---\nbody") - found.end == len("body")


def test_moderate_nesting_is_no_trick() -> None:
    assert read("a: " + "[" * 50 + "]" * 50).diagnostics == ()
    assert read("a: 2 * 3 * 4").data == {"a": "2 * 3 * 4"}
    assert read("a:\n" + "".join(f"  - item {number}\n" for number in range(300))).diagnostics == ()


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("a: 1\nb: c: d", (3, 5)),
        ("a: 1\n  b: 2", (3, 4)),
        ('é: "x\\|y"', (2, 6)),
        ("😀: 1\n😀😀: @x", (3, 5)),
        ("a: [b\nc: d", (2, 4)),
        ("a: 'b\nc: d", (2, 4)),
        ("é: \x07", (2, 4)),
        ("a: &x 1\nb: *x", (3, 4)),
    ],
)
def test_an_error_stands_where_the_mistake_is(yaml: str, place: tuple[int, int]) -> None:
    (diagnostic,) = read(yaml).diagnostics

    assert (diagnostic.line, diagnostic.column) == place


def test_names_that_are_repeated_deeper_are_two_names() -> None:
    assert read("a: {b: 1}\nc: {b: 2}").diagnostics == ()


def test_a_byte_order_mark_is_for_whoever_reads_files() -> None:
    assert read_frontmatter(Source("a.md", "\ufeff---\na: 1\n---\n")).data == {}


def test_a_rule_of_four_hyphens_opens_nothing() -> None:
    assert read_frontmatter(Source("a.md", "----\na: 1\n----\n")) == FrontMatter({}, 0)


SIGNS = ["a", ": ", "- ", "[", "]", "{", "}", "\n", "  ", '"', "'", "|", "&x", "*x", "#", "? ", "!!int", "1", "\t"]
YAML = st.lists(st.sampled_from(SIGNS)).map("".join) | st.text()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(YAML)
def test_reading_properties_never_fails(yaml: str) -> None:
    text = f"---\n{yaml}\n---\nbody"
    found = read_frontmatter(Source("a.md", text))

    assert 0 <= found.end <= len(text)
    assert set(found.places) == set(found.data)
    assert all(text[place.start : place.end] for key, place in found.places.items() if key)
