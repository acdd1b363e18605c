"""The order of all values, and their equality.

Null comes first, then values by the name of their type (array, boolean, date, … string), then by value.
Links are compared by where they lead: the path, then the kind, then the heading or block; not by what they show.
Durations are ordered by length but are equal only unit by unit: 24 hours is neither less than 1 day nor equal to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from notewright.values.collation import collation_key
from notewright.values.date import Date
from notewright.values.duration import Duration
from notewright.values.link import Link
from notewright.values.value import Value, type_name

OrderKey: TypeAlias = tuple[Any, ...]
Normalize: TypeAlias = Callable[[str], str]


def _unchanged(path: str) -> str:
    return path


def order_key(value: Value, normalize: Normalize = _unchanged) -> OrderKey:
    """A key that sorts values. `normalize` gives the vault path that a link's path leads to."""
    if value is None:
        return ()
    if isinstance(value, str):
        return ("string", collation_key(value))
    if isinstance(value, bool | int | float):
        return (type_name(value), value)
    if isinstance(value, Link):
        return ("link", *_link_key(value, normalize))
    if isinstance(value, Date):
        return ("date", value.instant)
    if isinstance(value, Duration):
        return ("duration", value.to_milliseconds())
    if isinstance(value, list):
        return ("array", *(order_key(element) for element in value))
    if isinstance(value, Mapping):
        keys = sorted(value)
        return ("object", order_key(list(keys)), *(order_key(value[key]) for key in keys))
    return (type_name(value),)


def _link_key(link: Link, normalize: Normalize) -> OrderKey:
    return (collation_key(normalize(link.path)), link.kind, bool(link.subpath), collation_key(link.subpath or ""))


def compare(left: Value, right: Value, normalize: Normalize = _unchanged) -> int:
    """-1 when `left` comes first, 0 when they are equal, else 1."""
    first, second = order_key(left, normalize), order_key(right, normalize)
    if first < second:
        return -1
    return 0 if first == second and _same_details(left, right) else 1


def equal(left: Value, right: Value, normalize: Normalize = _unchanged) -> bool:
    """Whether `=` holds."""
    if isinstance(left, str) and isinstance(right, str):
        return left == right or collation_key(left) == collation_key(right)
    return order_key(left, normalize) == order_key(right, normalize) and _same_details(left, right)


def _same_details(left: Value, right: Value) -> bool:
    """Whether values of one key agree in what the key leaves out: the units of durations, the zones of dates."""
    if isinstance(left, Duration) and isinstance(right, Duration):
        return left.amounts == right.amounts
    if isinstance(left, Date) and isinstance(right, Date):
        return left.zone == right.zone
    if isinstance(left, list) and isinstance(right, list):
        return all(map(_same_details, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return all(
            _same_details(left[one], right[other]) for one, other in zip(sorted(left), sorted(right), strict=True)
        )
    return not (isinstance(left, float) and math.isnan(left))
