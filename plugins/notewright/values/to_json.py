"""Values in the JSON form in which query results are exchanged."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias, Union

from notewright.values.date import Date
from notewright.values.duration import Duration
from notewright.values.link import ExternalLink, Link
from notewright.values.number import format_number
from notewright.values.to_text import duration_text
from notewright.values.value import Function, Value

Json: TypeAlias = Union[bool, int, float, str, "list[Json]", "dict[str, Json]", None]


def to_json(value: Value) -> Json:
    """The JSON form: what JSON has stands for itself, the rest is an object with one telling key."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, list):
        return [to_json(element) for element in value]
    if isinstance(value, Mapping):
        return {"object": {key: to_json(element) for key, element in value.items()}}
    if isinstance(value, Link):
        return _link(value)
    if isinstance(value, Date):
        return {"date": value.to_iso()}
    if isinstance(value, Duration):
        return {"duration": value.to_iso(), "text": duration_text(value)}
    return _other(value)


def _other(value: ExternalLink | Function) -> Json:
    if isinstance(value, ExternalLink):
        return {"elink": value.url, "display": value.display}
    return {"function": True}


def _number(number: float) -> Json:
    if not math.isfinite(number):
        return {"number": format_number(number)}
    # A whole number has the digits that JavaScript writes, which are fewer than it has.
    return int(format_number(number)) if number == int(number) and abs(number) < 1e21 else float(number)


def _link(link: Link) -> Json:
    form: dict[str, Json] = {"link": link.path}
    if link.display:
        form["display"] = link.display
    if link.subpath:
        form["subpath"] = link.subpath
    if link.kind != "file":
        form["type"] = link.kind
    if link.embed:
        form["embed"] = True
    return form
