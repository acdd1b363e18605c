"""What YAML front matter holds, as values: text that looks like a date, a duration or a link becomes one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

from notewright.values.date import Date
from notewright.values.literal import scan_date, scan_duration, scan_link
from notewright.values.number import MAX_SAFE_INTEGER
from notewright.values.value import Value

_LONGEST_REMEMBERED = 60
_SCANNERS = {
    **dict.fromkeys("0123456789", (scan_date, scan_duration)),
    "-": (scan_duration,),
    **dict.fromkeys("[!", (scan_link,)),
}


def from_yaml(raw: object) -> Value:
    """The value for what a YAML loader gave; what it does not know is null."""
    if raw is None or isinstance(raw, bool | float):
        return raw
    if isinstance(raw, int):
        return raw if abs(raw) <= MAX_SAFE_INTEGER else _large(raw)
    if isinstance(raw, str):
        return _from_text(raw)
    if isinstance(raw, list | tuple):
        return [from_yaml(element) for element in raw]
    if isinstance(raw, Mapping):
        return {str(key): from_yaml(value) for key, value in raw.items()}
    return _from_date(raw)


def _from_text(text: str) -> Value:
    if text[:1] not in _SCANNERS:
        return text
    # The same dates and links stand in many notes.
    return _literal(text) if len(text) > _LONGEST_REMEMBERED else _remembered(text)


def _literal(text: str) -> Value:
    for scan in _SCANNERS[text[0]]:
        scanned = scan(text)
        if scanned is not None and scanned.end == len(text):
            return scanned.value
    return text


_remembered = lru_cache(maxsize=1 << 14)(_literal)


def _from_date(raw: object) -> Value:
    """A date that the loader has recognised already."""
    if isinstance(raw, datetime.datetime):
        return _from_text(raw.replace(tzinfo=None).isoformat(timespec="milliseconds"))
    return _from_text(raw.isoformat()) if isinstance(raw, datetime.date) else None


def _large(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def from_datetime(moment: datetime.datetime) -> Date:
    """A date in the local zone, which is UTC; a time without a zone is taken to be UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return Date(int((aware - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)) // datetime.timedelta(milliseconds=1)))
