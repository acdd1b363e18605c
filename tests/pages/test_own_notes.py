"""The blocks of every page of our own notes are those that a renderer of CommonMark sees in the note."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rendered import outline, rendered_page

from notewright.build.open import open_project
from notewright.build.project import Project
from notewright.build.read import walk
from notewright.build.settings import Cache, Formulas, Links, Settings

NOTES = Path(__file__).parents[2] / "notes"
PATHS = sorted(file.relative_to(NOTES).as_posix() for file in NOTES.rglob("*.md"))
REFERENCE = MarkdownIt("commonmark", {"html": True}).enable("table")
# The generator's own words are no part of the comparison; an answer stands where the note has code.
ANSWER = re.compile(r'<div class="notewright-answer">.*?</div>', re.DOTALL)
PROBLEMS = re.compile(r'<details class="notewright-problems.*?</details>', re.DOTALL)
AS_QUOTES = {"pymdownx.quotes": {"callouts": False}}


@pytest.fixture(scope="module")
def project() -> Project:
    chosen = Settings(Links(backlinks=False, properties=False), formulas=Formulas(()), cache=Cache(dir=""))
    return open_project(walk(NOTES), NOTES.parent, NOTES, chosen, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("path", PATHS)
def test_the_outline_of_a_page_is_that_of_commonmark(path: str, project: Project) -> None:
    note = project.vault.notes[path]
    page = ANSWER.sub("<pre></pre>", PROBLEMS.sub("", rendered_page(project, path, AS_QUOTES)))
    judged = REFERENCE.render(note.source.text[note.front_matter.end :])
    own_title = bool(note.headings) and note.headings[0].opens_note

    assert outline(page) == outline(judged.split("</h1>", 1)[1] if own_title else judged)
