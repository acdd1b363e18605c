"""List items with all their names: what is made of an item as a whole is made of those too that it does not list."""

from __future__ import annotations

from collections.abc import Mapping

from notewright.dataview.context import Context
from notewright.dataview.data.item import Entry
from notewright.values import Value

UNLISTED = ("position", "subtasks", "real", "header")
"""The names that every item has and none lists, in their order."""
# They stand behind this one.
_LAST_OF_ALL = "annotated"


def whole_items(value: Value, context: Context) -> Value:
    """The value with all names of the items in it; where there is none, the value itself.

    What is below an item stands there twice, so that text of a tree grows with each level: it is paid for here.
    """
    context.budget.spend_on(value)
    whole = _whole(value)
    if whole is not value:
        context.budget.spend_on(whole)
    return whole


def _whole(value: Value) -> Value:
    if isinstance(value, list):
        elements = [_whole(element) for element in value]
        return value if all(one is other for one, other in zip(elements, value, strict=True)) else elements
    if not isinstance(value, Mapping):
        return value
    known = {name: _whole(element) for name, element in value.items()}
    if isinstance(value, Entry):
        return _with_unlisted(known, value)
    return value if all(known[name] is value[name] for name in known) else known


def _with_unlisted(known: dict[str, Value], item: Entry) -> Value:
    added = {"position": item["position"], "subtasks": known["children"]}
    added |= {"real": known["task"], "header": known["section"]}
    found: dict[str, Value] = {}
    for name, value in known.items():
        found[name] = value
        if name == _LAST_OF_ALL:
            found |= added
    return found
