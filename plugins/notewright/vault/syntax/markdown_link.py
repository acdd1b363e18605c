"""`[text](target "title")`, and with `!` before it an image."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewright.text import Span
from notewright.vault.token import Token

OPENER = ("[", "![")

# Every repetition is possessive: what one took, no other tries again, so a link that never ends costs one look.
_SPACE = r"[ \t]*+(?:\n[ \t]*+)?+"
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\\`]++|\\[\s\S]|`[^`\n]*+`|`|\[(?:[^\[\]\\]++|\\[\s\S])*+\](?:\([^()\n]*+\))?+)*+)\]"
    rf"\({_SPACE}(?:<(?P<angled>[^<>\n]*+)>|(?P<plain>(?:[^\s<>()\\]++|\\[^\s]|\([^\s()]*+\))*+))"
    r"""(?:[ \t\n]++(?:"(?P<double>(?:[^"\\]++|\\[\s\S])*+)"|'(?P<single>(?:[^'\\]++|\\[\s\S])*+)'"""
    r"""|\((?P<round>[^()]*+)\)))?+"""
    rf"{_SPACE}\)"
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
