"""Functions that look for one value in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from notewright.dataview.context import Context
from notewright.dataview.functions.registry import NULL_OF_TWO, function
from notewright.values import Value, equal

# Every object of the app's language has these keys, and its `contains` finds them.
_INHERITED = frozenset(
    {
        *("__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor"),
        *("hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"),
    }
)


@function("contains", "* *", over={2: [1]})
def contains(context: Context, where: Value, what: Value) -> Value:
    """Whether a list has an element that contains the value, a text has it as a part, an object has it as a key.

    dql> contains("notes on huber", "huber")
    true
    dql> contains(["abcd"], "bc")
    true
    dql> contains({a: 1}, "a")
    true
    dql> contains([1, 2], [2, 9])
    [true, false]
    """
    return _contains(context, where, what, lambda text: text)


@function("icontains", "* *", over={2: [1]})
def icontains(context: Context, where: Value, what: Value) -> Value:
    """As `contains`, without regard to the case of letters.

    dql> icontains("Huber", "hub")
    true
    """
    return _contains(context, where, what, str.lower)


def _contains(context: Context, where: Value, what: Value, fold: Callable[[str], str]) -> bool:
    if isinstance(where, list):
        context.budget.spend_on_calls(len(where))
        return any(_contains(context, element, what, fold) for element in where)
    if isinstance(where, str) and isinstance(what, str):
        return fold(what) in fold(where)
    if isinstance(where, Mapping) and isinstance(what, str):
        return what in where or what in _INHERITED
    return _equal(context, where, what)


def _equal(context: Context, left: Value, right: Value) -> bool:
    context.budget.spend_on(left)
    context.budget.spend_on(right)
    return equal(left, right, context.normalize)


@function("econtains", "* *", over={2: [1]})
def econtains(context: Context, where: Value, what: Value) -> Value:
    """As `contains`, but an element of a list must be the value and not only contain it.

    dql> econtains(["abcd"], "bc")
    false
    dql> econtains(["abcd"], "abcd")
    true
    """
    if isinstance(where, list):
        return any(_equal(context, what, element) for element in where)
    return _contains(context, where, what, lambda text: text)


@function("containsword", "string string", null=NULL_OF_TWO, over={2: [0, 1]})
def containsword(context: Context, text: str, word: str) -> Value:
    """Whether the text has the word as a whole, in any case.

    dql> containsword("Huber loss", "LOSS")
    true
    dql> containsword("Huber losses", "loss")
    false
    """
    return re.search(rf"(?a:\b){re.escape(word)}(?a:\b)", text, re.IGNORECASE) is not None
