"""Which formulas of an earlier build are in this one: moved and edited ones are found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from notewright.build.manifest import Entry

T = TypeVar("T")
Key = Callable[[Entry], Hashable]


def _same(entry: Entry) -> Hashable:
    return entry.path, entry.reference, entry.formula


def _moved(entry: Entry) -> Hashable:
    return entry.reference, entry.formula


def _edited(entry: Entry) -> Hashable:
    return entry.path, entry.reference


def _rebound(entry: Entry) -> Hashable:
    return entry.path, entry.formula


def _anywhere(entry: Entry) -> Hashable:
    return entry.formula


CLAIMED: Sequence[Key] = (_same, _moved, _edited, _rebound)
"""What makes two claims the same, the surest first: a note was renamed, a formula or its function changed."""
OPTED_OUT: Sequence[Key] = (_rebound, _anywhere)


def pairs(
    before: Iterable[Entry], now: Iterable[tuple[Entry, T]], keys: Sequence[Key]
) -> tuple[list[tuple[Entry, T]], list[Entry]]:
    """What each entry of before is now, each used once; and the entries that are no more."""
    rest, free = list(before), list(now)
    found: list[tuple[Entry, T]] = []
    for key in keys:
        paired, rest, free = _paired(rest, free, key)
        found += paired
    return found, rest


def _paired(
    before: list[Entry], now: list[tuple[Entry, T]], key: Key
) -> tuple[list[tuple[Entry, T]], list[Entry], list[tuple[Entry, T]]]:
    """The pairs that agree in a key, and what is left of both sides."""
    waiting: dict[Hashable, list[tuple[Entry, T]]] = defaultdict(list)
    for one in reversed(now):
        waiting[key(one[0])].append(one)
    found, rest = [], []
    for entry in before:
        if same := waiting.get(key(entry)):
            found.append((entry, same.pop()[1]))
        else:
            rest.append(entry)
    return found, rest, [one for several in waiting.values() for one in reversed(several)]
