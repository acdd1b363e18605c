"""Dates of a task behind a sign, as the Tasks plugin writes them: `📅 2024-05-15` is when it is due."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notewright.text import Span
from notewright.values.name import WHITESPACE
from notewright.vault.field import Field

_SIGNS = {
    "created": "\u2795",
    "start": "\U0001f6eb",
    "scheduled": "[\u23f3\u231b]",
    "due": "(?:[\U0001f4c5\U0001f4c6]|\U0001f5d3\ufe0f?)",
    "completion": "\u2705",
}
_DATE = rf"{WHITESPACE}*+([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})"
_PATTERNS = {key: re.compile(sign + _DATE) for key, sign in _SIGNS.items()}
_ANY = re.compile("[\u2795\U0001f6eb\u23f3\u231b\U0001f4c5\U0001f4c6\U0001f5d3\u2705]")


def has_sign(text: str) -> bool:
    """Whether one of the signs stands in a text."""
    return not text.isascii() and _ANY.search(text) is not None


def emoji_fields(text: str) -> Iterator[Field]:
    """The first date of each kind."""
    for key, pattern in _PATTERNS.items() if has_sign(text) else ():
        if found := pattern.search(text):
            yield Field(key, found[1], Span(*found.span()), found.start(1), "emoji")
