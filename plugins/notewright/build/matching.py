"""Which formulas of an earlier build are in this one: moved and edited ones are found again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from notewright.build.manifest import Entry

T = TypeVar("T")
Key = Callable[[Entry], Hashable]
# A space that ends the name of a command; no other means anything.
_SPACE = re.compile(r"(\\[A-Za-z]++ (?=[A-Za-z]))| ")


def _bare(formula: str) -> str:
    """A formula without the spaces that change nothing."""
    return _SPACE.sub(r"\1", formula)


def _same(entry: Entry) -> Hashable:
    return entry.path, entry.reference, _bare(entry.formula)


def _moved(entry: Entry) -> Hashable:
    return entry.reference, _bare(entry.formula)


def _rebound(entry: Entry) -> Hashable:
    return entry.path, _bare(entry.formula)


def _edited(entry: Entry) -> Hashable:
    return entry.path, entry.heading, entry.reference


def _edited_and_moved(entry: Entry) -> Hashable:
    return entry.path, entry.reference


def _anywhere(entry: Entry) -> Hashable:
    return _bare(entry.formula)


CLAIMED: Sequence[Key] = (_same, _moved, _rebound, _edited)
"""What makes two claims the same, the surest first: a note was renamed, a formula or its function changed."""
VERIFIED: Sequence[Key] = (_edited_and_moved,)
"""What more makes them the same where the one of now is verified."""
OPTED_OUT: Sequence[Key] = (_rebound, _anywhere)


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """What entries of before are now, and what is left on either side."""

    pairs: list[tuple[Entry, T]]
    before: list[Entry]
    now: list[tuple[Entry, T]]


def match(before: Iterable[Entry], now: Iterable[tuple[Entry, T]], keys: Sequence[Key]) -> Matched[T]:
    """Match each entry of before with one of now, each used once."""
    result: Matched[T] = Matched([], list(before), list(now))
    for key in keys:
        pairs, rest, free = _paired(result.before, result.now, key)
        result = Matched([*result.pairs, *pairs], rest, free)
    return result


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
