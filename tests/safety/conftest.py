"""Sites for the tests beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with an empty vault."""
    (tmp_path / "vault").mkdir()
    return Site(tmp_path)
