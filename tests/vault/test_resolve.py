"""From the words of a link to a file: Obsidian's order, fact by fact."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.vault import Vault
from notewright.vault.resolve import Names, Resolution, is_note


def leads(target: str, *paths: str, origin: str = "Home.md") -> str | None:
    """The path that a link leads to, in a vault of these files."""
    return Names([origin, *paths]).resolve(target, origin).path


def destination(text: str, **notes: str) -> tuple[str | None, str | None]:
    """Where the first link of a note leads, and to which id, in a vault of that note and others."""
    vault = Vault.of({"Home.md": text, **{f"{name}.md": body for name, body in notes.items()}})
    found = vault.destination(vault.notes["Home.md"].outlinks[0], "Home.md")
    return found.path, found.anchor


def test_a_name_with_or_without_the_extension_is_the_same_note() -> None:
    assert leads("Three laws", "Three laws.md") == "Three laws.md"
    assert leads("Three laws.md", "Three laws.md") == "Three laws.md"


def test_a_path_is_read_from_the_root() -> None:
    assert leads("Projects/Three laws", "Projects/Three laws.md", "a/Three laws.md") == "Projects/Three laws.md"


def test_case_does_not_count() -> None:
    assert leads("three LAWS", "Three laws.md") == "Three laws.md"


def test_a_link_in_another_case_is_told() -> None:
    assert not Names(["Note.md"]).resolve("note", "Note.md").cased
    assert Names(["Note.md"]).resolve("Note", "Note.md").cased


@pytest.mark.parametrize("target", ["Three_laws", "three-laws", "Threelaws", "Three  laws"])
def test_space_underscore_and_hyphen_are_different(target: str) -> None:
    assert leads(target, "Three laws.md") is None


def test_the_extension_has_no_case() -> None:
    assert leads("Ext", "Ext.MD") == "Ext.MD"
    assert leads("Ext.md", "Ext.MD") == "Ext.MD"


def test_a_file_that_is_no_note_needs_its_extension() -> None:
    assert leads("Figure 1.png", "Figure 1.png") == "Figure 1.png"
    assert leads("Figure 1", "Figure 1.png") is None


def test_a_dot_is_no_extension() -> None:
    assert leads("v1.2 notes", "v1.2 notes.md") == "v1.2 notes.md"
    assert leads("007.jpg", "007.jpg.md") == "007.jpg.md"


def test_a_file_of_just_that_name_comes_before_a_note_about_it() -> None:
    found = Names(["photo.jpg", "photo.jpg.md"]).resolve("photo.jpg", "Home.md")

    assert found == Resolution("photo.jpg")


def test_white_space_around_a_name_is_dropped() -> None:
    assert leads(" My Note ", "My Note.md") == "My Note.md"


def test_an_address_is_a_name() -> None:
    assert leads("https://x.y", "x.y.md") is None


@pytest.mark.parametrize("target", ["Caf\u00e9", "Cafe\u0301"])
@pytest.mark.parametrize("path", ["Caf\u00e9.md", "Cafe\u0301.md"])
def test_one_letter_or_letter_and_accent_are_the_same(target: str, path: str) -> None:
    assert leads(target, path) == path


@pytest.mark.parametrize("name", ["Q&A", "It's", "100%", "a+b", "[x]", "(y)", "日本"])
def test_signs_in_a_name_are_only_signs(name: str) -> None:
    assert leads(name, f"{name}.md") == f"{name}.md"


def test_the_exact_path_wins_over_the_neighbour() -> None:
    assert leads("Note", "Note.md", "Sub/Note.md", origin="Sub/Src.md") == "Note.md"


def test_the_neighbour_wins_over_the_shorter_path() -> None:
    assert leads("Deep", "x/Deep.md", "long/folder/Deep.md", origin="long/folder/Src.md") == "long/folder/Deep.md"


def test_a_note_in_a_folder_above_is_no_neighbour() -> None:
    assert leads("Deep", "x/Deep.md", "long/Deep.md", origin="long/folder/Src.md") == "x/Deep.md"


def test_the_shortest_path_wins() -> None:
    assert leads("Deep", "x/Deep.md", "zz/a/Deep.md") == "x/Deep.md"


def test_characters_are_counted_and_not_folders() -> None:
    assert leads("Deep", "a/b/Deep.md", "long name/Deep.md") == "a/b/Deep.md"


def test_equal_paths_are_told_and_the_first_is_taken() -> None:
    found = Names(["b/Deep.md", "a/Deep.md", "long/Deep.md"]).resolve("Deep", "Home.md")

    assert found == Resolution("a/Deep.md", ("b/Deep.md",))


def test_the_very_case_wins_over_another() -> None:
    assert leads("note", "Note.md", "note.md") == "note.md"
    assert leads("Note", "Note.md", "note.md") == "Note.md"


def test_folders_are_matched_whole() -> None:
    assert leads("oo/One", "foo/One.md") is None
    assert leads("foo/One", "x/foo/One.md") == "x/foo/One.md"


def test_a_markdown_link_is_looked_for_in_the_whole_vault() -> None:
    assert destination("[t](Deep.md)", **{"x/Deep": ""}) == ("x/Deep.md", "")


def test_a_folder_is_no_target() -> None:
    assert leads("Folder", "Folder/Folder.md") == "Folder/Folder.md"
    assert leads("Folder", "Folder/Other.md") is None
    assert leads("Folder/", "Folder/Folder.md") is None


def test_a_leading_slash_is_the_root() -> None:
    assert leads("/Note", "Note.md", "Sub/Note.md", origin="Sub/Src.md") == "Note.md"


def test_dots_are_read_from_the_folder_of_the_note() -> None:
    assert leads("../Other", "a/Other.md", "Other.md", origin="a/b/Src.md") == "a/Other.md"
    assert leads("./Other.md", "a/Other.md", "Other.md", origin="a/Src.md") == "a/Other.md"
    assert leads("../../../Other", "Other.md", origin="a/Src.md") is None


def test_aliases_are_not_names() -> None:
    assert destination("[[AL]]", Real="---\naliases: [AL]\n---\n") == (None, "")


def test_an_empty_target_is_the_note_itself() -> None:
    assert destination("# A\n\n[[#A]]") == ("Home.md", "a")


def test_a_wikilink_is_never_decoded() -> None:
    assert destination("[[a%20b]]", **{"a b": ""}) == (None, "")
    assert destination("[t](a%20b)", **{"a b": ""}) == ("a b.md", "")


def test_a_markdown_link_is_cut_before_it_is_decoded() -> None:
    assert destination("[t](C%23.md#x%20y)", **{"C#": "# X y"}) == ("C#.md", "x-y")


NESTED = "# A\n\n### B\n\n# C\n\n### B\n\n# A\n\n### D"


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [("B", "b"), ("A#B", "b"), ("C#B", "b_1"), ("A#D", "d"), ("C#A", None), ("B#A", None), ("A#C", None), ("##B", "b")],
)
def test_each_heading_of_a_fragment_narrows(fragment: str, anchor: str | None) -> None:
    assert destination(f"[[N#{fragment}]]", N=NESTED) == ("N.md", anchor)


@pytest.mark.parametrize("words", ["16 41", "16:41", "  16   41 "])
def test_punctuation_and_spaces_of_a_heading_do_not_count(words: str) -> None:
    assert destination(f"[[N#{words}]]", N="## 16:41") == ("N.md", "1641")


@pytest.mark.parametrize("words", ["see y Z", "See [[X y]] **z**", "See X y z"])
def test_a_heading_is_found_by_what_it_shows_and_by_how_it_is_written(words: str) -> None:
    assert destination(f"[t](N#{words.replace(' ', '%20')})", N="## See [[X|y]] **z**") == ("N.md", "see-y-z")


def test_emoji_tell_headings_apart() -> None:
    assert destination("[[N#🎂 Party]]", N="# 🎉 Party\n\n# 🎂 Party") == ("N.md", "party_1")


def test_of_equal_headings_the_first_is_meant() -> None:
    assert destination("[[N#a]]", N="# a\n\n# a") == ("N.md", "a")


def test_a_heading_that_is_not_there_has_no_id() -> None:
    assert destination("[[N#Nope]]", N="# A") == ("N.md", None)


def test_a_block_is_found_in_any_case_and_kept_apart_from_headings() -> None:
    assert destination("[[N#^ABC]]", N="# Abc\n\ntext ^abc") == ("N.md", "^abc")
    assert destination("[[N#abc]]", N="# Abc\n\ntext ^abc") == ("N.md", "abc")
    assert destination("[[N#^nope]]", N="text ^abc") == ("N.md", None)


def test_a_block_below_a_heading_is_the_block() -> None:
    assert destination("[[N#Abc#^id]]", N="# Abc\n\ntext ^id") == ("N.md", "^id")


def test_a_fragment_of_a_file_is_not_looked_for() -> None:
    vault = Vault.of({"Home.md": "![[a.pdf#page=3]]"}, ["a.pdf"])

    assert vault.destination(vault.notes["Home.md"].outlinks[0], "Home.md").anchor == ""


def test_what_is_a_note() -> None:
    assert is_note("a/B.MD")
    assert is_note("b.markdown")
    assert not is_note("md")
    assert not is_note("b.mdx")


PATHS = st.lists(st.from_regex(r"([aB .é]{1,3}/){0,2}[aB.é]{1,3}(\.md|\.png)?", fullmatch=True), max_size=6)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(PATHS, st.text(alphabet="aB ./é#\\%", max_size=8))
def test_resolving_never_fails_and_leads_to_a_file(paths: list[str], target: str) -> None:
    found = Names(paths).resolve(target, "a/o.md")

    assert found.path in {None, "a/o.md", *paths}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(PATHS)
def test_a_path_in_full_leads_to_its_file_in_any_order(paths: list[str]) -> None:
    for path in paths:
        forwards, backwards = Names(paths).resolve(path, "o.md"), Names(paths[::-1]).resolve(path, "o.md")
        assert forwards == backwards
        if "/./" not in f"/{path}" and not path.startswith((" ", ".")) and not path.endswith(" "):
            assert forwards.path is not None


FOLDERS = st.sampled_from(["", "a/", "b/", "a/b/", "long/", "A/"])
NAMES = st.sampled_from(["n.md", "N.md", "m.md", "n.png", "n.x.md", "é.md", "e\u0301.md"])
VAULTS = st.lists(st.builds("{}{}".format, FOLDERS, NAMES), min_size=1, max_size=8, unique=True)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VAULTS, st.randoms(use_true_random=False), NAMES, FOLDERS)
def test_the_answer_does_not_depend_on_the_order_of_files(paths: list[str], random: Random, name: str, at: str) -> None:
    shuffled = random.sample(paths, len(paths))

    assert Names(shuffled).resolve(name, f"{at}o.md") == Names(paths).resolve(name, f"{at}o.md")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VAULTS, FOLDERS)
def test_a_path_in_full_is_its_file_wherever_the_link_stands(paths: list[str], at: str) -> None:
    names = Names(paths)

    for path in paths:
        assert names.resolve(path, f"{at}o.md").path == path or is_twin(path, paths)
        assert names.resolve(f"/{path}", f"{at}o.md") == names.resolve(path, f"{at}o.md")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VAULTS, FOLDERS)
def test_a_name_at_the_root_wins_else_the_neighbour_else_the_shortest(paths: list[str], at: str) -> None:
    named = [path for path in paths if path.rpartition("/")[2] == "m.md"]
    beside = [path for path in named if path == f"{at}m.md"]
    found = Names(paths).resolve("m", f"{at}o.md").path

    if "m.md" in named:
        assert found == "m.md"
    elif beside:
        assert found == beside[0]
    else:
        assert found == min(named, key=lambda path: (len(path), path), default=None)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VAULTS, NAMES, FOLDERS)
def test_rivals_are_told_exactly_where_there_is_no_reason_to_choose(paths: list[str], name: str, at: str) -> None:
    found = Names(paths).resolve(name, f"{at}o.md")

    assert found.path not in {*found.rivals, *found.twins}
    assert all(len(rival) == len(found.path or "") for rival in found.rivals) or "é" in unicodedata.normalize(
        "NFC", name
    )


def is_twin(path: str, paths: list[str]) -> bool:
    """Whether another file has the same path but for its accents, which links do not tell apart."""
    same = unicodedata.normalize("NFC", path)
    return [unicodedata.normalize("NFC", other) for other in paths].count(same) > 1
