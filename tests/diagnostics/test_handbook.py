"""The handbook keeps the rules that it tells."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from notewright.build.open import open_project
from notewright.build.project import Project
from notewright.build.read import walk
from notewright.build.settings import Cache, Settings
from notewright.cli.report import FORMATS as CHECK_FORMATS
from notewright.dataview import FORMATS, FUNCTIONS
from notewright.site.defaults import NEEDED

NOTES = Path(__file__).parents[2] / "notes"
HANDBOOK = NOTES / "handbook"
PAGES = sorted(HANDBOOK.glob("*.md"))


@pytest.fixture(scope="module")
def project() -> Project:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return open_project(walk(NOTES), NOTES.parent, NOTES, Settings(cache=Cache(dir="")), moment)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_nothing_is_wrong_with_a_page_and_it_is_no_orphan(page: Path, project: Project) -> None:
    assert project.page(f"handbook/{page.name}").diagnostics == ()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_what_it_is_about(page: Path, project: Project) -> None:
    properties = project.vault.notes[f"handbook/{page.name}"].properties

    assert list(properties) == ["title", "description", "tags"]
    assert properties["tags"] == ["handbook"]


def test_every_family_of_query_functions_is_shown() -> None:
    shown = re.findall(r'^Table\("(\w+)"\)$', (HANDBOOK / "Query functions.md").read_text("utf-8"), re.MULTILINE)

    assert sorted(shown) == sorted({function.body.__module__.rpartition(".")[2] for function in FUNCTIONS.values()})


def test_every_extension_that_is_added_is_named() -> None:
    page = (HANDBOOK / "Markdown.md").read_text("utf-8")

    assert [name for name in NEEDED if f"`{name}`" not in page] == []


@pytest.mark.parametrize("form", sorted({*CHECK_FORMATS, *FORMATS}))
def test_every_form_of_output_is_named(form: str) -> None:
    assert f"`{form}`" in (HANDBOOK / "Command line.md").read_text("utf-8")
