"""Where pages stand, and the way from one to another."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.build.address import addresses, relative
from notewright.build.tags import tag_slug
from notewright.vault import Vault

NAMES = st.sampled_from(
    ["a", "A", "b c", "index", "README", "C#", "100%", "Größe", "日本", "x/index", "x", "x/y", "a-2"]
)
PERMALINKS = st.sampled_from(["", "/a/", "b", "x/y/", "/", "../up", "A.html"])


@given(st.dictionaries(NAMES, PERMALINKS, max_size=8), st.booleans())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_no_two_notes_share_an_address(notes: dict[str, str], directories: bool) -> None:
    texts = {f"{name}.md": f'---\npermalink: "{link}"\n---\n' if link else "" for name, link in notes.items()}
    found = addresses(Vault.of(texts), directories=directories)

    assert len(set(found.pages.values())) == len(texts)
    assert all(file.endswith(".html") and ".." not in file.split("/") for file in found.pages.values())


URLS = st.lists(st.sampled_from(["a", "b", "c d"]), max_size=3).map(lambda parts: "".join(f"{part}/" for part in parts))


@given(URLS, URLS | st.sampled_from(["x.html", "a/x.html"]))
def test_the_way_between_two_pages_arrives(page: str, target: str) -> None:
    way = relative(target, page)
    arrived = posixpath.normpath(posixpath.join("/" + page, way))

    assert arrived == posixpath.normpath("/" + target)
    assert way.endswith("/") == (target.endswith("/") or not target)


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [("", "a/", "a/"), ("a/", "", "../"), ("a/", "a/", "./"), ("s/a.html", "b.html", "../b.html")],
)
def test_the_way_is_the_shortest(page: str, target: str, way: str) -> None:
    assert relative(target, page) == way


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\n"), min_size=1, max_size=6), max_size=4))
def test_tags_that_differ_have_slugs_that_differ(tags: list[str]) -> None:
    folded = {tag.casefold().strip("/") for tag in tags} - {""}

    assert len({tag_slug(tag) for tag in folded}) == len(folded)
    assert all(unquote(tag_slug(tag)) == tag_slug(tag) for tag in folded), "a slug needs no escaping"
