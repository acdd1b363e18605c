"""What every test folder shares: `cases` from Markdown files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# `tests` is not a package; its one shared module is found by name.
sys.path.insert(0, str(Path(__file__).parent))

from cases import read_cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`@pytest.mark.cases("cases/link.md")` runs a test once for each case of the file beside it."""
    marker = metafunc.definition.get_closest_marker("cases")
    if marker is None:
        return
    paths = [path for pattern in marker.args for path in sorted(Path(metafunc.definition.path).parent.glob(pattern))]
    assert paths, f"no file of cases matches {marker.args}"
    found = [(path, case) for path in paths for case in read_cases(path)]
    metafunc.parametrize(
        "case", [case for _, case in found], ids=[f"{path.stem}:{case.line}:{case.title}" for path, case in found]
    )
