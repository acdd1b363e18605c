"""Names: which characters may stand in one, and the forms in which fields and headings are looked up."""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN_EMOJI = (
    "⏩-⏬⏰⏳◽⚓⚡⚫⛅⛎⛔⛪⛽✅✊✋✨❌❎❓-❕➕-➗➰➿⭐\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f320\U0001f32d-\U0001f335"
    "\U0001f337-\U0001f37c\U0001f37e-\U0001f393\U0001f3a0-\U0001f3ca\U0001f3cf-\U0001f3d3"
    "\U0001f3e0-\U0001f3f0\U0001f3f4\U0001f3f8-\U0001f43e\U0001f440\U0001f442-\U0001f4fc\U0001f4ff-\U0001f53d"
    "\U0001f54b-\U0001f54e\U0001f550-\U0001f567\U0001f57a\U0001f595\U0001f596\U0001f5a4\U0001f5fb-\U0001f64f"
    "\U0001f680-\U0001f6c5\U0001f6cc\U0001f6d0-\U0001f6d2\U0001f6d5-\U0001f6d7\U0001f6dc-\U0001f6df\U0001f6eb"
    "\U0001f6ec\U0001f6f4-\U0001f6fc\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f93a\U0001f93c-\U0001f945"
    "\U0001f947-\U0001f9ff\U0001fa70-\U0001fa7c\U0001fa80-\U0001fa88\U0001fa90-\U0001fabd"
    "\U0001fabf-\U0001fac5\U0001face-\U0001fadb\U0001fae0-\U0001fae8\U0001faf0-\U0001faf8"
)
_EMOJI_OR_TEXT = (
    "©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻◼◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒⚔-⚗⚙⚛⚜⚠⚧⚪⚰⚱⚽⚾⛄⛈⛏⛑⛓⛩⛰-⛵⛷-⛺✂✈✉✌✍✏✒✔✖✝✡✳✴❄"
    "❇❗❣❤➡⤴⤵⬅-⬇⬛⬜⭕〰〽㊗㊙\U0001f004\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f202\U0001f237\U0001f321"
    "\U0001f324-\U0001f32c\U0001f336\U0001f37d\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e\U0001f39f"
    "\U0001f3cb-\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7\U0001f43f\U0001f441\U0001f4fd"
    "\U0001f549\U0001f54a\U0001f56f\U0001f570\U0001f573-\U0001f579\U0001f587\U0001f58a-\U0001f58d\U0001f590"
    "\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3"
    "\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa\U0001f6cb"
    "\U0001f6cd-\U0001f6cf\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3"
)
"""Signs that are an emoji or a plain character; the variation selector U+FE0F belongs to these alone."""

_ONE_EMOJI = f"(?:[{_PLAIN_EMOJI}]|[{_EMOJI_OR_TEXT}]\ufe0f?)[\U0001f3fb-\U0001f3ff]?"
_FLAG = r"[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f"
# A digit that continues a word is a letter of it and not a keycap.
EMOJI = rf"(?:(?:(?<![\w-])[0-9]|[#*])\ufe0f?\u20e3|{_FLAG}|{_ONE_EMOJI}(?:\u200d{_ONE_EMOJI})*)"
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
        emoji = None if end > at and text[end] in "0123456789" else _EMOJI_AT.match(text, end)
        if emoji:
            end = emoji.end()
        elif text[end].isalpha() or (end > at and is_name_character(text[end])):
            rest = _ASCII_REST.match(text, end + 1)
            end = rest.end() if rest else end + 1
        else:
            break
    return end


@lru_cache(maxsize=1 << 15)
def canonical_key(name: str) -> str:
    """The form in which a field is also found: lower case, white space as `-`, other marks gone.

    >>> canonical_key("Two  Words (draft)")
    'two-words-draft'
    """
    return name.lower() if _ASCII_REST.fullmatch(name) else _rewrite(name, "-", "").lower()


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
