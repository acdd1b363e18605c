"""Every construct by example: a case is a note and what it is made of."""

from __future__ import annotations

import pytest
from cases import Case
from printed import PRINTERS, printed


@pytest.mark.cases("cases/*.md")
def test_a_note_is_made_of(case: Case) -> None:
    expected = {part: text for part, text in case.parts if part != "note"}

    assert {part.partition(" ")[0] for part in expected} <= {*PRINTERS, "part"}
    assert {part: printed(part, case["note"]) for part in expected} == expected
