"""Functions that choose between values, and those that show them."""

from __future__ import annotations

import re

from notewright.dataview.context import Context
from notewright.dataview.functions.registry import function
from notewright.dataview.limits import bounded
from notewright.dataview.plain_text import plain_text
from notewright.values import Link, Value, is_true, to_text
from notewright.values.number import to_unsigned
from notewright.values.utf16 import to_units

_MASK = 0xFFFF_FFFF
_MARKS = "[`*_~<!\n"
_SHORT = 64


@function("default", "* *", over={2: [0, 1]})
def default(context: Context, value: Value, otherwise: Value) -> Value:
    """The value, or another one where it is null; in a list, for each element.

    dql> default(null, 3)
    3
    dql> default([1, null], 0)
    [1, 0]
    """
    return otherwise if value is None else value


@function("ldefault", "* *")
def ldefault(context: Context, value: Value, otherwise: Value) -> Value:
    """As `default`, but a list counts as a whole.

    dql> ldefault(null, [1, 2])
    [1, 2]
    """
    return otherwise if value is None else value


@function("choice", "* * *", over={3: [0]})
def choice(context: Context, condition: Value, yes: Value, no: Value) -> Value:
    """One of two values; both are evaluated.

    dql> choice(1 < 2, "less", "more")
    "less"
    """
    return yes if is_true(condition) else no


@function("display", "*")
def display(context: Context, value: Value) -> Value:
    """A value as plain text: a link by what it shows, Markdown without its marks.

    dql> display([[Folder/Note|shown]])
    "shown"
    dql> display("**bold** and [[Note]]")
    "bold and Note"
    dql> display(null)
    ""
    """
    context.budget.spend_on(value)
    if value is None:
        return ""
    if isinstance(value, list):
        texts = [str(display(context, element)) for element in value]
        bounded(sum(map(len, texts)))
        return ", ".join(texts)
    if isinstance(value, str):
        return _plain(value, context)
    if isinstance(value, Link):
        if value.display:
            return _plain(value.display, context)
        _spend_on_marks(value.target, context)
        return re.sub(r"\[\[.*\|(.*)\]\]", r"\1", value.markdown())
    return to_text(value, context.preferences.form)


def _plain(text: str, context: Context) -> str:
    _spend_on_marks(text, context)
    return plain_text(text)


def _spend_on_marks(text: str, context: Context) -> None:
    """From each mark on, the rest of the text may be searched for the one that closes it."""
    if len(text) > _SHORT:
        context.budget.spend(sum(map(text.count, _MARKS)) * len(text) // _SHORT)


@function("hash", "string number", "string string", "string string number")
def hash_(context: Context, seed: str, *arguments: str | float) -> Value:
    """A number made from a seed, a text and a variant: always the same for the same, and else hard to foresee.

    dql> hash("a", "b") = hash("ab", 0)
    true
    """
    text = seed + "".join(argument for argument in arguments if isinstance(argument, str))
    variant = next((argument for argument in arguments if not isinstance(argument, str)), 0.0)
    return _cyrb53(text, to_unsigned(variant))


def _cyrb53(text: str, seed: int) -> float:
    """The public-domain hash of that name: two 32-bit lanes over UTF-16 units, 53 bits of result."""
    first, second = (0xDEADBEEF ^ seed) & _MASK, (0x41C6CE57 ^ seed) & _MASK
    for unit in map(ord, to_units(text)):
        first = (first ^ unit) * 2_654_435_761 & _MASK
        second = (second ^ unit) * 1_597_334_677 & _MASK
    first = (first ^ first >> 16) * 2_246_822_507 & _MASK
    first ^= (second ^ second >> 13) * 3_266_489_909 & _MASK
    second = (second ^ second >> 16) * 2_246_822_507 & _MASK
    second ^= (first ^ first >> 13) * 3_266_489_909 & _MASK
    return float((second & 0x1F_FFFF) << 32 | first)
