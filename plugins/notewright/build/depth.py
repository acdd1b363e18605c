"""HTML in HTML in HTML: Python-Markdown reads each element with `markdown` inside the one before."""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

from notewright.build.allowed_html import OPTIONAL_END, VOID

# Only a tag that begins a line begins an element; it may end anywhere.
_TAG = re.compile(r"^ {0,3}<([A-Za-z][A-Za-z0-9-]*+)[^<>]*+>|</([A-Za-z][A-Za-z0-9-]*+)>", re.MULTILINE)
_OPENING = re.compile(r"<[A-Za-z][A-Za-z0-9-]*+\s[^<>]*+>")
_MARKDOWN = re.compile(r"""\smarkdown(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s/>])""", re.IGNORECASE)
_DEEPEST = 100


class LimitDepth(Preprocessor):
    """Closes what a page with such elements leaves open, or all that follows would be lost.

    If they are nested deeper than any note needs, they stay as they are: Python has a limit there.
    """

    def run(self, lines: list[str]) -> list[str]:
        """The lines, of which few have such a tag."""
        if not any("markdown" in line and "<" in line for line in lines):
            return lines
        text = "\n".join(lines)
        if not _MARKDOWN.search(text):
            return lines
        deepest, opened = _nesting(text)
        if deepest > _DEEPEST:
            return _OPENING.sub(lambda found: _MARKDOWN.sub("", found[0]), text).split("\n")
        return [*lines, *(line for name in reversed(opened) for line in ("", f"</{name}>"))]


def _nesting(text: str) -> tuple[int, list[str]]:
    """How many elements stand in one another at most, and those that nothing closes."""
    opened: list[str] = []
    deepest = 0
    for begun, ended in _TAG.findall(text):
        if begun and begun.lower() not in VOID | OPTIONAL_END:
            opened.append(begun.lower())
            deepest = max(deepest, len(opened))
        elif ended and opened and opened[-1] == ended.lower():
            opened.pop()
    return deepest, opened
