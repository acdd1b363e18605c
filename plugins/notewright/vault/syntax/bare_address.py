"""`https://example.org`, `www.example.org`: an address that stands bare in a text; nothing inside is Markdown."""

from __future__ import annotations

import re

from notewright.text import Span
from notewright.vault.token import Token, token

# The signs in an address that are rare elsewhere; what it begins with is looked for before them.
OPENER = ("://", ".")
GUARD = r"(?:(?<=p://)|(?<=s://)|(?<=(?i:www)\.))(?=\w)"

_BEGINNING = re.compile(r"(?<![^\W_])(?:https?://|ftps?://|www\.)$", re.IGNORECASE)
_LONGEST_BEGINNING = len("https://")
# Signs of CJK end an address; a comment in it is none, and what stands between backticks is code.
_REST = re.compile(
    r"(?:[^\s<>\\`%\ufdd0-\ufdef\u3001-\u3003\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]++|%(?!%))++"
)
_BEHIND = frozenset("?!.,:;*_~'\"“”‘’…")
_PAIRS = {")": "(", "]": "[", "}": "{"}


@token
class BareAddress(Token):
    """An address; `address` is as written."""

    address: str


def match(text: str, at: int, end: int) -> BareAddress | None:
    """The address in which the sign at `at` stands: it begins before that place."""
    opener = 3 if text[at] == ":" else 1
    before = max(at + opener - _LONGEST_BEGINNING - 1, 0)
    beginning = _BEGINNING.search(text[before : at + opener])
    rest = _REST.match(text, at + opener, end)
    if beginning is None or rest is None:
        return None
    start = before + beginning.start()
    stop = _without_behind(text, start, rest.end())
    return BareAddress(Span(start, stop), text[start:stop]) if stop > at + opener else None


def _without_behind(text: str, start: int, end: int) -> int:
    """Where an address ends: marks of the sentence and brackets that it does not open stand behind it."""
    open_ones = {
        closing: text.count(closing, start, end) - text.count(sign, start, end) for closing, sign in _PAIRS.items()
    }
    while end > start:
        sign = text[end - 1]
        if open_ones.get(sign, 0) > 0:
            open_ones[sign] -= 1
        elif text.endswith("==", start, end) and text.startswith("==", start - 2) and start > 1:
            end -= 1  # a highlight around the address
        elif sign not in _BEHIND:
            break
        end -= 1
    return end
