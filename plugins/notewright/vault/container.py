"""What opens a quote, a list item or a footnote, and whether a line continues it."""

from __future__ import annotations

import re

from notewright.vault.block import Container, Indented, Item, Quote
from notewright.vault.line import Line

_MARKER = re.compile(r"(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})(?P<delimiter>[.)]))(?=[ \t]|$)", re.ASCII)
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]++\]:")
_OPENING = frozenset(">-+*0123456789[")
RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
"""A line across the page; it is no list item, though it may look like one."""


def continues(container: Container, line: Line) -> bool:
    """Whether the line goes on inside the container; if so, what it puts before the content is eaten."""
    if isinstance(container, Quote):
        if line.indent > 3 or line.blank or line.text[line.rest] != ">":
            return False
        line.eat(1)
        line.skip(1)
    elif line.blank or line.indent >= container.offset:
        line.skip(container.offset)
    else:
        return False
    return True


def opening(line: Line, in_paragraph: bool, in_footnote: bool) -> Container | None:
    """The container that begins where the line has come to; its marker is eaten.

    In the middle of a paragraph, an empty item or one that does not count from 1 is only a line of text; so is a
    footnote in another.
    """
    if line.indent > 3 or line.rest >= line.end:
        return None
    first = line.text[line.rest]
    if first not in _OPENING:
        return None
    if first == ">":
        return _quote(line)
    if first in "-+*0123456789":
        return _item(line, in_paragraph)
    return None if in_footnote else _footnote(line)


def _quote(line: Line) -> Quote:
    quote = Quote(line.rest)
    line.eat(1)
    line.skip(1)
    return quote


def _item(line: Line, in_paragraph: bool) -> Item | None:
    text, start, end = line.text, line.rest, line.end
    found = _MARKER.match(text, start, end)
    if found is None or (found["bullet"] and RULE.match(text, start, end)):
        return None
    number = int(found["number"] or 0)
    if in_paragraph and ((found["number"] and number != 1) or not text[found.end() : end].strip(" \t")):
        return None
    width = found.end() - start
    offset = line.indent + width
    line.eat(width)
    # Five columns or more are one, and the indentation of a code block.
    padding = 1 if line.rest >= end or line.indent > 4 else line.indent
    line.skip(padding)
    delimiter = found["bullet"] or found["delimiter"]
    return Item(start, start, bool(found["number"]), number, delimiter, offset + padding)


def _footnote(line: Line) -> Indented | None:
    found = _FOOTNOTE.match(line.text, line.rest, line.end)
    if found is None:
        return None
    footnote = Indented(line.rest, 2, found[0])
    line.eat(len(found[0]))
    line.skip(line.indent)
    return footnote
