"""Which paths a pattern names."""

from __future__ import annotations

import pytest

from notewright.build.exclusion import excluding, refusal


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.canvas", "a.canvas"),
        ("*.canvas", "deep/er/a.canvas"),
        ("private/", "private/a.md"),
        ("private/", "deep/private/er/a.md"),
        ("private", "private/a.md"),
        ("private", "deep/private"),
        ("/private/", "private/a.md"),
        ("private/**", "private/er/a.md"),
        ("people/*.md", "people/anna.md"),
        ("people/anna", "people/anna/a.md"),
        ("**/secret*", "secret.md"),
        ("**/secret*", "a/b/secret plan/c.md"),
        ("a/**/z.md", "a/z.md"),
        ("a/**/z.md", "a/b/c/z.md"),
        ("note?.md", "note1.md"),
        ("PRIVATE/", "private/a.md"),
        ("[2024] plan.md", "[2024] plan.md"),
        ("private\\", "private/a.md"),
        ("cafe\u0301/", "caf\u00e9/a.md"),
        ("a.b/", "a.b/c.md"),
    ],
)
def test_a_pattern_names_a_path(pattern: str, path: str) -> None:
    assert excluding([pattern])(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.canvas", "a.canvas.md"),
        ("private/", "private.md"),
        ("private/", "unprivate/a.md"),
        ("private/", "privately/a.md"),
        ("/private/", "deep/private/a.md"),
        ("people/*.md", "people/deep/anna.md"),
        ("people/*.md", "other/people/anna.md"),
        ("note?.md", "note.md"),
        ("[2024] plan.md", "2 plan.md"),
        ("a.b/", "axb/c.md"),
    ],
)
def test_a_pattern_does_not_name_a_path(pattern: str, path: str) -> None:
    assert not excluding([pattern])(path)


def test_no_pattern_names_nothing() -> None:
    assert not excluding([])("a.md")


@pytest.mark.parametrize("pattern", ["!keep.md", "", " ", "/"])
def test_a_pattern_that_can_name_nothing_is_refused(pattern: str) -> None:
    assert refusal(pattern)
    assert not refusal("private/")
