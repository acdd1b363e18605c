r"""What MathJax accepts in Obsidian, as readers see it.

A case is lists of formulas, one a line: `shown` without a word, `same` (two that look alike), `holds` (a formula, and
what its MathML holds), `said` and `refused` (a formula, the column, counted from 1, and how the message begins).
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from cases import Case, read_cases

from notewright.formulas import FormulaError
from notewright.formulas.mathml import show

ROOT = Path(__file__).resolve().parents[2]
CASES = read_cases(Path(__file__).parent / "cases" / "rendering.md")
# What no font for formulas has; browsers take it from another.
OF_OTHER_FONTS = frozenset("ᵢ中文")


def lines(part: str) -> list[tuple[str, str]]:
    return list(_lines(part))


def _lines(part: str) -> Iterator[tuple[str, str]]:
    for case in CASES:
        for line in case.get(part).splitlines():
            before, _, after = line.partition(" ⟶")
            yield before, after.strip()


def plain(latex: str) -> str:
    """The MathML without the source."""
    return re.sub(r'<math alttext="[^"]*+"', "<math", show(latex, display=True).html)


@pytest.mark.cases("cases/rendering.md")
def test_a_case_says_something(case: Case) -> None:
    assert {name for name, _ in case.parts} <= {"shown", "same", "holds", "said", "refused"}
    assert all(text.strip() for _, text in case.parts)


@pytest.mark.parametrize("latex", [latex for latex, _ in lines("shown")])
def test_it_is_shown_without_a_word(latex: str) -> None:
    assert show(latex, display=True).notices == ()


@pytest.mark.parametrize(("latex", "other"), lines("same"))
def test_two_spellings_look_alike(latex: str, other: str) -> None:
    assert plain(latex) == plain(other)


@pytest.mark.parametrize(("latex", "part"), lines("holds"))
def test_the_markup_holds_what_it_should(latex: str, part: str) -> None:
    assert part in plain(latex)


@pytest.mark.parametrize(("latex", "said"), lines("said"))
def test_what_mathml_lacks_is_said(latex: str, said: str) -> None:
    column, _, message = said.partition(" ")
    (notice,) = show(latex, display=True).notices

    assert (notice.offset + 1, notice.message[: len(message)]) == (int(column), message)
    assert "<mi>x</mi>" in plain(latex)


@pytest.mark.parametrize(("latex", "told"), lines("refused"))
def test_what_cannot_be_shown_is_refused_at_its_column(latex: str, told: str) -> None:
    column, _, message = told.partition(" ")
    with pytest.raises(FormulaError) as caught:
        show(latex, display=True)

    assert (caught.value.offset + 1, caught.value.message[: len(message)]) == (int(column), message)


def test_the_font_has_every_sign() -> None:
    ranges = runpy.run_path(str(ROOT / "scripts" / "subset-font"))["RANGES"]
    signs = {
        sign
        for part in ("shown", "same", "holds", "said")
        for latex, _ in lines(part)
        for sign in unescape(re.sub(r"<[^>]*+>", "", plain(latex)))
    }

    missing = {sign for sign in signs if not any(first <= ord(sign) <= last for first, last in ranges)}

    assert missing - {"\n"} == OF_OTHER_FONTS
