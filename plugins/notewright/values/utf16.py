"""Texts as sequences of UTF-16 units: there an emoji counts two, and an index may fall between its halves."""

from __future__ import annotations


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
    """The text with every lone surrogate replaced, so that it can be written as UTF-8."""
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def _halves(character: str) -> str:
    code = ord(character) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))
