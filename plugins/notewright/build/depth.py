"""HTML in HTML in HTML: Python-Markdown reads each element with `markdown` inside the one before."""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

from notewright.build.allowed_html import OPTIONAL_END, VOID

# Only a tag that begins a line begins an element; it may end anywhere.
_TAG = re.compile(r"^ {0,3}<([A-Za-z][A-Za-z0-9-]*+)[^<>]*+>|</[A-Za-z][A-Za-z0-9-]*+>", re.MULTILINE)
_OPENING = re.compile(r"<[A-Za-z][A-Za-z0-9-]*+\s[^<>]*+>")
_MARKDOWN = re.compile(r"""\smarkdown(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s/>])""", re.IGNORECASE)
_DEEPEST = 100


class LimitDepth(Preprocessor):
    """Leaves the HTML of a page as it is, if it is nested deeper than any note needs: Python has a limit there."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, without a `markdown` on any tag if there are too many in one another."""
        if not any("markdown" in line and "<" in line for line in lines):
            return lines
        text = "\n".join(lines)
        if _depth(text) <= _DEEPEST:
            return lines
        return _OPENING.sub(lambda found: _MARKDOWN.sub("", found[0]), text).split("\n")


def _depth(text: str) -> int:
    """How many elements stand in one another, at most."""
    deepest = depth = 0
    for found in _TAG.finditer(text):
        if found[1] is None:
            depth = max(0, depth - 1)
        elif found[1].lower() not in VOID | OPTIONAL_END:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
