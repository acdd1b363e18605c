"""`[text](target "title")`, and with `!` before it an image."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewright.text import Span
from notewright.vault.token import Token

OPENER = ("[", "![")

_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\\`]|\\[\s\S]|`[^`\n]*`|\[(?:[^\[\]\\]|\\[\s\S])*\](?:\([^()\n]*\))?)*+)\]"
    r"\([ \t]*\n?[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s<>()]*(?:\([^\s()]*\)[^\s()]*)*+))"
    r"""(?:\s+(?:"(?P<double>(?:[^"\\]|\\[\s\S])*)"|'(?P<single>(?:[^'\\]|\\[\s\S])*)'|\((?P<round>[^()]*)\)))?"""
    r"[ \t]*\n?[ \t]*\)"
)


@dataclass(frozen=True, slots=True)
class MarkdownLink(Token):
    """A link or image. `text` is Markdown; `target` is as written."""

    text: str
    target: str
    title: str
    image: bool


def match(text: str, at: int, end: int) -> MarkdownLink | None:
    """The link at `at`."""
    found = _LINK.match(text, at, end)
    if found is None:
        return None
    target = found["plain"] if found["angled"] is None else found["angled"]
    title = found["double"] or found["single"] or found["round"] or ""
    return MarkdownLink(Span(*found.span()), found["text"], target, title, text[at] == "!")
