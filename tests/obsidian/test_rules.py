"""Every rule has a case: its id stands in the title of one."""

from __future__ import annotations

import re
from pathlib import Path

from cases import read_cases

CASES = Path(__file__).parent / "cases"
RULES = {
    "L": range(1, 19),  # wiki links
    "R": range(1, 9),  # where they lead
    "A": range(1, 11),  # headings
    "B": range(1, 9),  # named blocks
    "F": range(1, 6),  # links in properties
    "E": [*range(1, 14), *range(20, 32)],  # embeds and media
    "C": range(1, 14),  # callouts
    "T": range(1, 14),  # tags
    "M": range(1, 8),  # comments
    "X": range(1, 11),  # math
    "S": range(1, 15),  # blocks
}


def test_every_rule_has_a_case() -> None:
    titles = [case.title for path in sorted(CASES.glob("*.md")) for case in read_cases(path)]
    found = {name for title in titles for name in re.findall(r"\b[A-Z]\d+\b", title)}

    assert sorted({f"{letter}{number}" for letter, numbers in RULES.items() for number in numbers} - found) == []
