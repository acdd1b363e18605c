"""Fields of a page where there are lists: that not all items are read for them changes nothing."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from notewright.build.pages import VaultPages
from notewright.vault import Vault
from notewright.vault.list_stretch import list_stretches

_LEAD = st.sampled_from(["", "", "  ", "    ", "> ", "- ", "- > ", "1. ", "[^1]: ", "- - ", "  > - "])
_REST = st.sampled_from(
    [
        *("", "[ ] task [a:: 1]", "[x] done 📅 2024-05-15", "item (b:: 2)", "c:: 3", "text", "a:: [[]]", "# H [d:: 4]"),
        *("```", "%%", "| e:: 5 |", "<!-- f:: 6 -->", "[y:: z] ::", "a:: [[#x]], [[n]]", "✅ 2024-05-15"),
    ]
)
_NOTES = st.lists(st.builds(str.__add__, _LEAD, _REST), max_size=8).map("\n".join)


def fields(text: str) -> list[tuple[str, str]]:
    page = VaultPages(Vault.of({"a.md": text, "n.md": "- [ ] [due:: 1]"})).page("a.md")
    return [(key, repr(value)) for key, value in page.items() if key != "file"]


@given(_NOTES)
def test_the_fields_are_those_that_reading_every_item_gives(text: str) -> None:
    with patch("notewright.dataview.data.fields.list_stretches", lambda *_: None):
        slowly = fields(text)

    assert fields(text) == slowly


@given(_NOTES)
def test_the_stretches_are_those_of_the_items(text: str) -> None:
    note = Vault.of({"a.md": text}).notes["a.md"]
    found = list_stretches(text, note.passages)

    assert found is None or found.lists == note.lists.stretches


def test_the_items_of_a_note_of_tasks_are_not_read_for_its_fields() -> None:
    pages = VaultPages(Vault.of({"a.md": "b:: 1\n\n- [ ] task [a:: 2]\n", "c.md": "b:: 1\n\n- item [a:: 2]\n"}))

    assert list(pages.page("a.md")) == ["file", "b"]
    assert "lists" not in vars(pages.vault.notes["a.md"])
    assert list(pages.page("c.md")) == ["file", "a", "b"]
    assert "lists" in vars(pages.vault.notes["c.md"])


def test_a_task_in_a_quote_in_an_item_is_text_of_the_item() -> None:
    assert fields("- item\n\n  > - [ ] task [a:: 2]\n") == [("a", "2.0")]
    assert fields("- item\n\n  - [ ] task [a:: 2]\n") == []


def test_a_link_to_its_own_note_is_another_in_each_note_of_a_folder() -> None:
    texts = {
        "a.md": "---\np: '[[#x]]'\n---\nf:: [[]], [[n]]",
        "b.md": "---\np: '[[#x]]'\n---\nf:: [[]], [[n]]",
        "n.md": "",
    }
    pages = VaultPages(Vault.of(texts))

    assert [repr(pages.page(path)[key]).count(f"path='{path}'") for path in ("a.md", "b.md") for key in "pf"] == [1] * 4


def test_the_same_link_leads_from_each_folder_to_the_note_in_it() -> None:
    texts = {"x/a.md": "f:: [[n]]", "y/a.md": "f:: [[n]]", "x/n.md": "", "y/n.md": ""}
    pages = VaultPages(Vault.of(texts))

    assert ["path='x/n.md'" in repr(pages.page("x/a.md")), "path='y/n.md'" in repr(pages.page("y/a.md"))] == [
        True,
        True,
    ]
