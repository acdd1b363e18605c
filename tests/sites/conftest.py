"""Sites for the tests beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from built_site import Site

HERE = Path(__file__).parent


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with an empty vault."""
    (tmp_path / "vault").mkdir()
    return Site(tmp_path)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Site]:
    """A site with the vault of a folder beside the tests."""

    def copy(name: str) -> Site:
        shutil.copytree(HERE / name, tmp_path / "vault")
        return Site(tmp_path)

    return copy
