"""The fields of notes, their list items and tasks, and `file`, as the app has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from cases import Case
from memory_notes import NOW, MemoryNotes, read_folder

from notewright.build.bookmarks import bookmarked
from notewright.build.times import FileFacts
from notewright.dataview import EvaluationError, evaluate_inline, value_error_to_json
from notewright.values import to_json


def notes(case: Case) -> MemoryNotes:
    texts = {name.removeprefix("note "): text for name, text in case.parts if name.startswith("note ")}
    return MemoryNotes(texts, {path: FileFacts(len(text.encode()), NOW, NOW) for path, text in texts.items()})


def answers(case: Case) -> Mapping[str, object]:
    return {expression: json.loads(json.dumps(answer(expression, notes(case)))) for expression in expected(case)}


def answer(expression: str, pages: MemoryNotes) -> object:
    try:
        return to_json(evaluate_inline(expression, pages, "a.md", NOW))
    except EvaluationError as error:
        return value_error_to_json(error)


def expected(case: Case) -> Mapping[str, object]:
    lines = (line.rpartition(" → ") for line in case["answers"].splitlines())
    return {expression: json.loads(value) for expression, _, value in lines}


@pytest.mark.cases("cases/data/*.md")
def test_a_note_has_what_the_app_finds_in_it(case: Case) -> None:
    assert answers(case) == expected(case)


def test_a_bookmarked_note_is_starred(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.md").write_text("x\n", encoding="utf-8")
    inner = {"type": "group", "title": "g", "items": [{"type": "file", "path": "two.md"}]}
    items = [
        {"type": "file", "path": "one.md"},
        {"type": "folder", "path": "three.md"},
        {"type": "group", "items": [inner]},
    ]
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "bookmarks.json").write_text(json.dumps({"items": items}), encoding="utf-8")
    pages = read_folder(tmp_path)

    assert [evaluate_inline(f"[[{name}]].file.starred", pages, None, NOW) for name in ("one", "two", "three")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("written", ["", "[", "[]", "3", '{"items": 3}', '{"items": [3, {"type": "file"}]}'])
def test_bookmarks_that_cannot_be_read_are_none(tmp_path: Path, written: str) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "bookmarks.json").write_text(written, encoding="utf-8")

    assert bookmarked(tmp_path) == frozenset()


def test_what_a_note_does_not_tell_is_worked_out_when_it_is_asked_for() -> None:
    pages = MemoryNotes({"a.md": "- [ ] task [[a]]\n"})
    pages.page("a.md")

    assert "lists" not in vars(pages.vault.notes["a.md"])
    assert evaluate_inline("length([[a]].file.tasks)", pages, None, NOW) == 1
    assert "lists" in vars(pages.vault.notes["a.md"])
