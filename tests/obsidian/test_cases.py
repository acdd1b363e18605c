"""Each rule of Obsidian's Markdown, as a reader meets it: notes in, the HTML of a page out.

A case is titled by the rule's id and what it says. Its parts: `note PATH` (`note` alone is `note.md`), `file PATH` for
any other file, `options` (groups of options, as YAML), `extensions` (of Markdown, as in `mkdocs.yml`), `diagrams`
(what of the site draws them: `fence` or `script`), `html PATH` (what the page shows below its title and the box of
problems), `says` (all diagnostics but orphans and doubles, a line each) and `lacks` (texts, a line each, that no
page holds).
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from cases import Case
from rendered import rendered_page

from notewright.build.dialect import Dialect
from notewright.build.open import open_project
from notewright.build.project import Project
from notewright.build.settings import Cache, Links, Settings

QUIET = {"links": {"backlinks": False, "properties": False}, "cache": {"dir": ""}}
UNSAID = frozenset({"LINK008", "PAGE003", "PAGE004"})
PROBLEMS = re.compile(r'<details class="notewright-problems.*?</details>', re.DOTALL)


@pytest.mark.cases("cases/*.md")
def test_the_page_is_what_obsidian_shows(case: Case, tmp_path: Path) -> None:
    project = opened(case, tmp_path)

    assert [name for name, _ in case.parts if is_expectation(name)]  # a case that expects nothing shows nothing
    for name, text in case.parts:
        what, _, path = name.partition(" ")
        if what == "html":
            page = PROBLEMS.sub("", rendered_page(project, path or "note.md", extensions(case)))
            assert lines(page) == lines(text)
        elif what == "says":
            assert told(project) == lines(text)
        elif what == "lacks":
            pages = "\n".join(rendered_page(project, path, extensions(case)) for path in project.vault.notes)
            assert [words for words in lines(text) if words in pages] == []


def is_expectation(name: str) -> bool:
    return name.partition(" ")[0] in {"html", "says", "lacks"}


def opened(case: Case, root: Path) -> Project:
    files = {}
    for name, text in case.parts:
        what, _, path = name.partition(" ")
        if what in {"note", "file"}:
            file = root / (path or "note.md")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            files[path or "note.md"] = file
    dialect = Dialect(frozenset(extensions(case)), case.get("diagrams").strip())
    return open_project(files, root, root, chosen(case), datetime(2026, 1, 1, tzinfo=UTC), dialect=dialect)


def extensions(case: Case) -> dict[str, dict[str, object]]:
    """The extensions of a case with their settings."""
    given = yaml.safe_load(case.get("extensions")) or []
    return {name: settings or {} for item in given for name, settings in _pairs(item)}


def _pairs(item: object) -> list[tuple[str, dict[str, object] | None]]:
    return list(item.items()) if isinstance(item, dict) else [(str(item), None)]


def chosen(case: Case) -> Settings:
    """The options of a case: those of the site, without backlinks and properties unless the case is about them."""
    given = yaml.safe_load(case.get("options")) or {}
    groups = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    made = {
        name: type(group)(**{**QUIET.get(name, {}), **{k: _frozen(v) for k, v in given.get(name, {}).items()}})
        for name, group in groups.items()
    }
    assert set(given) <= set(made), "an unknown group of options"
    return Settings(**made)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def told(project: Project) -> list[str]:
    return [
        f"{problem.path}:{problem.line}:{problem.column} {problem.code} {problem.severity}"
        for problem in project.diagnostics
        if problem.code not in UNSAID
    ]


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_the_quiet_options_are_real() -> None:
    assert Settings(links=Links(**QUIET["links"]), cache=Cache(**QUIET["cache"]))
