"""Vaults of cases: the notes that a case gives, opened as a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from cases import Case, read_cases

from notewright.build import settings
from notewright.build.open import open_project
from notewright.build.project import Project

CASES = Path(__file__).parent / "cases"
_NO_NOTES = {"options", "expected"}


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Case], list[str]]:
    """What the project says of a case, a line a diagnostic: `path:line:column CODE severity`.

    Starting the processes that run cells and verify formulas takes longer than the cases themselves, so the cases of
    `CELL.md` and `FORM.md` with the same options are one vault, in which each case has a folder.
    """
    shared = {case: vault for name in ("CELL", "FORM") for vault in _vaults(name) for case in vault.values()}
    opened: dict[str, list[str]] = {}

    def open_vault(folders: Mapping[str, Case]) -> list[str]:
        name = " ".join(folders)
        if name not in opened:
            opened[name] = _told(_project(tmp_path_factory.mktemp("vault"), folders))
        return opened[name]

    def find(case: Case) -> list[str]:
        needed = _options(case).get("needs", "name")
        if not hasattr(os, needed):
            pytest.skip(f"the system has no os.{needed}")
        folders = shared.get(case, {})
        lines = open_vault(folders) if folders else _told(_project(tmp_path_factory.mktemp("vault"), {"": case}))
        prefix = next((f"{folder}/" for folder, other in folders.items() if other == case), "")
        told = [line.removeprefix(prefix) for line in lines if line.startswith(prefix)]
        return [line for line in told if _is_compared(line, case)]

    return find


def _vaults(name: str) -> Iterator[Mapping[str, Case]]:
    by_options: dict[str, list[Case]] = {}
    for case in read_cases(CASES / f"{name}.md"):
        by_options.setdefault(case.get("options"), []).append(case)
    for cases in by_options.values():
        if len(cases) > 1:
            yield {f"{name}-{case.line}": case for case in cases}


def _options(case: Case) -> dict[str, Any]:
    return yaml.safe_load(case.get("options")) or {}


def _is_compared(line: str, case: Case) -> bool:
    """What is only good to know is compared where a case is about it."""
    return not line.endswith(" info") or bool(_options(case).get("info"))


def _project(root: Path, folders: Mapping[str, Case]) -> Project:
    files = {}
    for folder, case in folders.items():
        for path, data in _files(case):
            file = root / folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if data is not None:
                file.write_bytes(data)
            files[f"{folder}/{path}".lstrip("/")] = file
    options = _options(next(iter(folders.values())))
    chosen = settings.Settings(
        links=settings.Links(**options.get("links", {})),
        dataview=settings.Dataview(**options.get("dataview", {})),
        examples=settings.Examples(**options.get("examples", {})),
        formulas=settings.Formulas(
            **{
                key: tuple(value) if isinstance(value, list) else value
                for key, value in options.get("formulas", {}).items()
            }
        ),
        publish=settings.Publish(
            **{
                key: tuple(value) if isinstance(value, list) else value
                for key, value in options.get("publish", {}).items()
            }
        ),
        cache=settings.Cache(dir=""),
    )
    return open_project(files, root, root, chosen, datetime(2026, 1, 1, tzinfo=UTC))


def _files(case: Case) -> Iterator[tuple[str, bytes | None]]:
    """The files of a case; a file that is `missing` was there when the folder was listed, and is gone."""
    options = _options(case)
    for name, text in case.parts:
        if name not in _NO_NOTES:
            yield name, text.encode(options.get("encoding", "utf-8"))
    if "missing" in options:
        yield options["missing"], None


def _told(project: Project) -> list[str]:
    return [
        f"{problem.path}:{problem.line}:{problem.column} {problem.code} {problem.severity}"
        for problem in project.diagnostics
    ]
