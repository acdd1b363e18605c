"""What a script asks of values: their order, their texts, and what a text means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notewright.dataview.javascript.host import Surroundings, operation
from notewright.dataview.javascript.wire import to_wire
from notewright.values import (
    Value,
    collation_key,
    from_inline,
    from_yaml,
    heading_anchor,
    order_key,
    to_text,
)
from notewright.values import compare as compared


@operation("compare")
def compare(here: Surroundings, left: Value, right: Value) -> Any:
    """-1, 0 or 1."""
    return compared(left, right)


@operation("order")
def order(here: Surroundings, keys: list[Value], descending: bool) -> Any:
    """The places of the keys in their order, and for each whether its key equals the one before."""
    ranks = [order_key(key) for key in keys]
    places = sorted(range(len(keys)), key=ranks.__getitem__, reverse=bool(descending))
    before = [None, *places]
    return [
        [at, last is not None and compared(keys[last], keys[at]) == 0] for last, at in zip(before, places, strict=False)
    ]


@operation("weights")
def weights(here: Surroundings, texts: list[Value]) -> Any:
    """What texts are compared by."""
    return [collation_key(str(text)) for text in texts]


@operation("texts")
def texts(here: Surroundings, values: list[Value]) -> Any:
    """Values as the query language writes them."""
    return [to_text(value, here.context.preferences.form) for value in values]


@operation("heading")
def heading(here: Surroundings, text: str) -> Any:
    """A heading as links write it."""
    return heading_anchor(text)


@operation("parse")
def parse(here: Surroundings, text: str) -> Any:
    """The value that a text is in an inline field."""
    return to_wire(from_inline(text)) if text.strip() else text


@operation("literal")
def literal(here: Surroundings, value: Value) -> Any:
    """The value that something is in a property."""
    return to_wire(_literal(value))


def _literal(value: Value) -> Value:
    if isinstance(value, str):
        return from_yaml(value)
    if isinstance(value, list):
        return [_literal(element) for element in value]
    if isinstance(value, Mapping):
        return {key: _literal(element) for key, element in value.items()}
    return value
