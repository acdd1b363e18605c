"""Where a block of raw HTML begins and what ends it: the seven kinds of CommonMark."""

from __future__ import annotations

import re
from typing import NamedTuple

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|"
    "main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|"
    "title|tr|track|ul"
)
_ATTRIBUTE = r"""[ \t]+[A-Za-z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^ \t"'=<>`]+|'[^']*'|"[^"]*"))?"""

# What begins a block, and what ends it.
_KINDS: tuple[tuple[str, re.Pattern[str] | None], ...] = (
    (r"(?i:script|pre|style|textarea)(?=[\s>]|$)", re.compile(r"</(?:script|pre|style|textarea)>", re.I)),
    (r"!--", re.compile(r"-->")),
    (r"\?", re.compile(r"\?>")),
    (r"![A-Za-z]", re.compile(r">")),
    (r"!\[CDATA\[", re.compile(r"\]\]>")),
    (rf"/?(?i:{_BLOCK_TAGS})(?=[\s>]|/>|$)", None),
)
_OPENING = re.compile("<(?:" + "|".join(f"({beginning})" for beginning, _ in _KINDS) + ")")
_LONE_TAG = re.compile(rf"(?:<[A-Za-z][\w-]*(?:{_ATTRIBUTE})*[ \t]*/?>|</[A-Za-z][\w-]*[ \t]*>)[ \t]*$")


class HtmlBlockEnd(NamedTuple):
    """What the last line of a block of HTML holds; None where a blank line ends it."""

    end: re.Pattern[str] | None


_BLANK_LINE = HtmlBlockEnd(None)
_ENDS = (_BLANK_LINE, *(HtmlBlockEnd(end) for _, end in _KINDS))  # by the number of the group that was found


def html_block_end(text: str, at: int, end: int) -> HtmlBlockEnd | None:
    """What ends the block of HTML that begins at `at`; None when none begins."""
    found = _OPENING.match(text, at, end)
    return _ENDS[found.lastindex or 0] if found else None


def lone_tag_end(text: str, at: int, end: int) -> HtmlBlockEnd | None:
    """The same of a lone tag of any other name: it begins a block too, but does not interrupt a text."""
    return _BLANK_LINE if _LONE_TAG.match(text, at, end) else None
