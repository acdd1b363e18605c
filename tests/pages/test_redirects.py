"""Which addresses lead on to a page, and that none of them takes the place of another."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.build.address import addresses
from notewright.build.redirects import Redirects, redirect_page, redirects
from notewright.vault import Vault

HOME = "index.html"


def found(
    notes: dict[str, str], files: tuple[str, ...] = (), generated: tuple[str, ...] = (HOME,), directories: bool = True
) -> Redirects:
    vault = Vault.of(notes, files)
    return redirects(vault, addresses(vault, directories=directories), generated)


def with_aliases(*names: str) -> str:
    return "---\naliases:\n" + "".join(f"  - {name!r}\n" for name in names) + "---\n"


def codes(result: Redirects) -> list[str]:
    return [problem.code for problem in result.diagnostics]


@pytest.mark.parametrize(("directories", "file"), [(True, "AL/index.html"), (False, "AL.html")])
def test_an_alias_leads_to_its_note(directories: bool, file: str) -> None:
    assert found({"x/Real.md": with_aliases("AL")}, directories=directories).pages == {file: "x/Real.md"}


def test_an_alias_with_a_folder_counts_from_the_top_of_the_site() -> None:
    assert found({"x/Real.md": with_aliases("/old/name/")}).pages == {"old/name/index.html": "x/Real.md"}


def test_a_note_with_a_permalink_is_still_found_where_its_path_says() -> None:
    assert found({"x/Real.md": "---\npermalink: /short/\n---\n"}).pages == {"x/Real/index.html": "x/Real.md"}


def test_a_note_that_only_lost_its_place_leaves_nothing_behind() -> None:
    assert found({"a.md": "", "a/index.md": ""}).pages == {}


@pytest.mark.parametrize(
    ("notes", "files", "generated"),
    [
        ({"a.md": with_aliases("B"), "b.md": ""}, (), ()),
        ({"a.md": with_aliases("b/c")}, ("b",), ()),
        ({"a.md": with_aliases("b")}, ("b/index.html",), ()),
        ({"a.md": with_aliases("tags")}, (), ("tags/index.html",)),
        ({"a.md": with_aliases("404.html")}, (), ()),
        ({"a.md": with_aliases("404.html/x")}, (), ()),
        ({"a.md": with_aliases("index")}, (), (HOME,)),
        ({"a.md": with_aliases("b"), "x/b.md": "---\npermalink: /b/\n---\n"}, (), ("x/b/index.html",)),
    ],
)
def test_a_redirect_takes_no_place_that_is_taken(
    notes: dict[str, str], files: tuple[str, ...], generated: tuple[str, ...]
) -> None:
    result = found(notes, files, generated)

    assert result.pages == {}
    assert set(codes(result)) == {"PAGE006"}


def test_of_two_aliases_for_one_address_the_first_keeps_it() -> None:
    result = found({"b.md": with_aliases("X"), "a.md": with_aliases("x")})

    assert result.pages == {"x/index.html": "a.md"}
    assert [(problem.path, problem.code) for problem in result.diagnostics] == [("b.md", "PAGE006")]


def test_an_alias_that_is_the_name_of_its_note_is_nothing_to_tell() -> None:
    assert found({"Real.md": with_aliases("real", "Real")}) == Redirects({})


@pytest.mark.parametrize(
    "name", ["../up", "a/../b", "what?", "a:b", "con", "x/aux.y", "dot.", "a//b", "é" * 120, "a|b"]
)
def test_an_alias_that_not_every_system_can_write_has_no_page(name: str) -> None:
    result = found({"a.md": with_aliases(name)})

    assert result.pages == {}
    assert codes(result) == ["PAGE005"]


@pytest.mark.parametrize("name", ["C#", "100%", "日本", "console", "It's", "a.b", "Größe"])
def test_an_alias_may_have_signs_that_an_address_has_not(name: str) -> None:
    assert found({"a.md": f'---\naliases: ["{name}"]\n---\n'}).pages == {f"{name}/index.html": "a.md"}


NAMES = st.sampled_from(["a", "A", "b c", "index", "x/index", "x", "x/y", "tags", "C#", "../up"])


@given(
    st.dictionaries(NAMES, st.lists(NAMES | st.sampled_from(["a.html", "x/y/z"]), max_size=4), max_size=6),
    st.booleans(),
)
@settings(max_examples=200, derandomize=True, deadline=None)
def test_no_two_files_are_one(notes: dict[str, list[str]], directories: bool) -> None:
    vault = Vault.of({f"{name}.md": with_aliases(*aliases) for name, aliases in notes.items()}, ["x/y.html"])
    placed = addresses(vault, directories=directories)
    files = [*placed.pages.values(), *vault.files, *redirects(vault, placed, [HOME]).pages]
    folded = {file.lower() for file in files}

    assert len(folded) == len(files)
    assert not [file for file in folded if any(other.startswith(f"{file}/") for other in folded)], "a file is a folder"


class Links(HTMLParser):
    """The tags of a page, and the addresses that it names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        refresh = re.fullmatch("0; url=(.*)", values.get("content") or "")
        self.found |= {value for value in (values.get("href"), refresh and refresh[1]) if value}


def test_a_redirect_names_one_address_and_runs_nothing() -> None:
    vault = Vault.of({"x/Q & A.md": "---\ntitle: <b>Q</b>\n---\n"})
    page = Links(redirect_page("old/q.html", "x/Q & A.md", "<b>Q</b>", addresses(vault, directories=False)))

    assert page.found == {"../x/Q%20%26%20A.html", "data:,"}
    assert not {"script", "b"} & set(page.tags)
