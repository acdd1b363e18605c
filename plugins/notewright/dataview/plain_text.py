"""Markdown → the text without its marks, for what cannot show them."""

from __future__ import annotations

import re
from typing import Final

from notewright.values.name import WHITESPACE

_SPACE: Final = WHITESPACE
_INK: Final = f"[^{WHITESPACE[1:]}"
_ANY: Final = r"[^\n\r\u2028\u2029]"
_NO_WORD: Final = "[^0-9A-Za-z_]"

# In this order: a mark may only show once another is gone.
_MARKS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"\[\[([^|]*?)\]\]", r"\1"),
        (rf"^[-*_](?:{_SPACE}*+[-*_]){{2}}[-*_]*+{_SPACE}*+", ""),
        (rf"^({_SPACE}*+)(?:[*+-]|[0-9]+\.){_SPACE}+", r"\1"),
        (r"\n={2,}", "\n"),
        (rf"~{{3}}{_ANY}*\n", ""),
        (r"~~", ""),
        (rf"```{_ANY}*\n", ""),
        (r"<[^>]*>", ""),
        (r"<[^>]*>", ""),
        (rf"\A[=-]{{2,}}{_SPACE}*\Z", ""),
        (rf"\[\^{_ANY}+?\](?:: {_ANY}*?\Z)?", ""),
        (rf"{_SPACE}{{0,2}}\[{_ANY}*?\]: {_ANY}*?\Z", ""),
        (rf"!\[({_ANY}*?)\][\[(]{_ANY}*?[\])]", r"\1"),
        (rf"\[([^\]]*+)\][\[(]{_ANY}*?[\])]", r"\1"),
        (rf"^(\n)?{_SPACE}{{0,3}}>{_SPACE}?", r"\1"),
        (rf"\A{_SPACE}{{1,2}}\[{_ANY}*?\]: {_INK}+(?: \"{_ANY}*?\")?{_SPACE}*\Z", ""),
        (
            rf"^(\n)?{_SPACE}*+#{{1,6}}{_SPACE}*(?: ({_ANY}+))? +#+$"
            rf"|^(\n)?{_SPACE}*+#{{1,6}}{_SPACE}*(?: ({_ANY}+))?$",
            r"\1\2\3\4",
        ),
        (rf"(\*+)({_INK})({_ANY}*?{_INK})??\1", r"\2\3"),
        (rf"(\A|{_NO_WORD})(_+)({_INK})({_ANY}*?{_INK})??\2(\Z|{_NO_WORD})", r"\1\3\4\5"),
        (rf"(`{{3,}})({_ANY}*?)\1", r"\2"),
        (rf"`({_ANY}+?)`", r"\1"),
        (rf"~({_ANY}*?)~", r"\1"),
    )
)
_PIPED_LINK: Final = re.compile(rf"\[\[{_ANY}*?\|({_ANY}*?)\]\]")


def plain_text(markdown: str) -> str:
    """The text; of links with a label only the first loses its brackets, as in the app."""
    (links, replacement), *marks = _MARKS
    text = _PIPED_LINK.sub(r"\1", links.sub(replacement, markdown), count=1)
    for pattern, replacement in marks:
        text = pattern.sub(replacement, text)
    return text
