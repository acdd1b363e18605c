"""Every code has an entry in the handbook and a case that shows it."""

from __future__ import annotations

import re
from pathlib import Path

from cases import read_cases

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
CODE = re.compile(r'"((?:NOTE|LINK|PAGE|HTML|FIELD|DQL|JS|CELL|FORM|GATE)\d{3})"')

SHOWN_ELSEWHERE = {
    "JS004": "tests/scripts/test_pages.py",  # needs an environment without the engine
    "HTML004": "tests/safety/test_outside.py",  # needs a site with the extension for includes
    "NOTE026": "tests/pages/test_git_times.py",  # needs a repository
    "CELL009": "tests/cells/test_run.py",  # needs a worker that cannot start
}
"""Codes whose cases need more than notes, and where they are tested."""


def source_codes() -> set[str]:
    texts = (file.read_text(encoding="utf-8") for file in (ROOT / "plugins" / "notewright").rglob("*.py"))
    return {code for text in texts for code in CODE.findall(text)}


def case_codes() -> dict[str, set[str]]:
    """The codes that are expected in each file of cases."""
    return {
        file.stem: {line.split()[1] for case in read_cases(file) for line in case["expected"].splitlines()}
        for file in sorted(CASES.glob("*.md"))
    }


def handbook_codes() -> list[str]:
    text = (ROOT / "notes" / "handbook" / "Diagnostics.md").read_text(encoding="utf-8")
    return re.findall(r"^## ([A-Z]+\d{3})$", text, re.MULTILINE)


def test_every_code_of_the_source_has_a_case() -> None:
    shown = set().union(*case_codes().values())

    assert source_codes() - shown == set(SHOWN_ELSEWHERE)
    assert shown <= source_codes()


def test_what_is_shown_elsewhere_is() -> None:
    for code, file in SHOWN_ELSEWHERE.items():
        assert code in (ROOT / file).read_text(encoding="utf-8")


def test_a_case_stands_in_the_file_of_its_prefix() -> None:
    for prefix, codes in case_codes().items():
        assert {code[:-3] for code in codes} == {prefix}


def test_the_handbook_has_an_entry_for_every_code_and_for_no_other() -> None:
    assert sorted(handbook_codes()) == sorted(source_codes())
