"""Markdown → the text without its marks, for what cannot show them."""

from __future__ import annotations

import re
from typing import Final

# In this order: a mark may only show once another is gone.
_MARKS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"\[\[([^|]*?)\]\]", r"\1"),
        (r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|\Z)", ""),
        (r"^(\s*)(?:[*+-]|[0-9]+\.)\s+", r"\1"),
        (r"\n={2,}", "\n"),
        (r"~{3}.*\n", ""),
        (r"~~", ""),
        (r"```.*\n\s*([\s\S]*?)\s*```", r"\1"),
        (r"<[^>]*>", ""),
        (r"\A[=-]{2,}\s*\Z", ""),
        (r"\[\^.+?\](?:: .*?\Z)?", ""),
        (r"\s{0,2}\[.*?\]: .*?\Z", ""),
        (r"!\[(.*?)\][\[(].*?[\])]", r"\1"),
        (r"\[([\s\S]*?)\]\s*[(\[].*?[)\]]", r"\1"),
        (r"^(\n)?\s{0,3}>\s?", r"\1"),
        (r"^(\n)?\s*#{1,6}\s*(?: (.+))? +#+$", r"\1\2"),
        (r"^(\n)?\s*#{1,6}\s*(?: (.+))?$", r"\1\2"),
        (r"(\*+)(\S)(.*?\S)??\1", r"\2\3"),
        (r"(^|\W)(_+)(\S)(.*?\S)??\2($|\W)", r"\1\3\4\5"),
        (r"(`{3,})(.*?)\1", r"\2"),
        (r"`(.+?)`", r"\1"),
        (r"~(.*?)~", r"\1"),
    )
)
_PIPED_LINK: Final = re.compile(r"\[\[.*?\|(.*?)\]\]")


def plain_text(markdown: str) -> str:
    """The text; of links with a label only the first loses its brackets, as in the app."""
    (links, replacement), *marks = _MARKS
    text = _PIPED_LINK.sub(r"\1", links.sub(replacement, markdown), count=1)
    for pattern, replacement in marks:
        text = pattern.sub(replacement, text)
    return text
