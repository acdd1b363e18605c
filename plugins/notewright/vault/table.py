"""Tables of GFM: where one begins, and what the cells of a row are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from notewright.text import Span

# A lone hyphen underlines a heading.
_DELIMITER_ROW = re.compile(r"(?!-[ \t]*+$)\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+(?:\|[ \t]*+)?$")
_BAR = re.compile(r"(?<!\\)\|")
# In code a bar parts cells all the same, unless it is escaped; but code without one hides the signs of a comment.
_SIGN = re.compile(r"\\[|%`<]|%%|<!--|(`++)(?:[^`|]*+\1(?!`))?+|\|")
_CLOSERS = {"%%": "%%", "<!--": "-->"}


def begins_table(text: str, header: Span, line: Span) -> bool:
    """Whether the line below `header` makes a table of the two."""
    if _DELIMITER_ROW.match(text, line.start, line.end) is None or "|" not in text[header.start : header.end]:
        return False
    return len(cells(text, header)) == len(cells(text, line))


def cells(text: str, row: Span) -> list[Span]:
    """The cells of a row, without the white space around them; bars at its ends are its frame."""
    edges = [row.start - 1, *_bars(text, row), row.end]
    found = [_stripped(text, left + 1, right) for left, right in pairwise(edges)]
    if found[0].start == found[0].end:
        del found[0]
    if found and found[-1].start == found[-1].end:
        del found[-1]
    return found


def alignments(text: str, delimiter_row: Span) -> list[str]:
    """What the colons of the row of hyphens say of each column: `left`, `center`, `right` or nothing."""
    written = [text[cell.start : cell.end] for cell in cells(text, delimiter_row)]
    return [_ALIGNMENTS[hyphens.startswith(":"), hyphens.endswith(":")] for hyphens in written]


_ALIGNMENTS = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}


def _bars(text: str, row: Span) -> list[int]:
    """Where the bars are that part cells: all but those that a backslash protects, and those in a comment."""
    if text.find("%%", *row) >= 0 or text.find("<!--", *row) >= 0:
        return list(_bars_outside_comments(text, row))
    return [bar.start() for bar in _BAR.finditer(text, *row)]


def _bars_outside_comments(text: str, row: Span) -> Iterator[int]:
    at, open_to_the_end = row.start, set()
    while found := _SIGN.search(text, at, row.end):
        sign, at = found[0], found.end()
        if sign == "|":
            yield found.start()
        elif sign in _CLOSERS and sign not in open_to_the_end:
            closing = text.find(_CLOSERS[sign], at, row.end)
            if closing >= 0:
                at = closing + len(_CLOSERS[sign])
            else:
                open_to_the_end.add(sign)


def _stripped(text: str, start: int, end: int) -> Span:
    content = text[start:end].strip(" \t")
    if content:
        start = text.find(content, start, end)
    return Span(start, start + len(content))
