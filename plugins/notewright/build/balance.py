"""Whether HTML in a text closes what it opens, so that nothing of it reaches what stands around."""

from __future__ import annotations

import re

from notewright.build.allowed_html import VOID
from notewright.vault.scan import scan_inline
from notewright.vault.syntax.html_tag import HtmlTag

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*?(/?)>")


def is_balanced(text: str) -> bool:
    """Whether each tag of the text has its counterpart, in the right order."""
    if "<" not in text:
        return True
    opened: list[str] = []
    for token in scan_inline(text, 0, len(text)):
        tag = _TAG.match(text, token.span.start) if isinstance(token, HtmlTag) else None
        if tag is None or tag[2].lower() in VOID or tag[3]:
            continue
        if not tag[1]:
            opened.append(tag[2].lower())
        elif not opened or opened.pop() != tag[2].lower():
            return False
    return not opened
