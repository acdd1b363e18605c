"""Texts as sequences of UTF-16 units: there an emoji counts two, and an index may fall between its halves."""

from __future__ import annotations

import re

# A page may hold of the control signs only those that are white space.
_UNSHOWN = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def to_units(text: str) -> str:
    """The text with each character beyond U+FFFF as two surrogates, so that Python counts as JavaScript does."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(_halves(character) if character > "\uffff" else character for character in text)


def from_units(units: str) -> str:
    """The inverse: surrogates that meet become one character; one that is alone stays."""
    if units.isascii() or not any("\ud800" <= unit <= "\udfff" for unit in units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def unit_length(text: str) -> int:
    """The number of units."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def well_formed(text: str) -> str:
    """The text as it can be written: control signs and surrogates that are alone become `\ufffd`."""
    return _UNSHOWN.sub("\ufffd", text)


def _halves(character: str) -> str:
    code = ord(character) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))
