"""Notes together: backlinks, tags, folders, titles."""

from __future__ import annotations

import pytest

from notewright.text import Source
from notewright.vault import Vault, read_note


def title(text: str, path: str = "My note.md") -> str:
    return read_note(Source(path, text)).title


def test_a_link_is_a_backlink_of_its_target() -> None:
    vault = Vault.of({"A.md": "[[B]]", "B.md": "", "C.md": "[b](B.md) ![[B]]"})

    assert [(link.origin, link.link.embed) for link in vault.backlinks["B.md"]] == [
        ("A.md", False),
        ("C.md", False),
        ("C.md", True),
    ]


def test_a_note_is_no_backlink_of_its_own() -> None:
    assert Vault.of({"A.md": "[[A]] [[#x]]"}).backlinks == {}


def test_a_link_in_a_property_is_a_backlink() -> None:
    (link,) = Vault.of({"A.md": '---\nup: "[[B]]"\n---\n', "B.md": ""}).backlinks["B.md"]

    assert link.link.property == "up"


def test_a_file_has_backlinks_too() -> None:
    assert "i.png" in Vault.of({"A.md": "![[i.png]]"}, ["i.png"]).backlinks


def test_notes_stand_in_the_order_of_paths() -> None:
    assert list(Vault.of({"b.md": "", "a/z.md": "", "B.md": ""}).notes) == ["B.md", "a/z.md", "b.md"]


def test_a_tag_bears_the_case_met_first() -> None:
    vault = Vault.of({"a.md": "#Tag", "b.md": "#tag/Sub"})

    assert vault.tags == {"tag": "Tag", "tag/sub": "tag/Sub"}


def test_a_note_bears_the_tags_above_its_own() -> None:
    vault = Vault.of({"a.md": "#home/x", "b.md": "#my/home"})

    assert vault.tagged("HOME") == ["a.md"]
    assert vault.tagged("nope") == ()


def test_a_folder_holds_what_is_below() -> None:
    vault = Vault.of({"a/b/c.md": "", "a/d.md": "", "ab.md": ""})

    assert vault.in_folder("a") == ["a/b/c.md", "a/d.md"]
    assert vault.in_folder("a/b/") == ["a/b/c.md"]
    assert vault.in_folder("") == ["a/b/c.md", "a/d.md", "ab.md"]
    assert vault.in_folder("nope") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Given\n---\n# Heading", "Given"),
        ("---\ntitle: 2024\n---\n", "2024"),
        ("---\ntitle: ''\n---\n# Heading", "Heading"),
        ("---\ntitle: [a]\n---\ntext", "My note"),
        ("# Heading\n\n# Other", "Heading"),
        ("<!-- c -->\n\n%%d%%\n\n# Heading", "Heading"),
        ("text\n\n# Heading", "My note"),
        ("## Heading", "My note"),
        ("#", "My note"),
        ("", "My note"),
    ],
)
def test_the_title(text: str, expected: str) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [("aliases: [a, b]", ("a", "b")), ("alias: a, b", ("a", "b")), ("aliases:\n  -\n  - 5", ("5",)), ("aliases:", ())],
)
def test_the_aliases(properties: str, expected: tuple[str, ...]) -> None:
    assert read_note(Source("a.md", f"---\n{properties}\n---\n")).aliases == expected


def test_a_note_knows_its_name_and_folder() -> None:
    note = read_note(Source("a/b/My.v1 note.md", ""))

    assert (note.name, note.folder, note.path) == ("My.v1 note", "a/b", "a/b/My.v1 note.md")


def test_an_empty_note_is_told_and_one_with_properties_is_not() -> None:
    assert [found.code for found in read_note(Source("a.md", "\n\n")).diagnostics] == ["NOTE009"]
    assert read_note(Source("a.md", "---\na: 1\n---\n")).diagnostics == ()
