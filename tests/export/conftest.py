"""Exports for the tests beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from notewright.build.export.contents import export_contents
from notewright.build.open import open_project
from notewright.build.read import walk
from notewright.build.settings import Cache, Dataview, Examples, Settings

# Modules beside the tests are found by name.
TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS / "export"), str(TESTS / "vault"), str(TESTS / "gate")]

Export = Callable[[Mapping[str, str | bytes]], Mapping[str, str]]


@pytest.fixture
def exported(tmp_path: Path) -> Export:
    """The export of notes and other files by path: its files as text, those that are copied as their bytes read."""

    def export(texts: Mapping[str, str | bytes], *, run: bool = False, js: bool = False) -> Mapping[str, str]:
        vault = tmp_path / "vault"
        for path, text in texts.items():
            (vault / path).parent.mkdir(parents=True, exist_ok=True)
            (vault / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        settings = Settings(cache=Cache(""), dataview=Dataview(js=js), examples=Examples(run=run))
        files = walk(vault)
        project = open_project(files, tmp_path, vault, settings, datetime(2026, 1, 1, tzinfo=UTC))
        contents = export_contents(project, files).items()
        return {path: (data.read_bytes() if isinstance(data, Path) else data).decode() for path, data in contents}

    return export
