"""What is wrong in a note is told with the code, the place and the severity that its case says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases import Case


@pytest.mark.cases("cases/*.md")
def test_the_diagnostics_of_a_case(case: Case, found: Callable[[Case], list[str]]) -> None:
    assert found(case) == case["expected"].splitlines()
