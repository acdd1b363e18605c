"""`[[note]]`, `[[note#heading]]`, `[[note|text]]`, and with `!` before it an embed of what it names."""

from __future__ import annotations

import re

from notewright.text import span_of
from notewright.vault.token import Token, token

OPENER = ("[[", "![[")

# A single `]` belongs to the target; a second `[[` means that the first was only text.
_LINK = re.compile(r"!?\[\[((?:[^\[\]\n]++|\](?!\])|\[(?!\[))++)\]\]")
_COMMENTS = re.compile(r"(?:\s++|%%(?:[^%]++|%(?!%))*+%%|<!--(?:[^-]++|-(?!->))*+-->)*+")


@token
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
    words, pipe, display = found[1].partition("|")
    if pipe:  # in a table it is escaped, and separates the display text all the same
        words, display = words.removesuffix("\\"), display.replace("\\|", "|").strip()
    if not words.strip(" #"):
        return None
    if display.startswith(("%%", "<!--")) and _COMMENTS.fullmatch(display):
        display = ""
    target, _, fragment = words.partition("#")
    fragment = fragment.strip().lstrip("# ")
    return WikiLink(span_of((at, found.end())), target.strip(), fragment, display or None, text[at] == "!")
