"""The inverse of the JSON form, for data that a caller gives to an expression."""

from __future__ import annotations

import re
from itertools import repeat

from notewright.values.duration import UNITS, Duration
from notewright.values.link import ExternalLink, Link, LinkKind
from notewright.values.literal import scan_date
from notewright.values.to_json import Json
from notewright.values.value import Value

_ISO = re.compile(r"(-?[0-9.]+)([YMWDHS])")
_KINDS: dict[object, LinkKind] = {"header": "header", "block": "block"}


def from_json(form: Json) -> Value:
    """The value; an object without a telling key holds its keys as they are."""
    if isinstance(form, list):
        return [from_json(element) for element in form]
    if not isinstance(form, dict):
        return form
    if isinstance(form.get("date"), str):
        return _date(str(form["date"]))
    if isinstance(form.get("link"), str):
        return _link(form)
    if isinstance(form.get("duration"), str):
        return _duration(str(form["duration"]))
    if set(form) == {"number"} and isinstance(form["number"], str):
        return float(form["number"])
    if set(form) == {"elink", "display"}:
        return ExternalLink(str(form["elink"]), str(form["display"]))
    entries = form["object"] if set(form) == {"object"} and isinstance(form["object"], dict) else form
    return {key: from_json(element) for key, element in entries.items()}


def _date(text: str) -> Value:
    scanned = scan_date(text)
    return scanned.value if scanned and scanned.end == len(text) else text


def _duration(text: str) -> Value:
    """ISO 8601: the letter M means months before the T and minutes after it."""
    day, _, clock = text.partition("T")
    amounts = [*zip(_ISO.findall(day), repeat("YMWD")), *zip(_ISO.findall(clock), repeat("HMS"))]
    units = {"YMWD": UNITS[:4], "HMS": UNITS[4:]}
    return Duration(**{units[letters][letters.index(letter)]: float(number) for (number, letter), letters in amounts})


def _link(form: dict[str, Json]) -> Value:
    display, subpath = form.get("display"), form.get("subpath")
    return Link(
        str(form["link"]),
        display if isinstance(display, str) else None,
        subpath if isinstance(subpath, str) else None,
        _KINDS.get(form.get("type"), "file"),
        bool(form.get("embed")),
    )
