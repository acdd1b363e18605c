"""`[[note]]`, `[[note#heading]]`, `[[note|text]]`, and with `!` before it an embed of what it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewright.text import Span
from notewright.vault.token import Token

OPENER = ("[[", "![[")

# A single `]` belongs to the target; a second `[[` means that the first was only text.
_LINK = re.compile(r"!?\[\[((?:[^\[\]\n]++|\](?!\])|\[(?!\[))++)\]\]")
# In a table the pipe must be escaped, so `\|` separates the display text as `|` does.
_COMMENTS = re.compile(r"(?:\s++|%%(?:[^%]++|%(?!%))*+%%|<!--(?:[^-]++|-(?!->))*+-->)*+")
_PIPE = re.compile(r"\\?\|")


@dataclass(frozen=True, slots=True)
class WikiLink(Token):
    """A link to a note or file. `target` may be empty (this note); `fragment` is a heading or `^block`.

    `display` is None where nothing stands behind a pipe.
    """

    target: str
    fragment: str
    display: str | None
    embed: bool


def match(text: str, at: int, end: int) -> WikiLink | None:
    """The link at `at`; `[[]]` and `[[|text]]` lead nowhere and are text."""
    found = _LINK.match(text, at, end)
    if found is None:
        return None
    pipe = _PIPE.search(found[1])
    words = found[1][: pipe.start()] if pipe else found[1]
    display = found[1][pipe.end() :].replace("\\|", "|").strip() if pipe else ""
    target, _, fragment = words.partition("#")
    if not words.strip(" #"):
        return None
    if _COMMENTS.fullmatch(display):
        display = ""
    return WikiLink(
        Span(*found.span()), target.strip(), fragment.strip().lstrip("# "), display or None, text[at] == "!"
    )
