"""Names: which characters may stand in one, and the forms in which fields and headings are looked up."""

from __future__ import annotations

import re
from functools import lru_cache

_EMOJI_RANGES = (
    "©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽"
    "✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙"
    "\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f202"
    "\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f53d\U0001f549-\U0001f567"
    "\U0001f56f-\U0001f57a\U0001f587-\U0001f596\U0001f5a4-\U0001f5fa\U0001f5fb-\U0001f6fc\U0001f7e0-\U0001f7f0"
    "\U0001f90c-\U0001f9ff\U0001fa70-\U0001fafa"
)
_ONE_EMOJI = f"[{_EMOJI_RANGES}]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
EMOJI = rf"(?:[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}|{_ONE_EMOJI}(?:\u200d{_ONE_EMOJI})*)"
"""An emoji, with its variants, joined sequences, flags and keycaps."""

WHITESPACE = r"[\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
"""A white-space character as JavaScript's `\\s` knows it, which differs from Python's."""

_SPACE_CODES = (*range(0x09, 0x0E), 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F)
SPACES = "".join(map(chr, (*_SPACE_CODES, 0x3000, 0xFEFF)))
"""The same characters, for `str.strip`."""

_PIECE = re.compile(rf"(?P<emoji>{EMOJI})|(?P<space>{WHITESPACE}+)|(?P<character>.)", re.DOTALL)
_EMOJI_AT = re.compile(EMOJI)
_ASCII_NAME = re.compile(r"[A-Za-z][0-9A-Za-z_-]*")
_ASCII_REST = re.compile(r"[0-9A-Za-z_-]*")


def is_name_character(character: str) -> bool:
    """Whether it may stand within a name: a letter of any script, an ASCII digit, `_` or `-`."""
    return character.isalpha() or character in "0123456789_-"


def name_end(text: str, at: int) -> int:
    """Where the name that begins at `at` ends; `at` itself when none begins there."""
    start = _ASCII_NAME.match(text, at)
    end = start.end() if start else at
    while end < len(text) and not text[end].isspace():
        emoji = _EMOJI_AT.match(text, end)
        if emoji:
            end = emoji.end()
        elif text[end].isalpha() or (end > at and is_name_character(text[end])):
            rest = _ASCII_REST.match(text, end + 1)
            end = rest.end() if rest else end + 1
        else:
            break
    return end


@lru_cache(maxsize=4096)
def canonical_key(name: str) -> str:
    """The form in which a field is also found: lower case, white space as `-`, other marks gone.

    >>> canonical_key("Two  Words (draft)")
    'two-words-draft'
    """
    return _rewrite(name, "-", "").lower()


def heading_anchor(heading: str) -> str:
    """A heading as a link names it: marks are spaces, and spaces collapse."""
    return " ".join(_rewrite(heading, " ", " ").split())


def _rewrite(text: str, space: str, other: str) -> str:
    def piece(match: re.Match[str]) -> str:
        if match["emoji"]:
            return match["emoji"]
        if match["space"]:
            return space
        character = match["character"]
        return character if is_name_character(character) else other

    return _PIECE.sub(piece, text)
