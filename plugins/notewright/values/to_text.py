"""Values as text: what a query concatenates and what a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from notewright.values.date import Date
from notewright.values.date_format import format_date
from notewright.values.duration import UNITS, Duration
from notewright.values.link import ExternalLink, Link
from notewright.values.number import format_number
from notewright.values.value import Function, Value

NULL_TEXT = "\\-"
"""How null is written: a dash that Markdown does not take for a list."""
DATE_PATTERN = "MMMM dd, yyyy"
DATE_TIME_PATTERN = "h:mm a - MMMM dd, yyyy"


@dataclass(frozen=True, slots=True)
class TextForm:
    """How an author wants null and dates written; the defaults are the app's."""

    null: str = NULL_TEXT
    date: str = DATE_PATTERN
    date_time: str = DATE_TIME_PATTERN


APP_FORM = TextForm()


def to_text(value: Value, form: TextForm = APP_FORM, *, nested: bool = False) -> str:
    """The value as text; `nested` puts a list in brackets."""
    if value is None:
        return form.null
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return format_number(value)
    if isinstance(value, Link | ExternalLink):
        return value.markdown()
    if isinstance(value, Date):
        return date_text(value, form)
    if isinstance(value, Duration):
        return duration_text(value)
    if isinstance(value, Function):
        return "<function>"
    return _collection_text(value, form, nested)


def _collection_text(value: list[Value] | Mapping[str, Value], form: TextForm, nested: bool) -> str:
    if isinstance(value, list):
        text = ", ".join(to_text(element, form, nested=True) for element in value)
        return f"[{text}]" if nested else text
    entries = (f"{key}: {to_text(value[key], form, nested=True)}" for key in property_order(value))
    return f"{{ {', '.join(entries)} }}"


def property_order(keys: Iterable[str]) -> list[str]:
    """The keys of an object in the order of its properties: whole numbers first, then as written."""
    names = list(keys)
    numbers = [name for name in names if name.isdecimal() and name.isascii() and str(int(name)) == name]
    if not numbers:
        return names
    return sorted(numbers, key=int) + [name for name in names if name not in set(numbers)]


def date_text(date: Date, form: TextForm = APP_FORM) -> str:
    """`May 01, 2024`, preceded by the time of day unless it is midnight."""
    return format_date(date, form.date if date.clock[:3] == (0, 0, 0) else form.date_time)


def duration_text(duration: Duration) -> str:
    """`1 year, 2 days`; nothing for no time at all."""
    amounts = zip(UNITS, duration.normalized().amounts, strict=True)
    return ", ".join(_amount_text(amount, unit) for unit, amount in amounts if amount != 0)


def _amount_text(amount: float, unit: str) -> str:
    rounded = abs(Decimal(amount)).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP).normalize()
    sign = "-" if amount < 0 else ""
    return f"{sign}{rounded:f} {unit[:-1] if rounded == 1 else unit}"
