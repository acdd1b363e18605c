"""Elements with `markdown` in elements with `markdown`: Python-Markdown reads each inside the one before."""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:\s[^<>]*+)?)>")
_MARKDOWN = re.compile(r"""\smarkdown(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s/>]|$)""", re.IGNORECASE)
_DEEPEST = 50


class LimitDepth(Preprocessor):
    """Leaves HTML that is nested deeper than any note needs as it is: Python itself has a limit there."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, of which few have such a tag."""
        text = "\n".join(lines)
        if len(_MARKDOWN.findall(text)) <= _DEEPEST:
            return lines
        self.open: list[str] = []
        return _TAG.sub(self._limited, text).split("\n")

    def _limited(self, found: re.Match[str]) -> str:
        closes, name, attributes = found.groups()
        if closes:
            if self.open and self.open[-1] == name.lower():
                self.open.pop()
            return found[0]
        if not (asks := _MARKDOWN.search(attributes)):
            return found[0]
        if len(self.open) >= _DEEPEST:
            return f"<{name}{attributes[: asks.start()]}{attributes[asks.end() :]}>"
        self.open.append(name.lower())
        return found[0]
