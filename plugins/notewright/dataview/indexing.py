"""`target[index]`: what each type of value gives for an index."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError
from notewright.values import Date, Duration, Link, Value
from notewright.values.utf16 import from_units, to_units

_DATE_PARTS: dict[str, Callable[[Date], int]] = {
    "year": lambda date: date.civil.year,
    "month": lambda date: date.civil.month,
    # The app's names are crossed: `weekyear` is the ISO week and `week` a week of the month.
    "weekyear": lambda date: date.week[1],
    "week": lambda date: date.civil.day // 7 + 1,
    "weekday": lambda date: date.weekday,
    "day": lambda date: date.civil.day,
    "hour": lambda date: date.clock[0],
    "minute": lambda date: date.clock[1],
    "second": lambda date: date.clock[2],
    "millisecond": lambda date: date.clock[3],
}
_DURATION_UNITS = {
    name: f"{unit}s"
    for unit in ("year", "month", "day", "hour", "minute", "second", "millisecond")
    for name in (unit, f"{unit}s")
} | {"weeks": "weeks"}


def check_index(index: Value) -> str | float | None:
    """The index, if it can be one."""
    if index is None or isinstance(index, str):
        return index
    if isinstance(index, int | float) and not isinstance(index, bool):
        return index
    raise EvaluationError("Can only index with a string or number")


def index_value(target: Value, index: str | float, context: Context) -> Value:
    """What stands at the index; null where there is nothing.

    Raises:
        EvaluationError: when the target has no such kind of index.
    """
    if isinstance(target, Mapping):
        return target.get(_name(index, 'can only index into objects with strings (a.b or a["b"])'))
    if isinstance(target, Link):
        name = _name(index, 'can only index into links with strings (a.b or a["b"])')
        page = context.linked_page(target.path)
        return None if page is None else page.get(name)
    if isinstance(target, list):
        return _map_index(target, index, context) if isinstance(index, str) else _element(target, index)
    if isinstance(target, str):
        if isinstance(index, str):
            raise EvaluationError("string indexing requires a numeric index (string[index])")
        unit = _element(to_units(target), index)
        return None if unit is None else from_units(unit)
    return _index_time(target, index)


def _name(index: str | float, message: str) -> str:
    if not isinstance(index, str):
        raise EvaluationError(message)
    return index


def _index_time(target: Value, index: str | float) -> Value:
    if isinstance(target, Date):
        part = _DATE_PARTS.get(_name(index, "date indexing requires a string representing the unit"))
        return part(target) if part else None
    if isinstance(target, Duration):
        unit = _DURATION_UNITS.get(_name(index, "duration indexing requires a string representing the unit"))
        return target.shifted((unit,))[unit] if unit else None
    return None


def _element(sequence: Any, index: float) -> Any:
    return sequence[int(index)] if 0 <= index < len(sequence) and index == int(index) else None


def _map_index(elements: list[Value], name: str, context: Context) -> list[Value]:
    """The index of every element; elements that cannot be indexed drop out."""
    found: list[Value] = []
    context.budget.spend_on_calls(len(elements))
    for element in elements:
        try:
            found.append(index_value(element, name, context))
        except EvaluationError:
            continue
    return found
