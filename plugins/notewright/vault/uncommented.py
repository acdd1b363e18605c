"""HTML and titles without the comments in them: `<div>%%text%%</div>`. They are no Markdown, but are published."""

from __future__ import annotations

import re
from collections import Counter

COMMENT = re.compile(r"%%[^\n]*?%%")
"""One comment, in a line."""
_CODE = "code|pre|script|style|textarea"
_PART = re.compile(rf"{COMMENT.pattern}|<!--[\s\S]*?(?:-->|\Z)|<(?P<closes>/?)(?P<name>{_CODE})(?=[\s>])", re.I)
_CLOSING = re.compile(rf"</({_CODE})(?=[\s>])", re.I)


def uncommented(text: str) -> str:
    """A text without comments."""
    return COMMENT.sub("", text) if "%%" in text else text


def uncommented_html(html: str) -> str:
    """HTML without comments; in code and scripts two percent signs are text, and `<!-- -->` stays as it is."""
    if "%%" not in html:
        return html
    last = {found[1].lower(): found.start() for found in _CLOSING.finditer(html)}
    begun: Counter[str] = Counter()

    def kept(found: re.Match[str]) -> str:
        if found["name"]:
            name = found["name"].lower()
            if found["closes"]:
                begun[name] = max(0, begun[name] - 1)
            elif last.get(name, -1) > found.start():  # one that nothing closes holds no code
                begun[name] += 1
        elif found[0].startswith("%%") and not any(begun.values()):
            return ""
        return found[0]

    return _PART.sub(kept, html)
