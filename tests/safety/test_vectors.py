"""No note runs a program in its reader's browser; what a browser itself says stands in `tests/browser`."""

from __future__ import annotations

import pytest
from dangers import dangers
from vectors import page_of, vectors


@pytest.mark.parametrize("text", vectors())
def test_nothing_in_a_page_runs(text: str) -> None:
    assert dangers(page_of(text)) == []


def test_in_a_site_that_trusts_its_notes_most_of_them_would() -> None:
    found = [text for text in vectors() if dangers(page_of(text, html="trusted"))]

    assert len(vectors()) > 200
    assert len(found) > len(vectors()) // 2
