"""Where a table begins: a line of text above a row of hyphens with as many cells."""

from __future__ import annotations

import re

from notewright.text import Span

# A lone hyphen underlines a heading.
_DELIMITER_ROW = re.compile(r"(?!-[ \t]*+$)\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+(?:\|[ \t]*+)?$")
_BORDER = re.compile(r"(?<!\\)\|")


def begins_table(text: str, header: Span, line: Span) -> bool:
    """Whether the line below `header` makes a table of the two."""
    if _DELIMITER_ROW.match(text, line.start, line.end) is None or "|" not in text[header.start : header.end]:
        return False
    return _cells(text[header.start : header.end]) == _cells(text[line.start : line.end])


def _cells(row: str) -> int:
    row = row.strip(" \t").removeprefix("|")
    if not row:
        return 0
    return len(_BORDER.findall(row)) + (0 if row.endswith("|") and not row.endswith("\\|") else 1)
