"""Tables of GFM: where one begins, and what the cells of a row are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from notewright.text import Span, span_of

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
    found, at = [], row.start
    for written in _split(text, row):
        content = written.strip(" \t")
        start = at + written.find(content)
        found.append(span_of((start, start + len(content))))
        at += len(written) + 1
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


def _split(text: str, row: Span) -> list[str]:
    """What stands between the bars: between all but those that a backslash protects, and those in a comment."""
    written = text[row.start : row.end]
    if "%%" in written or "<!--" in written:
        edges = [-1, *_bars_outside_comments(written), len(written)]
        return [written[left + 1 : right] for left, right in pairwise(edges)]
    return _BAR.split(written) if "\\|" in written else written.split("|")


def _bars_outside_comments(row: str) -> Iterator[int]:
    at, open_to_the_end = 0, set()
    while found := _SIGN.search(row, at):
        sign, at = found[0], found.end()
        if sign == "|":
            yield found.start()
        elif sign in _CLOSERS and sign not in open_to_the_end:
            closing = row.find(_CLOSERS[sign], at)
            if closing >= 0:
                at = closing + len(_CLOSERS[sign])
            else:
                open_to_the_end.add(sign)
