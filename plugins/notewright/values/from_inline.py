"""The text after `key::` as a value: one literal, a list of literals between commas, or else the text itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from notewright.values import literal
from notewright.values.duration import Duration
from notewright.values.literal import Scanned
from notewright.values.name import SPACES, WHITESPACE
from notewright.values.value import Value

_COMMA = re.compile(rf"{WHITESPACE}*,{WHITESPACE}*")
_LONGEST_REMEMBERED = 60


def from_inline(text: str) -> Value:
    """The value of an inline field; blank text is null, but the word `null` is text."""
    if text[:1] not in _SCANNERS:
        return text if text.strip(SPACES) else None
    # The same dates, numbers and links stand in many notes.
    return _literals(text) if len(text) > _LONGEST_REMEMBERED else _remembered(text)


def _literals(text: str) -> Value:
    first = _scan_literal(text, 0)
    if first is None:
        return text
    if first.end == len(text):
        return first.value
    comma = _COMMA.match(text, first.end)
    if comma is None:
        return text
    rest, end = _scan_list(text, comma.end())
    return [first.value, *rest] if end == len(text) else text


_remembered = lru_cache(maxsize=1 << 14)(_literals)


def _scan_list(text: str, at: int) -> tuple[list[Value], int]:
    """Literals between commas; a comma counts only if a literal follows it."""
    values: list[Value] = []
    scanned = _scan_literal(text, at)
    while scanned is not None:
        values.append(scanned.value)
        at = scanned.end
        comma = _COMMA.match(text, at)
        scanned = _scan_literal(text, comma.end()) if comma else None
    return values, at


def _scan_literal(text: str, at: int) -> Scanned | None:
    for scan in _SCANNERS.get(text[at : at + 1], ()):
        scanned = scan(text, at)
        if scanned is not None:
            return scanned
    return None


def _scan_duration(text: str, at: int) -> Scanned | None:
    scanned = literal.scan_duration(text, at)
    if scanned is None or not isinstance(scanned.value, Duration):
        return None
    return Scanned(scanned.value.normalized(), scanned.end)


def _scan_null(text: str, at: int) -> Scanned | None:
    return Scanned("null", at + 4) if text.startswith("null", at) else None


_Scanners = tuple[Callable[[str, int], Scanned | None], ...]
_SCANNERS: dict[str, _Scanners] = {
    **dict.fromkeys("0123456789", (literal.scan_date, _scan_duration, literal.scan_number)),
    "-": (_scan_duration, literal.scan_number),
    '"': (literal.scan_string,),
    "#": (literal.scan_tag,),
    **dict.fromkeys("[!", (literal.scan_link,)),
    **dict.fromkeys("tTfF", (literal.scan_boolean,)),
    "n": (_scan_null,),
}
"""What may begin with a character, in the order in which it is tried."""
