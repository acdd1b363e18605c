"""The order of texts: as a dictionary has them, not by code point.

The order is that of the Unicode collation algorithm with the root tailoring: white space, punctuation, symbols,
currencies, digits, then letters by script; first letters alone, then accents, then case (lower before upper).
It is our own compact table and not a library: the pure-Python ones carry megabytes of weights of the untailored order,
which has the punctuation elsewhere, and take milliseconds a text; ICU's own needs a compiler where it is installed.
`collation.txt` lists what cannot be derived from the properties of the characters. Exact for all of the basic plane
but the rare Han characters of the extensions, which follow the others, as letters of historic scripts do.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from operator import attrgetter
from typing import NamedTuple, TypeAlias

CollationKey: TypeAlias = tuple[tuple[float, ...], tuple[int, ...], tuple[float, ...]]
"""The weights of the letters, of the accents, and of the cases."""

_Element: TypeAlias = tuple[float, int, float]
_Elements: TypeAlias = tuple[_Element, ...]

# A vowel sign that is written before its consonant and sorts after it.
_SWAPPED = re.compile("([เ-ไ])([ก-ฮ])|([ເ-ໄ])([ກ-ຮໞໟ])")
_RARE_HAN = re.compile("[\u3400-\u4dbf\U00020000-\U0003ffff]")
_SMALL_KANA = re.compile("[ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ]")
_HIRAGANA, _KATAKANA = re.compile("[ぁ-ゟ\U0001b150-\U0001b152]"), re.compile("[ァ-ヿㇰ-ㇿ\U0001b164-\U0001b167]")
_ALWAYS = 0x200000
"""More than there are code points."""

_NORMAL, _UPPER = 2, 8
_FORMS = {
    "wide": (3, 9),
    "compat": (4, 10),
    "font": (5, 11),
    "circle": (6, 12),
    "super": (20, 20),
    "sub": (21, 21),
    "vertical": (22, 22),
    "initial": (23, 23),
    "medial": (24, 24),
    "final": (25, 25),
    "isolated": (26, 26),
    "noBreak": (27, 27),
    "square": (28, 29),
    "fraction": (30, 30),
    "small": (15, 15),
    "narrow": (18, 18),
}
"""The third weights of other forms of a character, and of its capital."""


class _Run(NamedTuple):
    """Characters with codes and ranks that both count on."""

    first: int
    last: int
    rank: int


class _Table(NamedTuple):
    runs: list[_Run]
    marks: dict[str, int]
    special: dict[str, str]
    ignored: frozenset[str]
    last_symbol: str

    def rank(self, character: str) -> int:
        """The first weight; 0 for what the table does not have."""
        code = ord(character)
        place = bisect_right(self.runs, code, key=attrgetter("first")) - 1
        run = self.runs[place]
        return run.rank + code - run.first if place >= 0 and code <= run.last else 0


@lru_cache(maxsize=1 << 16)
def collation_key(text: str) -> CollationKey:
    """A key that sorts texts in dictionary order; equal keys are texts that the order does not tell apart."""
    if not text.isascii():
        text = _SWAPPED.sub(r"\2\1\4\3", unicodedata.normalize("NFC", text))
    elements = [element for character in text for element in _elements(character)]
    return (
        tuple(letter for letter, _, _ in elements if letter),
        tuple(accent for letter, accent, _ in elements),
        tuple(case for _, _, case in elements),
    )


def compare_texts(left: str, right: str) -> int:
    """-1, 0 or 1."""
    if left == right:
        return 0
    first, second = collation_key(left), collation_key(right)
    return (first > second) - (first < second)


@lru_cache(maxsize=1 << 14)
def _elements(character: str) -> _Elements:
    special = _table().special.get(character)
    return derived(character) if special is None else _read(special)


def derived(character: str) -> _Elements:
    """The weights that follow from a character's properties and its place in the order."""
    table = _table()
    if character in table.ignored:
        return ()
    if character in table.marks:
        return ((0, table.marks[character], _NORMAL),)
    rank = table.rank(character)
    if rank:
        return ((rank, 0, _case(character)),)
    if _RARE_HAN.match(character):
        return ((_ALWAYS + ord(character), 0, _NORMAL),)
    return _from_others(character) or ((_unknown(character), 0, _case(character)),)


def _from_others(character: str) -> _Elements | None:
    """The weights of the characters that this one is a form of."""
    canonical = unicodedata.normalize("NFD", character)
    if canonical != character:
        return tuple(element for part in canonical for element in _elements(part))
    tag = unicodedata.decomposition(character).partition(">")[0].removeprefix("<")
    if tag in _FORMS:
        parts = unicodedata.normalize("NFKD", character)
        return tuple(_other_form(element, tag) for part in parts for element in _elements(part))
    lower = character.lower()
    if lower != character and len(lower) == 1:
        return tuple((letter, accent, _UPPER) for letter, accent, _ in _elements(lower))
    if "ァ" <= character <= "ヶ":
        return tuple((letter, accent, _case(character)) for letter, accent, _ in _elements(chr(ord(character) - 96)))
    digit = unicodedata.digit(character, None)
    return None if digit is None else _elements(str(digit))


def _other_form(element: _Element, tag: str) -> _Element:
    letter, accent, case = element
    lower, upper = _FORMS[tag]
    kana = case if 13 <= case <= 17 else 0
    if kana and tag in ("narrow", "circle"):
        return letter, accent, 19 if tag == "circle" else 16 if kana == 15 else 18
    return letter, accent, upper if case == _UPPER else lower


def _case(character: str) -> int:
    small = bool(_SMALL_KANA.match(character))
    if _HIRAGANA.match(character):
        return 13 if small else 14
    if _KATAKANA.match(character):
        return 15 if small else 17
    return _NORMAL


def _unknown(character: str) -> float:
    """A place for what is not in the table: signs after the other signs, letters at the end."""
    code = ord(character)
    if unicodedata.category(character)[0] in "SP":
        return _table().rank(_table().last_symbol) + code / _ALWAYS
    return 2 * _ALWAYS + code


@lru_cache(maxsize=1)
def _table() -> _Table:
    sections: dict[str, list[str]] = {}
    for line in files(__package__).joinpath("collation.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            found = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            found += line.split()
    special = (entry.partition("=") for entry in sections["special"])
    return _Table(
        sorted(_runs(sections["order"] + sections["han"])),
        dict(_marks(sections["marks"])),
        {chr(int(code, 16)): elements for code, _, elements in special},
        frozenset(chr(code) for first, last, _ in _runs(sections["ignored"]) for code in range(first, last + 1)),
        chr(int(sections["last symbol"][0], 16)),
    )


def _marks(groups: list[str]) -> Iterator[tuple[str, int]]:
    for rank, group in enumerate(groups, start=1):
        yield from ((chr(int(code, 16)), rank) for code in group.split("=") if group != "-")


def _runs(ranges: list[str]) -> Iterator[_Run]:
    rank = 1
    for part in ranges:
        first, _, last = part.partition("-")
        run = _Run(int(first, 16), int(last or first, 16), rank)
        rank += run.last - run.first + 1
        yield run


def _read(elements: str) -> _Elements:
    """`65::4+301`: the character whose first weight counts, then the other weights."""
    found = []
    for element in elements.split("+"):
        code, _, weights = element.partition(":")
        accent, _, case = weights.partition(":")
        found.append((_table().rank(chr(int(code, 16))), int(accent or 0), float(case or _NORMAL)))
    return tuple(found)
