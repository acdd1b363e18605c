"""What opens a quote, a list item or a footnote, and whether a line continues it."""

from __future__ import annotations

import re

from notewright.vault.block import Container, Indented, Item, Quote, item_of
from notewright.vault.line import Line

RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
"""A line across the page; it is no list item, though it may look like one."""
MARKER = re.compile(r"(?:(?P<sign>[-+*])(?!(?<!\+)(?:[ \t]*+(?P=sign)){2,}+[ \t]*+$)|([0-9]{1,9})([.)]))(?=[ \t]|$)")
"""What a list item begins with."""
FOOTNOTE = re.compile(r"\[\^[^\s\[\]]++\]:")
"""What a footnote begins with."""
OPENING = frozenset(">-+*0123456789[")
"""What a line begins with that opens a container."""


def continues(container: Container, line: Line) -> bool:
    """Whether the line goes on inside the container; if so, what it puts before the content is eaten."""
    if isinstance(container, Quote):
        if line.first != ">" or line.indent > 3:
            return False
        line.eat(1)
        line.skip(1)
    elif line.indent >= container.offset or not line.first:
        line.skip(container.offset)
    else:
        return False
    return True


def quote(line: Line) -> Quote:
    """The quote that begins where the line has come to; its sign is eaten."""
    found = Quote(line.rest)
    line.eat(1)
    line.skip(1)
    return found


def item(line: Line, before: Container | None, in_paragraph: bool) -> Item | None:
    """The item that begins where the line has come to; its marker is eaten.

    It joins the list of `before`, whose place it takes. In the middle of a paragraph, an empty item or one that does
    not count from 1 is only a line of text.
    """
    start, end = line.rest, line.end
    found = MARKER.match(line.text, start, end)
    if found is None:
        return None
    bullet, digits, delimiter = found.groups()
    number = int(digits) if digits else 0
    if in_paragraph and ((digits and number != 1) or not line.text[found.end() : end].strip(" \t")):
        return None
    width = found.end() - start
    offset = line.indent + width
    line.eat(width)
    # Five columns or more are one, and the indentation of a code block.
    padding = line.indent if line.first and line.indent <= 4 else 1
    line.skip(padding)
    sign = bullet or delimiter
    list_start = before.list_start if isinstance(before, Item) and before.delimiter == sign else start
    return item_of((start, list_start, bool(digits), number, sign, offset + padding))


def footnote(line: Line) -> Indented | None:
    """The footnote that begins where the line has come to; its name is eaten."""
    found = FOOTNOTE.match(line.text, line.rest, line.end)
    if found is None:
        return None
    note = Indented(line.rest, 2, found[0])
    line.eat(len(found[0]))
    line.skip(line.indent)
    return note
