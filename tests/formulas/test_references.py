"""Anything that can be called and says what it takes can be compared with; what cannot has one clear message."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from notewright.formulas import Formula, Verdict, parse_binding, verify

HERE = Path(__file__).parent
NAME = "reference_kinds"


@pytest.fixture(autouse=True)
def _references_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


def verdict_on(comment: str, text: str = r"\sum_i x_i^2") -> Verdict:
    return verify(Formula("note.md", 1, 1, text, "latex", parse_binding(f"{NAME}.{comment}")), (NAME,))


@pytest.mark.parametrize(
    "comment",
    [
        "squares(x)", "wrapped(x)", "instance(x)", "instance.method(x)", "Squares.static(x)", "by_name(values=x)",
        "in_order(x)", "with_more(x)", "writes(x)", "talks(x)",
    ],
)  # fmt: skip
def test_whatever_can_be_called_is_a_reference(comment: str) -> None:
    assert (verdict_on(comment).state, verdict_on(comment, r"\sum_i x_i").state) == ("verified", "refuted")


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("by_chance(x)", "it must not depend on chance"),
        ("slowly(x)", "too long for a hundred draws"),
        ("ends(x)", "raised SystemExit"),
        ("without_end(x)", "raised RecursionError"),
        ("complex_number(x)", "it must return floats"),
        ("nothing(x)", "it must return floats"),
        ("ragged(x)", "raised ValueError"),
    ],
)
def test_what_gives_no_numbers_decides_nothing(comment: str, message: str) -> None:
    verdict = verdict_on(comment)
    assert (verdict.state, message in verdict.message) == ("inconclusive", True), verdict.message


def test_a_list_is_an_array() -> None:
    assert verdict_on("a_list(x) per i", "x_i^2").state == "verified"
