"""What an export makes of notes.

A case's parts: `note PATH` (`note` alone is `note.md`), `file PATH` for any other file, `export PATH` (the text below
the properties and the title) and `whole PATH` (all of a file of the export).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cases import Case

if TYPE_CHECKING:
    from conftest import Export

PROPERTIES = re.compile(r"\A---\n.*?\n---\n\n", re.DOTALL)


@pytest.mark.cases("cases/*.md")
def test_the_export_is_plain_markdown(case: Case, exported: Export) -> None:
    files = exported({path_of(name): text for name, text in case.parts if name.partition(" ")[0] in {"note", "file"}})
    expected = [(name, text) for name, text in case.parts if name.partition(" ")[0] in {"export", "whole"}]

    assert expected
    for name, text in expected:
        found = files[path_of(name)]
        if name.startswith("export"):
            found = re.sub(r"\A# [^\n]*\n\n", "", PROPERTIES.sub("", found))
        assert found == text


def path_of(name: str) -> str:
    return name.partition(" ")[2] or "note.md"
