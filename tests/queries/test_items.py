"""The list items of a note as queries see them: a tree in which each knows its place."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st
from memory_notes import MemoryNotes

from notewright.dataview.data.item import Entry
from notewright.values import to_json

MARKERS = st.sampled_from(["- ", "* ", "1. ", "- [ ] ", "- [x] ", "> - ", "", "- - ", "# "])
lines = st.builds(lambda indent, marker, text: " " * indent + marker + text, st.integers(0, 7), MARKERS, st.just("a"))
notes = st.lists(lines | st.just(""), max_size=14).map("\n".join)


def items(text: str) -> list[Entry]:
    file = MemoryNotes({"a.md": text}).page("a.md")["file"]
    return file["lists"]


@given(notes)
def test_an_item_is_among_the_children_of_what_holds_it_and_of_nothing_else(text: str) -> None:
    found = items(text)
    above = {child["line"]: item["line"] for item in found for child in item["children"]}

    assert {item["line"]: item["parent"] for item in found if "parent" in item} == above
    assert len(list(chain.from_iterable(item["children"] for item in found))) == len(above)


@given(notes)
def test_a_task_is_fully_completed_where_nothing_open_is_below_it(text: str) -> None:
    def below(item: Entry) -> list[Entry]:
        return [item, *chain.from_iterable(below(child) for child in item["children"])]

    for item in items(text):
        if item["task"]:
            assert item["fullyCompleted"] == all(other["completed"] for other in below(item) if other["task"])


def test_a_deep_tree_is_written_once() -> None:
    text = "\n".join("  " * depth + f"- item {depth}" for depth in range(60))

    assert str(to_json(items(text)[0])).count("item 59") == 1


def test_former_names_are_found_and_not_listed() -> None:
    outer, inner = items("# A\n- [ ] a\n  - b\n")

    assert (outer["subtasks"], outer["real"], outer.get("header")) == ([inner], True, outer["section"])
    assert not {"subtasks", "real", "header", "position"} & set(outer)
    assert outer.get("nothing", 7) == 7
