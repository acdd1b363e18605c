"""Scripts of whole vaults: the same bytes each time, one word about a missing engine, and none where they are off."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rendered import rendered_page

from notewright.build.open import open_project
from notewright.build.project import Project
from notewright.build.settings import Cache, Dataview, Settings

SCRIPT = "```dataviewjs\ndv.list(dv.pages().sort(() => Math.random()).file.link); dv.span(new Date())\n```\n"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path) -> dict[str, Path]:
    texts = {"a.md": f"{SCRIPT}\n{SCRIPT}", "b.md": SCRIPT, "c.md": "Text with `$= 1`."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in texts}


def opened(vault: dict[str, Path], *, js: bool = True) -> Project:
    root = vault["a.md"].parent
    return open_project(vault, root, root, Settings(dataview=Dataview(js=js), cache=Cache(dir="")), NOW)


def codes(project: Project) -> list[str]:
    return [f"{problem.path} {problem.code}" for problem in project.diagnostics if problem.code.startswith("JS")]


def test_two_builds_give_the_same_bytes(vault: dict[str, Path]) -> None:
    first, second = opened(vault), opened(vault)

    assert [rendered_page(first, path) for path in vault] == [rendered_page(second, path) for path in vault]
    assert "January 01, 2026" in rendered_page(first, "a.md")


def test_a_missing_engine_is_told_once(vault: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notewright.dataview.javascript.is_installed", lambda: False)

    project = opened(vault)

    assert codes(project) == ["a.md JS004"]
    assert all("engine is not installed" in rendered_page(project, path) for path in vault)


def test_an_engine_that_is_there_is_not_told(vault: dict[str, Path]) -> None:
    assert codes(opened(vault)) == []


def test_each_script_of_a_site_that_runs_none_is_told(vault: dict[str, Path]) -> None:
    assert codes(opened(vault, js=False)) == ["a.md JS003", "a.md JS003", "b.md JS003", "c.md JS003"]


def test_a_site_that_runs_no_scripts_imports_nothing_for_them(vault: dict[str, Path]) -> None:
    program = (
        "import sys, pathlib; sys.path[:0] = sys.argv[2:]\n"
        "from tests.scripts import test_pages\n"
        "root = pathlib.Path(sys.argv[1])\n"
        "project = test_pages.opened({name: root / name for name in ('a.md', 'b.md', 'c.md')}, js=False)\n"
        "assert project.diagnostics\n"
        "print([name for name in sys.modules if 'javascript' in name or 'quickjs' in name])"
    )
    command = [sys.executable, "-c", program, str(vault["a.md"].parent), *sys.path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
