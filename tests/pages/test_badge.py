"""The numbers on a badge."""

from __future__ import annotations

import pytest

from notewright.build.badge import error_of, numbers_of
from notewright.formulas.verdict import Verdict


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (1e-15, "1·10⁻¹⁵"),
        (2.2e-16, "3·10⁻¹⁶"),
        (9.3e-16, "1·10⁻¹⁵"),
        (3e-10, "3·10⁻¹⁰"),
        (9e-9, "9·10⁻⁹"),
    ],
)
def test_an_error_is_rounded_up(error: float, shown: str) -> None:
    assert error_of(error) == shown


def test_an_error_of_nothing_is_nothing() -> None:
    assert numbers_of(Verdict("verified", "m.f", 24)) == "24 draws, relative error 0"
    assert numbers_of(Verdict("verified", "m.f", 24, error=1e-16)) == "24 draws, relative error ≤ 1·10⁻¹⁶"
