"""Properties that are written plainly, each value on a line of its own, read by one look at each line.

Most notes have no others, and the loader of YAML takes several times as long. Whatever is not plain is left to it: what
it would refuse, and what it might read in another way.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from notewright.text import Span, span_of
from notewright.vault.yaml12 import plain_scalar

# Colons before a space, hashes behind one, and some signs at the beginning mean something to YAML.
_RARE = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
_PLAIN = rf"[^\s!-'*,\-:>?@\[\]`{{|}}{_RARE}](?:[^\s:#{_RARE}]++|:(?!\s|\Z)|(?<! )#|[ ](?!\s|\Z))*+"
_QUOTED = rf"\"[^\"\\{_RARE}]*+\"|'[^'{_RARE}]*+'"
_WORD = r"\w[\w/-]*+"
_VALUE = rf"({_QUOTED})|({_PLAIN})|\[((?:{_WORD}(?:, *+{_WORD})*+)?+)\]"
_LINE = re.compile(rf"(?:([A-Za-z_][\w-]{{0,99}}+):|( *+)-)(?: ++(?:{_VALUE})?+)?+ *+(?:\n|\Z)")
_NAME, _INDENTATION, _IN_QUOTES, _BARE, _LIST = 1, 2, 3, 4, 5
"""The groups of a line; the last of them that was found tells what its value is."""


class PlainProperties(NamedTuple):
    """The properties, and the places of their names."""

    data: dict[str, object]
    places: dict[str, Span]


def plain_properties(text: str, start: int, end: int) -> PlainProperties | None:
    """The properties that a stretch of a text holds; None if one is not plain, is wrong, or stands there twice."""
    try:
        return _read(text, start, end)
    except ValueError:
        return None


def _read(text: str, start: int, end: int) -> PlainProperties | None:
    data: dict[str, object] = {}
    places: dict[str, Span] = {}
    name, indentation = "", ""
    items: list[object] | None = None  # below a name without a value
    while start < end:
        line = _LINE.match(text, start, end)
        if line is None:
            return None
        if begun := line[_NAME]:
            if begun in data:
                return None
            name, items = begun, [] if line.lastindex == _NAME else None
            data[name], places[name] = _value(line), span_of(line.span(_NAME))
        elif items is None or (items and line[_INDENTATION] != indentation):
            return None
        else:
            data[name], indentation = items, line[_INDENTATION]
            items.append(_value(line))
        start = line.end()
    return PlainProperties(data, places)


def _value(line: re.Match[str]) -> object:
    """The value on a line. Raises ValueError where the loader refuses it."""
    last = line.lastindex
    if last == _BARE:
        return plain_scalar(line[_BARE])
    if last == _IN_QUOTES:
        return line[_IN_QUOTES][1:-1]
    if last == _LIST:
        return [plain_scalar(word.strip(" ")) for word in line[_LIST].split(",") if word]
    return None
