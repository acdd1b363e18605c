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
    folded = {tag.casefold() for tag in tags}

    assert len({tag_slug(tag) for tag in folded}) == len(folded)
    assert all(unquote(tag_slug(tag)) == tag_slug(tag) for tag in folded), "a slug needs no escaping"


def placed(texts: dict[str, str], files: tuple[str, ...] = (), directories: bool = True) -> dict[str, str]:
    return dict(addresses(Vault.of(texts, files), directories=directories).pages)


def claims(address: str) -> str:
    return f'---\npermalink: "{address}"\n---\n'


def test_of_three_notes_with_one_permalink_the_first_keeps_it_and_errors_name_all() -> None:
    found = addresses(Vault.of({name: claims("/x/") for name in ("c.md", "a.md", "b.md")}), directories=True)

    assert found.pages == {"a.md": "x/index.html", "b.md": "b/index.html", "c.md": "c/index.html"}
    assert [(problem.path, problem.code) for problem in found.diagnostics] == [("b.md", "PAGE001"), ("c.md", "PAGE001")]
    assert all("a.md, b.md and c.md claim" in problem.message for problem in found.diagnostics)


def test_a_note_whose_own_place_is_claimed_before_it_gets_a_number() -> None:
    assert placed({"a.md": claims("/b/"), "b.md": ""}) == {"a.md": "b/index.html", "b.md": "b-2/index.html"}


def test_a_number_takes_no_place_that_another_note_has_by_right() -> None:
    found = placed({"a.md": "", "a/index.md": "", "a-2.md": "", "z.md": claims("a-3")})

    assert found["a-2.md"] == "a-2/index.html"
    assert found["z.md"] == "a-3/index.html"
    assert found["a/index.md"] == "a-4/index.html"


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("index", "index.html"),
        ("/", "index.html"),
        ("/a/index/", "a/index.html"),
        ("a.html", "a.html"),
        ("100%", "100%/index.html"),
        ("/tags/", "tags/index.html"),
        ("日本/Größe", "日本/Größe/index.html"),
    ],
)
def test_a_permalink_is_a_path_from_the_top_of_the_site(written: str, file: str) -> None:
    assert placed({"n.md": claims(written)}) == {"n.md": file}


@pytest.mark.parametrize(
    "written", ["//", "a?b", "a#b", "../a", "//host/a", "https://x.y/", "a//b", "x/" * 600, "é" * 120]
)
def test_a_permalink_that_is_no_path_is_refused(written: str) -> None:
    found = addresses(Vault.of({"n.md": claims(written)}), directories=True)

    assert found.pages == {"n.md": "n/index.html"}
    assert [problem.code for problem in found.diagnostics] == ["PAGE002"]


@pytest.mark.parametrize("written", ["[a]", "{a: b}", "true", "1.5"])
def test_a_permalink_is_a_text(written: str) -> None:
    found = addresses(Vault.of({"n.md": f"---\npermalink: {written}\n---\n"}), directories=True)

    assert [problem.code for problem in found.diagnostics] == ["PAGE002"]


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("C#.md", "C#/index.html"),
        ("100%.md", "100%/index.html"),
        ("What?.md", "What?/index.html"),
        ("README.md", "index.html"),
        ("x/index.md", "x/index.html"),
    ],
)
def test_a_page_stands_where_mkdocs_puts_it(path: str, file: str) -> None:
    assert placed({path: ""}) == {path: file}


@pytest.mark.parametrize(
    ("one", "other"),
    [("A.md", "a.md"), ("A.md", "A/index.md"), ("README.md", "index.md"), ("caf\u00e9.md", "cafe\u0301.md")],
)
def test_two_paths_that_are_one_address_are_told(one: str, other: str) -> None:
    found = addresses(Vault.of({one: "", other: ""}), directories=True)

    assert len({file.lower() for file in found.pages.values()}) == 2
    assert [problem.code for problem in found.diagnostics] == ["PAGE001"]


def test_a_page_takes_no_place_of_a_file_or_a_folder() -> None:
    found = placed({"a.md": "", "b.md": claims("x.html"), "x.html/c.md": ""}, ("a",))

    assert found == {"a.md": "a-2/index.html", "b.md": "x.html", "x.html/c.md": "x.html-2/c/index.html"}
