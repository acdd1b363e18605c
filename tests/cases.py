"""Reads a Markdown file of cases: a heading names a case, its fenced blocks are the parts.

## a link in code is not a link

~~~ note
`[[x]]`
~~~

~~~ links
~~~
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_PART = re.compile(r"^~~~ ?(?P<name>[^\n]*)\n(?P<text>.*?)^~~~$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One case: `parts` are (name, text) in the order written; `line` is where its heading stands."""

    title: str
    line: int
    parts: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        return next(text for part, text in self.parts if part == name)

    def __contains__(self, name: str) -> bool:
        return any(part == name for part, _ in self.parts)

    def get(self, name: str, default: str = "") -> str:
        """The text of a part, or `default` when the case has none of that name."""
        return next((text for part, text in self.parts if part == name), default)


def read_cases(path: Path) -> list[Case]:
    """The cases of a file, in order."""
    text = path.read_text(encoding="utf-8")
    inside = [part.span() for part in _PART.finditer(text)]  # a part may have headings of its own
    starts = [
        heading
        for heading in _HEADING.finditer(text)
        if not any(start < heading.start() < end for start, end in inside)
    ]
    ends = [following.start() for following in starts[1:]] + [len(text)]
    cases = []
    for heading, end in zip(starts, ends, strict=True):
        parts = tuple((p["name"].strip(), p["text"]) for p in _PART.finditer(text, heading.end(), end))
        cases.append(Case(heading["title"].strip(), text.count("\n", 0, heading.start()) + 1, parts))
    return cases
