"""What a field or a query can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, Union

from notewright.values.date import Date
from notewright.values.duration import Duration
from notewright.values.link import ExternalLink, Link


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A lambda of a query. It takes any number of arguments."""

    call: Callable[..., Value]


Value: TypeAlias = Union[
    bool,
    float,
    str,
    Date,
    Duration,
    Link,
    ExternalLink,
    Function,
    "list[Value]",
    "Mapping[str, Value]",
    None,
]
"""Null, boolean, number, text, date, duration, link, function, list or object. Lists and objects are never changed."""

_TYPE_NAMES: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    Date: "date",
    Duration: "duration",
    Link: "link",
    ExternalLink: "widget",
    Function: "function",
    list: "array",
    dict: "object",
}


def type_name(value: Value) -> str:
    """The type's name in messages and in the order of values: array, boolean, date, … string, widget."""
    name = _TYPE_NAMES.get(type(value))
    if name is not None:
        return name
    # A subclass, or another kind of mapping.
    return "object" if isinstance(value, Mapping) else next(n for t, n in _TYPE_NAMES.items() if isinstance(value, t))


def is_true(value: Value) -> bool:
    """Whether a condition holds: false are null, 0, what is empty, a link to nothing and the first instant of 1970."""
    if isinstance(value, Link):
        return bool(value.path)
    if isinstance(value, Date):
        return value.instant != 0
    if isinstance(value, Duration):
        return value.to_milliseconds() != 0
    return isinstance(value, ExternalLink | Function) or bool(value)
