"""Values as they pass between a script and the build: JSON in which an object with the key `$` is what JSON lacks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from notewright.values import (
    LOCAL,
    Date,
    Duration,
    ExternalLink,
    Function,
    Link,
    LinkKind,
    Value,
    find_zone,
    format_number,
)
from notewright.values.duration import UNITS

CallBack = Callable[[int, list[Value]], Value]
_KINDS: Mapping[object, LinkKind] = {"header": "header", "block": "block"}


def to_wire(value: Value) -> Any:
    """A value as JSON."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$": "number", "text": format_number(value)}
    if isinstance(value, list | tuple):
        return [to_wire(element) for element in value]
    if isinstance(value, Mapping):
        if "$" in value:
            return {"$": "object", "entries": [[key, to_wire(element)] for key, element in value.items()]}
        return {key: to_wire(element) for key, element in value.items()}
    return _special(value)


def _special(value: Link | ExternalLink | Date | Duration | Function) -> Any:
    if isinstance(value, Link):
        written: dict[str, Any] = {"$": "link", "path": value.path}
        parts = {"display": value.display, "subpath": value.subpath, "embed": value.embed or None}
        kind = {} if value.kind == "file" else {"type": value.kind}
        return written | {name: part for name, part in parts.items() if part is not None} | kind
    if isinstance(value, Date):
        zone = None if value.zone == LOCAL else value.zone.label
        return {"$": "date", "instant": value.instant, "zone": zone, "offset": value.offset}
    if isinstance(value, Duration):
        amounts = {unit: to_wire(amount) for unit, amount in zip(UNITS, value.amounts, strict=True) if amount != 0}
        return {"$": "duration", "amounts": amounts}
    if isinstance(value, ExternalLink):
        return {"$": "external", "url": value.url, "display": value.display}
    return None


def from_wire(form: Any, call: CallBack) -> Value:
    """The value that a script handed over; `call` calls one of its functions. What is malformed is refused.

    Raises:
        ValueError, TypeError, KeyError: for what is no value.
    """
    if isinstance(form, list):
        return [from_wire(element, call) for element in form]
    if not isinstance(form, dict):
        return form if form is None or isinstance(form, bool | str) else _number(form)
    match form["$"]:
        case "number":
            return float(str(form["text"]).replace("Infinity", "inf"))
        case "object":
            return {str(key): from_wire(element, call) for key, element in form["entries"]}
        case "date":
            zone = find_zone(str(form["zone"])) if form["zone"] else LOCAL
            return Date(_number(form["instant"]), zone or LOCAL)
        case "duration":
            amounts = from_amounts(form["amounts"])
            return Duration(**amounts)
        case "external":
            return ExternalLink(str(form["url"]), str(form["display"]))
        case "function":
            number = int(form["id"])
            return Function(lambda *given: call(number, list(given)))
        case "link":
            return _link(form)
    raise ValueError("no value is written like this")


def from_amounts(form: Mapping[str, Any]) -> dict[str, float]:
    """The amounts of a duration by unit."""
    return {unit: _number(form[unit]) for unit in UNITS if unit in form}


def _link(form: Mapping[str, Any]) -> Link:
    texts = {name: None if form[name] is None else str(form[name]) for name in ("display", "subpath")}
    kind = _KINDS.get(form["type"], "file")
    return Link(str(form["path"]), texts["display"] or None, texts["subpath"], kind, bool(form["embed"]))


def _number(form: Any) -> float:
    if isinstance(form, int | float) and not isinstance(form, bool):
        return form
    raise TypeError("not a number")
